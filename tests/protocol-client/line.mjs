// One connection to the hub: SignalR's JSON protocol over a WebSocket (PROTOCOL, "Connecting").

const END = "\u001e";
const [INVOCATION, COMPLETION, PING, CLOSE] = [1, 3, 6, 7];
const SPEAK_EVERY = 10_000; // milliseconds

export class Line {
  #socket;
  #rest = "";
  #isShaken = false;
  #calls = new Map();
  #number = 0;
  #pulse;
  #hears;

  // Connects and shakes hands. `hears` gets every message of the server's, in order.
  static async open(address, cookie, hears) {
    const line = new Line();
    line.#hears = hears;
    const url = new URL("hub", address.replace(/^http/, "ws"));
    line.#socket = new WebSocket(url, { headers: { Cookie: cookie } });
    await new Promise((done, failed) => {
      line.shaken = done;
      line.#socket.addEventListener("open", () => line.#say({ protocol: "json", version: 1 }));
      line.#socket.addEventListener("message", event => line.#take(event.data));
      line.#socket.addEventListener("error", () => failed(new Error("There is no way to the hub.")));
    });
    line.#pulse = setInterval(() => line.#say({ type: PING }), SPEAK_EVERY);
    line.ended = new Promise(done => line.#socket.addEventListener("close", done));
    line.ended.then(() => clearInterval(line.#pulse));
    return line;
  }

  // Calls a method that is answered by messages, or not at all.
  tell(method, argument) {
    this.#say({ type: INVOCATION, target: method, arguments: [argument] });
  }

  // Calls a method that returns its answer.
  ask(method, argument) {
    const invocationId = String(++this.#number);
    this.#say({ type: INVOCATION, invocationId, target: method, arguments: [argument] });
    return new Promise((answers, fails) => this.#calls.set(invocationId, { answers, fails }));
  }

  close() {
    this.#socket.close();
    return this.ended;
  }

  #say(record) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(record) + END);
  }

  #take(text) {
    const records = (this.#rest + text).split(END);
    this.#rest = records.pop();
    for (const record of records) this.#read(JSON.parse(record));
  }

  #read(record) {
    if (!this.#isShaken) {
      if (record.error) throw new Error(record.error);
      this.#isShaken = true;
      return this.shaken();
    }

    switch (record.type) {
      case INVOCATION:
        if (record.target !== "Receive") throw new Error(`The server calls ${record.target}.`);
        return this.#hears(record.arguments[0]);
      case COMPLETION: {
        const call = this.#calls.get(record.invocationId);
        this.#calls.delete(record.invocationId);
        return record.error ? call?.fails(new Error(record.error)) : call?.answers(record.result);
      }
      case CLOSE:
        return this.#socket.close();
    }
  }
}
