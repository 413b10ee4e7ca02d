// Keeps what people are writing until it is durable: in this tab only, since others may use this device. What is typed is
// kept at once, even while the line to the server is away and before a field is joined to .NET.
// - A form is marked data-draft="its name" and its fields data-field="their name". A note that was sent is kept until it
//   is durable.
// - A field for the words of a note that is on the map is marked data-words="the note".

import { clean } from "./text-fields.js";

// What stands there may be of an earlier version, or of something else: what has another shape is not looked at.
const isWords = value => typeof value === "string";
const isFields = value => value !== null && typeof value === "object" && Object.values(value).every(isWords);
const SHAPES = { draft: isFields, sent: value => isWords(value?.form) && isFields(value.fields), text: value => isWords(value?.words) };

let board = "";
let isListening = false;
let isOpeningAgain = false;
const underway = new Set(); // notes whose words here .NET has not all taken
const before = new Map(); // what notes said before somebody here began to type in them, or when all was saved last
const memory = new Map(); // what the browser does not keep for pages, or has no room for: at least while the page lives

// Everything that is kept for a board, as JSON: { forms: { form: fields }, sent: { note: { form, fields } },
// texts: { note: { words, on } } }; on: what the note said before the words were typed, where that is known.
export function open(id) {
  board = id;
  if (!isListening) {
    isListening = true;
    document.addEventListener("input", keep, { capture: true });
    document.addEventListener("focusin", begin, { capture: true });
    addEventListener("beforeunload", warn);
    new MutationObserver(sweep).observe(document, { subtree: true, attributeFilter: ["data-saved"] });
  }

  const found = { forms: all("draft"), sent: all("sent"), texts: all("text") };
  for (const note of Object.keys(found.texts)) underway.add(note);
  return JSON.stringify(found);
}

// What stands in the forms now, as JSON: { form: fields }.
export const forms = () => JSON.stringify(all("draft"));

// The words of a form are on their way to the map as a note.
export function sent(form, note) {
  const fields = read(keyOf("draft", form));
  if (fields) write(keyOf("sent", note), { form, fields });
  write(keyOf("draft", form), null);
}

// A note is durable, or its words are in their form again.
export const settled = note => write(keyOf("sent", note), null);

// A form has words again that had been sent and never arrived.
export const restored = (form, json) => write(keyOf("draft", form), JSON.parse(json));

export const forget = form => write(keyOf("draft", form), null);

// .NET has all that was typed in a note's field. The browser keeps it until the page says that everything is saved.
export function taken(note) {
  if (underway.delete(note)) sweep();
}

// The words of a note's field that had been left behind are on the map, or their author has let go of them.
export function letGo(note) {
  underway.delete(note);
  write(keyOf("text", note), null);
}

// What was typed in a note's field and not taken; null where there is nothing.
export const leftIn = note => underway.has(note) ? read(keyOf("text", note))?.words ?? null : null;

// Whether the page can be opened again without losing a word.
export const mayOpenAgain = () => memory.size === 0 && !document.querySelector("#kept, [data-saved=Saving], [data-saved=Kept]");

// Opens the page again without asking: every word is kept.
export function openAgain() {
  isOpeningAgain = true;
  location.reload();
}

function sweep() {
  if (!document.querySelector("[data-saved=Saved]")) return;
  for (const note of Object.keys(all("text"))) {
    if (underway.has(note)) continue;
    write(keyOf("text", note), null);
    const field = document.querySelector(`[data-words="${note}"]`);
    if (field) before.set(note, field.value);
    else before.delete(note);
  }
}

function begin(event) {
  const note = event.target.dataset?.words;
  if (note && !underway.has(note)) before.set(note, event.target.value);
}

function keep(event) {
  const note = event.target.dataset?.words;
  if (note && board) {
    event.target.dataset.unsaved = "";
    underway.add(note);
    return write(keyOf("text", note), { words: clean(event.target.value), on: before.get(note) });
  }

  const name = event.target.dataset?.field;
  const { draft: form, audience } = event.target.closest?.("[data-draft]")?.dataset ?? {};
  if (!name || !form || !board) return;
  const { type, checked, value } = event.target;
  const fields = read(keyOf("draft", form)) ?? {};
  fields[name] = type === "checkbox" ? String(checked) : clean(value);
  // Words begun while the family is outside stay with the professionals.
  if (audience) fields.audience = audience;
  const isEmpty = Object.entries(fields).every(([key, v]) => key === "audience" || v === "" || v === "false");
  write(keyOf("draft", form), isEmpty ? null : fields);
}

// Leaving asks first only where words would be lost: not saved yet, or not on the map.
function warn(event) {
  if (isOpeningAgain || document.documentElement.dataset.circuit === "gone") return; // The page has said so itself (page.js).
  const isWritten = keys().some(key => key.startsWith(keyOf("draft", "")) && read(key)?.text?.trim());
  if (isWritten || document.querySelector("[data-unsaved], [data-saved=Saving], [data-saved=Kept]")) event.preventDefault();
}

const keyOf = (kind, name) => `map:${board}:${kind}:${name}`;

// By their names, all that is kept of one kind.
function all(kind) {
  const start = keyOf(kind, "");
  const entries = keys().filter(key => key.startsWith(start) && key === clean(key)).map(key => [key.slice(start.length), read(key)]);
  return Object.fromEntries(entries.filter(([, value]) => SHAPES[kind](value)));
}

function keys() {
  try {
    return [...Object.keys(sessionStorage), ...memory.keys()];
  } catch {
    return [...memory.keys()];
  }
}

function read(key) {
  try {
    return memory.get(key) ?? JSON.parse(sessionStorage.getItem(key), (_, value) => isWords(value) ? clean(value) : value);
  } catch {
    return null;
  }
}

function write(key, value) {
  memory.delete(key);
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    if (value !== null) memory.set(key, value);
  }
}
