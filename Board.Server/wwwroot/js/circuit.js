// The line of the map's server circuit. Its WebSocket is opened at once, while what will speak on it still downloads, and
// without SignalR's question first which ways there are: a round trip each. Where no WebSocket comes through, the circuit
// goes by long polling: at the first opening, and whenever it comes back, in whatever network the device is by then.

const PATIENCE = 9_000; // milliseconds; a network that swallows a WebSocket, or a question, says nothing about it
const WEB_SOCKETS = 1; // SignalR's HttpTransportType
const LONG_POLLING = 4;

// What Blazor starts a circuit with, once it is known how a line comes through.
export async function circuit() {
  let socket = await open().catch(() => null); // Some guards let a browser not even try, and say so by an error.
  let isFirst = true;
  let isBlocked = !socket;
  // Another network may let through what this one does not.
  addEventListener("online", () => { isBlocked = false; });
  navigator.connection?.addEventListener?.("change", () => { isBlocked = false; });

  // Called for each attempt to come back, too. Which ways the server has is asked then, so that SignalR turns to long
  // polling by itself as soon as a WebSocket is given up.
  const configureSignalR = builder => {
    if (isFirst && socket) builder.withUrl("_blazor", { transport: WEB_SOCKETS, skipNegotiation: true, WebSocket: handing(socket) });
    else builder.withUrl("_blazor", { transport: isBlocked ? LONG_POLLING : WEB_SOCKETS | LONG_POLLING, WebSocket: impatient(opens => { isBlocked = !opens; }), timeout: PATIENCE });
    isFirst = false;
    socket = null;
  };
  // There are no initializers; Blazor would ask the server for them.
  return { initializers: { beforeStart: [], afterStarted: [] }, configureSignalR };
}

const open = () => new Promise(done => {
  const Impatient = impatient(opens => { if (!opens) done(null); });
  const socket = new Impatient(new URL("_blazor", document.baseURI.replace(/^http/, "ws")));
  socket.addEventListener("open", () => done(socket));
});

// A WebSocket that is given up when it has not opened after a while. Says once whether it did.
const impatient = said => class extends WebSocket {
  constructor(...address) {
    super(...address);
    let isSaid = false;
    const tooLong = setTimeout(() => this.close(), PATIENCE);
    const say = opens => {
      clearTimeout(tooLong);
      if (!isSaid) said(opens);
      isSaid = true;
    };
    this.addEventListener("open", () => say(true));
    this.addEventListener("close", () => say(false));
  }
};

// What SignalR takes for the browser's own WebSocket: the first one that it makes is open already.
const handing = socket => class extends WebSocket {
  constructor(address) {
    if (socket.readyState !== WebSocket.OPEN) {
      super(address);
    } else {
      queueMicrotask(() => socket.onopen?.(new Event("open")));
      return socket;
    }
  }
};
