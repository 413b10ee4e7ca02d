// One open page: its replica, its place in the stream, and what it sends (PROTOCOL, "Client to server", "Server to client").

import { randomBytes } from "node:crypto";
import { Line } from "./line.mjs";
import { Map3 } from "./map.mjs";

export const VERSION = 3; // of the wire

export const newId = () => randomBytes(16).toString("base64url");

export class Page {
  map = new Map3();
  me = "";
  stream = 0;
  asking = [];
  refused = [];
  closed = null;

  #address;
  #browser;
  #board;
  #replica = newId();
  #projection = 0;
  #lastBatch = 0;
  #inFlight = null; // sent and not answered; frozen
  #line = null;
  #watching = new Set();

  constructor(address, browser, board) {
    this.#address = address;
    this.#browser = browser;
    this.#board = board;
  }

  // Connects and enters; again after it was cut off. Null for a version names none.
  async enter(version = VERSION) {
    let isIn = false;
    const line = await Line.open(this.#address, this.#browser.cookie, message => {
      if (this.#line !== line && this.#line !== null) return; // of a line that was given up
      isIn ||= message.kind === "welcome" || message.kind === "closed";
      this.#hear(message);
      for (const watcher of this.#watching) watcher();
    });
    this.#line = line;
    const position = { board: this.#board, replica: this.#replica, stream: this.stream, projection: this.#projection };
    line.tell("Enter", version === null ? position : { ...position, v: version });
    await this.until(() => isIn);
  }

  // Sends changes as the next batch; one at a time is in flight.
  send(...changes) {
    if (this.#inFlight) throw new Error("A batch is in flight.");
    this.#inFlight = { n: ++this.#lastBatch, changes };
    this.#line.tell("Submit", this.#inFlight);
  }

  // Asks at the doors.
  ask(request) {
    return this.#line.ask("Doors", request);
  }

  get isSaved() {
    return this.#inFlight === null;
  }

  // The line breaks; nothing that is on its way arrives.
  async cutOff() {
    const line = this.#line;
    this.#line = {};
    await line.close();
  }

  async leave() {
    await this.#line.close();
  }

  // Waits until something is so.
  async until(isSo, what = String(isSo)) {
    const tooLong = Date.now() + 20_000;
    while (!isSo()) {
      let timer, watcher;
      await new Promise(done => {
        watcher = done;
        this.#watching.add(watcher);
        timer = setTimeout(done, 1_000);
      });
      clearTimeout(timer);
      this.#watching.delete(watcher);
      if (Date.now() > tooLong && !isSo()) throw new Error(`Waited in vain for: ${what}`);
    }
  }

  #hear(message) {
    switch (message.kind) {
      case "welcome": return this.#welcome(message);
      case "committed": return this.#takeIn(message.from, message.batches);
      case "answered": return this.#answer(message.answer);
      case "asking": this.asking = message.requests; return;
      case "presence": return;
      case "slow-down": setTimeout(() => this.#sendAgain(), message.afterMs); return;
      case "closed": this.closed = message; return;
      case "unreadable": throw new Error(`The server cannot read this: ${message.code}`);
      default: throw new Error(`This client does not know ${message.kind}.`);
    }
  }

  #welcome(message) {
    this.me = message.you;
    this.asking = [];
    this.#projection = message.projection;
    if (message.snapshot) {
      this.map = Map3.of(message.snapshot);
      this.stream = message.stream;
    } else {
      this.#takeIn(message.stream - message.missed.reduce((sum, b) => sum + b.changes.length, 0) + 1, message.missed);
    }

    if (message.answer) this.#answer(message.answer);
    this.#sendAgain();
  }

  #takeIn(from, batches) {
    for (const { by, changes } of batches) {
      if (from > this.stream + 1) throw new Error("Something is missing from the stream.");
      if (from === this.stream + 1) {
        for (const change of changes) this.map.take(change, by);
        this.stream += changes.length;
      }

      from += changes.length;
    }
  }

  #answer({ n, refused }) {
    if (n !== this.#inFlight?.n) return;
    this.#inFlight = null;
    this.refused.push(...refused.map(r => r.code));
  }

  #sendAgain() {
    if (this.#inFlight) this.#line.tell("Submit", this.#inFlight);
  }
}
