// A line to the hub: text there and text back, in order, over a WebSocket or by long polling (SignalR's transports).
// What the text says is .NET's business. Each line tells its page Heard(text), and Ended() at most once.

const PATIENCE = 9_000; // milliseconds; a network that swallows a way says nothing about it

export function open(hub, way, page) {
  return way === "WebSocket" ? Socket.open(hub, page) : Poll.open(hub, page);
}

class Socket {
  #socket;

  static open(hub, page) {
    const line = new Socket();
    const socket = line.#socket = new WebSocket(hub.replace(/^http/, "ws"));
    socket.addEventListener("message", event => page.invokeMethodAsync("Heard", event.data));
    return new Promise((opened, failed) => {
      let isOpen = false;
      const tooLong = setTimeout(() => socket.close(), PATIENCE);
      socket.addEventListener("open", () => {
        clearTimeout(tooLong);
        isOpen = true;
        opened(line);
      });
      socket.addEventListener("close", () => {
        clearTimeout(tooLong);
        if (!isOpen) failed(new Error("No WebSocket came through."));
        else if (!line.isClosed) page.invokeMethodAsync("Ended");
      });
    });
  }

  send(text) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  close() {
    this.isClosed = true;
    this.#socket.close();
  }
}

class Poll {
  #address;
  #page;
  #ended = new AbortController();
  #waiting = "";
  #isSending = false;

  static async open(hub, page) {
    const answer = await fetch(`${hub}/negotiate?negotiateVersion=1`, { method: "POST", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error("The hub does not answer.");
    const { connectionToken } = await answer.json();
    const line = new Poll();
    line.#page = page;
    line.#address = `${hub}?id=${encodeURIComponent(connectionToken)}`;
    // The first request opens the connection and comes back at once.
    if (!(await line.#ask("GET")).ok) throw new Error("The hub does not open.");
    line.#listen();
    return line;
  }

  send(text) {
    this.#waiting += text;
    this.#sendAll();
  }

  close() {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    fetch(this.#address, { method: "DELETE", keepalive: true }).catch(() => { }); // Nobody waits for the farewell.
  }

  async #listen() {
    try {
      for (;;) {
        const answer = await this.#ask("GET");
        if (answer.status !== 200) return this.#end();
        this.#page.invokeMethodAsync("Heard", await answer.text()); // Empty: the server has nothing to say, and is there.
      }
    } catch {
      this.#end();
    }
  }

  async #sendAll() {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#waiting.length > 0) {
        const text = this.#waiting;
        this.#waiting = "";
        if (!(await this.#ask("POST", text)).ok) return this.#end();
      }
    } catch {
      this.#end();
    } finally {
      this.#isSending = false;
    }
  }

  #ask(method, body) {
    return fetch(this.#address, { method, body, cache: "no-store", signal: this.#ended.signal });
  }

  #end() {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.#page.invokeMethodAsync("Ended");
  }
}
