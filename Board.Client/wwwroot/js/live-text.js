// A note's text field that several people write in at once. The person here is ahead of .NET by a round trip; this
// module and TextMirror (Board.Client/State/Writing) are two ends that each keep what the other may not have had yet
// and carry what arrives over it. What comes from the board is left, what is typed here is right.

import { leftIn, taken } from "./drafts.js";
import { reversal } from "./keys.js";
import { clean } from "./text-fields.js";
import { apply, between, compose, isIdentity, splicesFromTheEnd, transform } from "./text-edit.js";

const PATIENCE = 10_000; // milliseconds until a call without an answer is made again; .NET takes each edit once
const AGAIN = 1_000; // milliseconds until a call that failed is made again
const REST = 1_000; // milliseconds after which a composition that rests is sent as it stands

const fields = new Map(); // by their number

// Called by .NET, and again when it got no answer: the line may go at any moment. Where the field went before the call
// came, what was typed in it is what the browser has kept (drafts.js).
export function attach(number, field, page, note, text, most) {
  if (!fields.has(number)) fields.set(number, new LiveText(number, field ?? remains(note, text), page, note, text, most));
  return fields.get(number);
}

function remains(note, text) {
  const field = document.createElement("textarea");
  field.value = leftIn(note) ?? text;
  return field;
}

class LiveText {
  #number;
  #field;
  #page;
  #note;
  #most;
  #text; // what the field is known to hold
  #pending = []; // edits made here that something shown may still have been made without: { n, edit, until }
  #flight = null; // the one of them that has no answer yet
  #waiting = null; // what was typed since
  #commands = []; // undo and redo, after what was typed before them
  #n = 0;
  #seen = 0;
  #held = []; // shown, and not in the field yet: { m, took, edit, shown, promise }
  #isComposing = false;
  #sending = null;
  #interrupt = () => { };
  #resting = 0;
  #listening = new AbortController();

