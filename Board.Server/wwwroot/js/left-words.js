// Where a device is no longer at a meeting: shows the words that were begun in this tab and never reached the map, as
// drafts.js kept them. They stay in the tab: who comes in again by their link finds them there as well.

const part = document.querySelector("[data-left-words]");
const said = part.querySelector("[role=status]");
const start = `map:${part.dataset.leftWords}:`;

const copy = async words => {
  try {
    await navigator.clipboard.writeText(words);
    said.textContent = "Copied.";
  } catch {
    said.textContent = "Your browser did not let the page copy. Press and hold the words, then copy them.";
  }
};

// A form has fields, and in some of them words; a form that was sent has them one deeper; a note's field has its words.
// What cannot be read hides nothing of the rest.
const wordsIn = json => {
  let kept = null;
  try {
    kept = JSON.parse(json);
  } catch {
    return []; // Not of this page.
  }
  const fields = kept?.fields ?? kept ?? {};
  return [fields.text, fields.higher, fields.words].filter(words => typeof words === "string");
};

const all = () => {
  try {
    return Object.keys(sessionStorage).filter(key => key.startsWith(start)).flatMap(key => wordsIn(sessionStorage.getItem(key)));
  } catch {
    return []; // This browser keeps nothing for pages.
  }
};

for (const words of new Set(all().map(w => w.trim()).filter(w => w))) {
  const one = part.querySelector("template").content.cloneNode(true);
  one.querySelector("blockquote").textContent = words;
  one.querySelector("button").addEventListener("click", () => copy(words));
  said.before(one);
  part.hidden = false;
}
