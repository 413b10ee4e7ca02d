// Every text field of the map, between the person and whoever listens to it: .NET, what the browser keeps (drafts.js), a
// note's live text (live-text.js). Before any of them hears of it,
// - the text is clean, as CleanText in Board.Shared/Text has it: well-formed, and whatever begins a new line is a line
//   feed, in a field of one line a space;
// - a field that says how much it holds (data-most, in UTF-16 units) holds no more. What does not go in whole, by whatever
//   way it comes, does not go in at all, and the field says so: in <span id="<the field's id>-room">, which .NET leaves
//   empty. Near the bound it says how much is left.

const NEW_LINE = /\r\n|[\n\v\f\r\x85\u2028\u2029]/g;
const UNKEPT = /[\uFFFE\uFFFF\p{Surrogate}]|[^\P{Control}\n\t]/gu;
const LONE = /\p{Surrogate}/u;
const HALF_BEFORE_CARET = /[\uD800-\uDBFF]$/;
const HALF = 1_000; // milliseconds in which the second half of a sign comes, where a keyboard sends halves
const NEAR = 100; // units before the bound from which on it is said what is left
const SAID_AT = [100, 50, 20, 10, 0]; // what is left, when it is also announced

const known = new WeakMap(); // fields, and how they were when all was well: { value, start, end }
const composing = new WeakSet();
const told = new WeakMap(); // fields, and of what text it was last told how much is left
const halves = new WeakMap(); // fields that wait for the other half of a sign, and their timers

// As CleanText.Lines does it, and for a field of one line as much of CleanText.Line as can be seen.
export const clean = (text, hasLines = true) => {
  const lines = text.replace(NEW_LINE, "\n").replace(UNKEPT, "");
  return hasLines ? lines : lines.replace(/[\n\t]/g, " ");
};

const isText = element => element instanceof HTMLTextAreaElement
  || (element instanceof HTMLInputElement && ["text", "search", ""].includes(element.type));
const hasLines = field => field instanceof HTMLTextAreaElement;
const mostOf = field => Number(field.dataset.most ?? Infinity);
const remember = field => known.set(field, { value: field.value, start: field.selectionStart, end: field.selectionEnd });

// First of all listeners, wherever they are.
const first = (name, listener) => addEventListener(name, event => {
  if (isText(event.target)) listener(event, event.target);
}, { capture: true });

first("focusin", (_, field) => {
  remember(field);
  tell(field);
});

first("beforeinput", (event, field) => {
  if (composing.has(field)) return;
  if (!halves.has(field)) remember(field);
  const text = event.inputType === "insertLineBreak" ? "\n" : event.data ?? event.dataTransfer?.getData("text/plain");
  if (!text || !event.cancelable || event.inputType.startsWith("history")) return;
  const { value, selectionStart, selectionEnd } = field;
  const length = value.length - (selectionEnd - selectionStart) + clean(text, hasLines(field)).length;
  if (length <= mostOf(field)) return;
  event.preventDefault();
  tell(field, true);
});

first("compositionstart", (_, field) => {
  remember(field);
  composing.add(field);
});

first("compositionend", (_, field) => {
  composing.delete(field);
  // Some browsers write the composed text only after this event.
  setTimeout(() => settle(field));
});

first("input", (event, field) => {
  // A composition is the browser's until it ends. Nobody hears of a half of it, nor of what does not go in.
  const isOver = composing.has(field)
    ? !LONE.test(field.value) && field.value.length <= mostOf(field)
    : mend(field);
  if (isOver) tell(field);
  else event.stopImmediatePropagation();
});

// Sent with what stands in it, and not with what was to come.
first("focusout", (_, field) => settle(field));
addEventListener("submit", event => event.target.querySelectorAll?.("textarea, input").forEach(field => isText(field) && settle(field)), { capture: true });

// Makes the field as it has to be. False while the other half of a sign is still to come.
function mend(field) {
  clearTimeout(halves.get(field));
  const wasHalf = halves.delete(field);
  const { value, selectionStart: caret } = field;
  if (!wasHalf && HALF_BEFORE_CARET.test(value.slice(0, caret)) && !/^[\uDC00-\uDFFF]/.test(value.slice(caret))) {
    halves.set(field, setTimeout(() => settle(field), HALF));
    return false;
  }

  const whole = clean(value, hasLines(field));
  const before = known.get(field);
  if (whole.length > mostOf(field) && before && whole.length > before.value.length) {
    put(field, before.value, before.start, before.end);
    tell(field, true);
    return true;
  }

  if (whole !== value) {
    const at = clean(value.slice(0, caret), hasLines(field)).length;
    put(field, whole, at, at);
  }

  remember(field);
  return true;
}

// The same, without an event; who listens hears of what is different.
function settle(field) {
  if (composing.has(field)) return;
  const { value } = field;
  if (!mend(field)) mend(field);
  if (field.value !== value && field.isConnected) field.dispatchEvent(new Event("input", { bubbles: true }));
}

function put(field, value, start, end) {
  const { scrollTop } = field;
  field.value = value;
  field.setSelectionRange(start, end);
  field.scrollTop = scrollTop;
}

// What is left near the bound, and whether something did not go in.
function tell(field, isTooLong = false) {
  const most = mostOf(field);
  const room = most === Infinity ? null : document.getElementById(`${field.id}-room`);
  if (!room) return;
  const left = Math.max(0, most - field.value.length);
  if (!isTooLong && field.value === told.get(field)) return; // What did not go in is said until something else is written.
  told.set(field, field.value);
  room.toggleAttribute("data-too-long", isTooLong);
  const counted = isTooLong || left <= NEAR ? room.dataset.left.replace("#", left) : "";
  const sentence = [isTooLong ? left === 0 ? room.dataset.full : room.dataset.long : "", counted].filter(s => s).join(" ");
  if (room.textContent === sentence) return;
  // A screen reader is told when something did not go in, and not of every letter.
  room.setAttribute("aria-live", isTooLong || SAID_AT.includes(left) ? "polite" : "off");
  room.textContent = sentence;
}
