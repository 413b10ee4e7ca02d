// Plays a meeting with a server, as docs/PROTOCOL.md says that it goes: node meeting.mjs http://127.0.0.1:5000/

import assert from "node:assert/strict";
import { Browser } from "./browser.mjs";
import { insertion } from "./map.mjs";
import { newId, Page } from "./page.mjs";

const address = process.argv[2];
const done = step => console.log(`ok: ${step}`);

// A chair starts a board by a form, and is known there.
const office = new Browser(address);
const started = await office.send(await office.get("/start"), "start", {
  Kind: "review", Title: "Wren and Rowan", Name: "Ada Chair", Who: "independent chair",
});
assert.equal(started.status, 302);
const board = started.leadsTo.slice("/b/".length);
assert.ok(office.isKnownAt(board));
const chair = new Page(address, office, board);
await chair.enter();
assert.equal(chair.map.title, "Wren and Rowan");
const { path } = await chair.ask({ kind: "invite", role: "family", origin: address });
assert.match(path, /^join\//);
done("a board is started, its chair is on it and has a link for the family");

// Somebody asks to come in, waits, and is let in.
const phone = new Browser(address);
const asked = await phone.send(await phone.get("/" + path), "join", { Name: "Kev Marsh", Who: "grandparent", OwnWords: "" });
assert.match(asked.leadsTo, /^\/wait\//);
assert.ok(!phone.isKnownAt(board));
const standing = async hold => (await phone.get(`${asked.leadsTo}/state${hold ? "?hold=true" : ""}`)).html;
assert.equal(await standing(false), "Waiting");
await chair.until(() => chair.asking.some(a => a.name === "Kev Marsh"), "the chair sees who waits");
const [letIn] = await Promise.all([
  (async () => {
    let word;
    while ((word = await standing(true)) === "Waiting");
    return word;
  })(),
  chair.ask({ kind: "admit", id: chair.asking[0].id }),
]);
assert.equal(letIn, "LetIn");
assert.equal((await phone.get(asked.leadsTo)).leadsTo, `/b/${board}`);
assert.ok(phone.isKnownAt(board));
done("somebody asks by a form, waits, and is let in by the chair");

// They write; what may not be is refused, and the rest stands.
const kev = new Page(address, phone, board);
await kev.enter();
assert.deepEqual(kev.map.people, ["Ada Chair", "Kev Marsh"]);
const note = newId();
kev.send(
  { kind: "add-note", note, place: { column: "Worries" }, text: "He counts the cars.", circle: "everyone" },
  { kind: "hold" },
);
await kev.until(() => kev.isSaved && kev.map.notes.has(note), "the note is durable");
assert.deepEqual(kev.refused, ["chair-only"]);
await chair.until(() => chair.map.texts("Worries").length === 1, "the chair sees the note");
const edit = (page, at, words) => {
  const { text, textVersion, showing } = page.map.notes.get(note);
  return { kind: "edit-text", note, base: textVersion, edit: insertion(text, at, words), ...(showing && { showing }) };
};
kev.send(edit(kev, 19, " At night. 🌙"));
await chair.until(() => chair.map.texts("Worries")[0].endsWith("🌙"), "the chair sees the new words");
await kev.until(() => kev.isSaved, "the words are durable");
done("they write, and the chair sees it; what they may not is refused with a code");

// They are cut off in the middle of writing; the chair goes on; they come back, and nothing is lost or doubled.
const late = newId();
kev.send({ kind: "add-note", note: late, place: { column: "WorkingWell" }, text: "Nan comes on Fridays.", circle: "everyone" }, edit(kev, 0, "Kev: "));
await kev.cutOff();
assert.ok(!kev.isSaved);
chair.send({ kind: "add-note", note: newId(), place: { column: "NeedsToHappen" }, text: "Ring the school.", circle: "everyone" }, { kind: "add-note", note: newId(), place: { column: "Worries" }, text: "Between us.", circle: "professionals" });
await chair.until(() => chair.isSaved, "the chair's note is durable");
await kev.enter();
await kev.until(() => kev.isSaved && kev.map.notes.has(late), "the batch that was on its way is durable");
await chair.until(() => chair.map.notes.has(late), "the chair sees it");
assert.deepEqual(kev.map.texts("WorkingWell"), ["Nan comes on Fridays."]);
assert.deepEqual(kev.map.texts("NeedsToHappen"), ["Ring the school."]);
assert.deepEqual(kev.map.texts("Worries"), ["Kev: He counts the cars. At night. 🌙"]);
assert.deepEqual(chair.map.texts("Worries").filter(t => t !== "Between us."), kev.map.texts("Worries"));
const fresh = new Page(address, phone, board);
await fresh.enter();
assert.deepEqual(["Worries", "WorkingWell", "NeedsToHappen"].map(c => fresh.map.texts(c)), ["Worries", "WorkingWell", "NeedsToHappen"].map(c => kev.map.texts(c)));
assert.equal(fresh.stream, kev.stream);
done("they are cut off, come back, and nothing is lost or doubled");

// A page of another version is told so by name.
for (const [version, code] of [[null, "page-too-old"], [2, "page-too-old"], [1_000_000, "page-too-new"]]) {
  const other = new Page(address, phone, board);
  await other.enter(version);
  assert.equal(other.closed?.code, code);
  assert.ok(!("sentence" in other.closed));
}
done("a page that is too old or too new is told so");

for (const page of [chair, kev, fresh]) await page.leave();
process.exit(0);