  constructor(number, field, page, note, text, most) {
    this.#number = number;
    this.#field = field;
    this.#page = page;
    this.#note = note;
    this.#text = text;
    this.#most = most;
    const { signal } = this.#listening;
    field.addEventListener("input", () => this.#input(), { signal });
    field.addEventListener("compositionstart", () => { this.#isComposing = true; }, { signal });
    field.addEventListener("compositionend", () => this.#composed(), { signal });
    field.addEventListener("keydown", event => this.#key(event), { signal });
    field.addEventListener("beforeinput", event => this.#before(event), { signal });
    // The line of a server circuit is back. The event does not bubble, so it is caught on its way down.
    document.addEventListener("components-reconnect-state-changed", event => {
      if (event.detail?.state === "hide") this.#interrupt();
    }, { signal, capture: true });
    // Typed between the rendering and now.
    this.#input();
  }

  // Called by .NET. Answers, once it is in the field, with the last edit that was made without it.
  show(m, took, edit) {
    if (m <= this.#seen) return this.#n;
    const twice = this.#held.find(h => h.m === m);
    if (twice) return twice.promise;
    const held = { m, took, edit };
    held.promise = new Promise(shown => { held.shown = shown; });
    this.#held.push(held);
    this.#showHeld();
    return held.promise;
  }

  // Called by .NET, and again when it got no answer. Ends when all that was typed has been taken.
  async detach() {
    this.#isComposing = false;
    clearTimeout(this.#resting);
    this.#typed();
    this.#field.value = this.#text;
    this.#showHeld();
    await this.#send();
    this.#listening.abort();
    fields.delete(this.#number);
  }

  #input() {
    clearTimeout(this.#resting);
    if (this.#isComposing) {
      this.#resting = setTimeout(() => this.#typed(), REST);
    } else {
      this.#typed();
      this.#showHeld();
    }
    this.#mark();
  }

  #composed() {
    this.#isComposing = false;
    // Some browsers write the composed text only after this event.
    setTimeout(() => this.#input());
  }

  // Takes in what the person did since the last time. What goes on is clean (text-fields.js), also where the field does
  // not hold it so yet: while it composes, or waits for the second half of a sign.
  #typed() {
    const value = clean(this.#field.value);
    if (value === this.#text) return;
    if (this.#isComposing && value.length > this.#most) return; // Will not go in.
    const edit = between(this.#text, value);
    this.#text = value;
    this.#waiting = this.#waiting ? compose(this.#waiting, edit) : edit;
    if (isIdentity(this.#waiting)) this.#waiting = null;
    this.#send();
  }

  #showHeld() {
    if (this.#isComposing || this.#held.length === 0) return;
    this.#typed();
    if (this.#field.value !== this.#text) return; // Half a sign: the other half is to come.
    for (const { m, took, edit, shown } of this.#held.splice(0)) {
      this.#take(m, took, edit);
      shown(this.#n);
    }
  }

  #take(m, took, edit) {
    if (m !== this.#seen + 1) throw new Error("Something that was to be shown is missing.");
    let over = edit;
    this.#pending = this.#pending.filter(p => p.n > took);
    for (const p of this.#pending) [over, p.edit] = transform(over, p.edit);
    if (this.#waiting) [over, this.#waiting] = transform(over, this.#waiting);
    this.#text = apply(over, this.#text);
    this.#seen = m;
    this.#prune();
    this.#write(over);
  }

  // Without moving the caret, the selection, the focus or the scroll position.
  #write(edit) {
    const { scrollTop } = this.#field;
    for (const { at, delete: count, insert } of splicesFromTheEnd(edit)) {
      this.#field.setRangeText(insert, at, at + count, "preserve");
    }
    this.#field.scrollTop = scrollTop;
  }

  // Once all that was shown before an edit was taken is here, the edit is needed no more.
  #prune() {
    while (this.#pending.length > 0 && this.#pending[0].until !== null && this.#pending[0].until <= this.#seen) this.#pending.shift();
  }

  get #isDue() {
    return this.#flight !== null || this.#waiting !== null || this.#commands.length > 0;
  }

  #send() {
    if (this.#isDue) this.#sending ??= this.#sendAll();
    return this.#sending;
  }

  // One edit at a time; what is typed meanwhile becomes the next.
  async #sendAll() {
    this.#mark();
    while (this.#isDue) {
      if (!this.#flight && this.#waiting) {
        this.#flight = { n: ++this.#n, edit: this.#waiting, until: null };
        this.#pending.push(this.#flight);
        this.#waiting = null;
      }

      if (!this.#flight) {
        await this.#call(this.#commands.shift()).catch(() => { }); // Not made again: the person presses again.
        continue;
      }

      try {
        const flight = this.#flight;
        flight.until = await this.#call("Typed", flight.n, this.#seen, flight.edit);
        this.#flight = null;
        this.#prune();
      } catch {
        await pause(AGAIN);
      }
    }
    this.#sending = null;
    this.#mark();
  }

  // Whether .NET has all that stands in the field: for the page, and for what the browser keeps.
  #mark() {
    if (this.#isDue || this.#field.value !== this.#text) {
      this.#field.dataset.unsaved = "";
    } else {
      delete this.#field.dataset.unsaved;
      taken(this.#note);
    }
  }

  // Fails after a while, or when the line was away: the call may have been lost with it, or the answer.
  #call(method, ...args) {
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error("There is no answer yet.")), PATIENCE);
      this.#interrupt = () => failed(new Error("The line was away."));
      this.#page.invokeMethodAsync(method, ...args).then(done, failed).finally(() => clearTimeout(timer));
    });
  }

  #key(event) {
    const what = reversal(event);
    if (what) this.#command(event, what);
  }

  #before(event) {
    if (event.inputType === "historyUndo") this.#command(event, "Undo");
    else if (event.inputType === "historyRedo") this.#command(event, "Redo");
  }

  #command(event, name) {
    event.preventDefault();
    this.#typed();
    this.#commands.push(name);
    this.#send();
  }
}

const pause = ms => new Promise(done => setTimeout(done, ms));
