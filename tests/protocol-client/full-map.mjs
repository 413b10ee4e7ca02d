// Fills a board, then makes one change after the other, so that somebody else can measure what each costs their page:
// node full-map.mjs ADDRESS BOARD COOKIE NOTES CHANGES. Says "full" when the notes are on the board, waits for a line on
// its standard input, makes the changes, and says "done".

import { once } from "node:events";
import { insertion } from "./map.mjs";
import { newId, Page } from "./page.mjs";

const [address, board, cookie, notes, changes] = process.argv.slice(2);
const IN_A_BATCH = 50;
const COLUMNS = ["Worries", "WorkingWell", "NeedsToHappen"];
const BETWEEN = 200; // milliseconds, so that each is a frame of its own

const page = new Page(address, { cookie }, board);
await page.enter();
for (let written = 0; written < Number(notes);) {
  const batch = Array.from({ length: Math.min(IN_A_BATCH, Number(notes) - written) }, (_, i) => {
    const n = written + i;
    return { kind: "add-note", note: newId(), place: { column: COLUMNS[n % 3] }, text: `Note ${n} of a very long meeting`, circle: "everyone" };
  });
  page.send(...batch);
  await page.until(() => page.isSaved, "a batch is durable");
  written += batch.length;
}

if (page.refused.length > 0) throw new Error(`Refused: ${page.refused.join(", ")}`);
console.log("full");
await once(process.stdin, "data");
const { id } = [...page.map.notes.values()].find(note => note.text.startsWith("Note 0 "));
for (let i = 0; i < Number(changes); i++) {
  const { text, textVersion } = page.map.notes.get(id);
  page.send({ kind: "edit-text", note: id, base: textVersion, edit: insertion(text, text.length, ".") });
  await page.until(() => page.isSaved && page.map.notes.get(id).textVersion > textVersion, "a change is durable");
  await new Promise(done => setTimeout(done, BETWEEN));
}

console.log("done");
await page.leave();
process.exit(0);
