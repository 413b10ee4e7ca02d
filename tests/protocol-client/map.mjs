// The map as somebody gets it: notes in three columns (PROTOCOL, "Shapes", "Changes", "Text edits").

const COLUMNS = ["Worries", "WorkingWell", "NeedsToHappen"];

// Kinds that say nothing of where a note stands and how it reads.
const PASSED_OVER = new Set([
  "categorise", "mark-exact-words", "set-note-audience", "set-scale-audience", "add-scale", "seal-scale", "reveal-scale", "word-scale",
  "set-scale-aside", "place-judgement", "withdraw-judgement", "number-placed", "set-scale-circle", "scale-shown", "scale-hidden", "pair-goal", "agree-step",
  "mark-step", "rename", "leave", "appoint-chair", "send-out", "hold", "release", "lock", "open-closed-part", "end-closed-part", "respond",
  "add-addendum",
]);

export class Map3 {
  title = "";
  people = [];
  notes = new Map(); // by id: { id, text, textVersion, … }
  columns = Object.fromEntries(COLUMNS.map(c => [c, []])); // ids in order

  static of(snapshot) {
    const map = new Map3();
    map.title = snapshot.title;
    map.people = snapshot.participants.map(p => p.name);
    snapshot.columns.forEach((notes, i) => {
      map.columns[COLUMNS[i]] = notes.map(n => n.id);
      for (const note of notes) map.notes.set(note.id, { ...note });
    });
    return map;
  }

  texts(column) {
    return this.columns[column].map(id => this.notes.get(id)).filter(n => !n.removed).map(n => n.text);
  }

  take(change, by) {
    const note = this.notes.get(change.note);
    switch (change.kind) {
      case "start-board": this.title = change.title; break;
      case "join": this.people.push(change.name); break;
      case "add-note":
        this.notes.set(change.note, { id: change.note, text: change.text, textVersion: 0, author: by, category: change.category, circle: change.circle });
        this.#place(change.note, change.place);
        break;
      case "note-shown":
        for (const { note: shown, place } of change.notes) {
          this.notes.set(shown.id, { ...shown });
          this.#place(shown.id, place);
        }
        break;
      case "note-hidden":
        for (const id of change.notes) {
          this.#takeOut(id);
          this.notes.delete(id);
        }
        break;
      case "edit-text":
        note.text = edited(note.text, change.edit);
        note.textVersion++;
        break;
      case "set-circle":
        Object.assign(note, { circle: change.circle, showing: change.showing, textVersion: 0 });
        break;
      case "move": this.#place(change.note, change.place); break;
      case "remove": note.removed = true; break;
      case "restore": delete note.removed; break;
      default:
        if (!PASSED_OVER.has(change.kind)) throw new Error(`This client does not know ${change.kind}.`);
    }
  }

  #place(id, { column, after, before }) {
    this.#takeOut(id);
    const order = this.columns[column];
    const above = order.indexOf(after), below = order.indexOf(before);
    const at = after === undefined ? 0 : above >= 0 ? above + 1 : below >= 0 ? below : order.length;
    order.splice(at, 0, id);
  }

  #takeOut(id) {
    for (const order of Object.values(this.columns)) {
      const at = order.indexOf(id);
      if (at >= 0) order.splice(at, 1);
    }
  }
}

// Steps over a text: a number keeps so many UTF-16 units, a string is put in, a negative number takes so many out.
export function edited(text, steps) {
  let result = "", at = 0;
  for (const step of steps) {
    if (typeof step === "string") result += step;
    else if (step > 0) result += text.slice(at, at += step);
    else at -= step;
  }
  if (at !== text.length) throw new Error("The edit does not fit the text.");
  return result;
}

// The edit that puts words in at a place.
export const insertion = (text, at, words) => [at, words, text.length - at].filter(step => step !== 0);
