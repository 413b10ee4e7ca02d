// Which keys take back and do again, on every layout: where a key writes a Latin letter, the letter counts (on a German
// keyboard Z stands where Y stands elsewhere); where it writes another script, its place does, as people there expect.

const NAMELESS = new Set(["Dead", "Process", "Unidentified"]);
const PLACES = { KeyZ: "z", KeyY: "y" };

// "Undo", "Redo" or null.
export function reversal(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const letter = letterOf(event);
  if (letter === "z") return event.shiftKey ? "Redo" : "Undo";
  return letter === "y" ? "Redo" : null;
}

function letterOf({ key, code }) {
  const isCharacter = [...key].length === 1;
  if (isCharacter && /[\u0000-\u007f]|\p{Script=Latin}/u.test(key)) return key.toLowerCase();
  return isCharacter || NAMELESS.has(key) ? PLACES[code] : null;
}
