// Keeps what people are writing and have not put on the map yet: in this tab only, since others may use this device.
// A form is marked data-draft="its name" and its fields data-field="their name"; what is typed is kept at once, even
// while the line to the server is away. A note that was sent is kept until it is durable.

let board = "";
let isListening = false;
const memory = new Map(); // where the browser keeps nothing for pages: at least while the page lives

// Everything that is kept for a board, as JSON: { forms: { form: fields }, sent: { note: { form, fields } } }.
export function open(id) {
  board = id;
  if (!isListening) {
    isListening = true;
    document.addEventListener("input", keep, { capture: true });
    addEventListener("beforeunload", warn);
  }

  const found = { forms: JSON.parse(forms()), sent: {} };
  for (const key of keys()) {
    if (key.startsWith(keyOf("sent", ""))) found.sent[key.slice(keyOf("sent", "").length)] = read(key);
  }
  return JSON.stringify(found);
}

// What stands in the forms now, as JSON: { form: fields }.
export function forms() {
  const found = {};
  for (const key of keys()) {
    if (key.startsWith(keyOf("draft", ""))) found[key.slice(keyOf("draft", "").length)] = read(key);
  }
  return JSON.stringify(found);
}

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

function keep(event) {
  const name = event.target.dataset?.field;
  const { draft: form, audience } = event.target.closest?.("[data-draft]")?.dataset ?? {};
  if (!name || !form || !board) return;
  const { type, checked, value } = event.target;
  const fields = read(keyOf("draft", form)) ?? {};
  fields[name] = type === "checkbox" ? String(checked) : value;
  // Words begun while the family is outside stay with the professionals.
  if (audience) fields.audience = audience;
  const isEmpty = Object.entries(fields).every(([key, v]) => key === "audience" || v === "" || v === "false");
  write(keyOf("draft", form), isEmpty ? null : fields);
}

// Leaving asks first only where words would be lost: not saved yet, or not on the map.
function warn(event) {
  if (document.documentElement.dataset.circuit === "gone") return; // The page has said so itself (page.js).
  const isWritten = keys().some(key => key.startsWith(keyOf("draft", "")) && read(key)?.text?.trim());
  if (isWritten || document.querySelector("[data-unsaved], [data-saved=Saving], [data-saved=Kept]")) event.preventDefault();
}

const keyOf = (kind, name) => `map:${board}:${kind}:${name}`;

function keys() {
  try {
    return Object.keys(sessionStorage);
  } catch {
    return [...memory.keys()];
  }
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return memory.get(key) ?? null;
  }
}

function write(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    if (value === null) memory.delete(key);
    else memory.set(key, value);
  }
}
