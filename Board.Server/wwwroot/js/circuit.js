// The line of the map's server circuit. Its WebSocket is opened at once, while what will speak on it still downloads, and
// without SignalR's question first which ways there are: a round trip each. Where no WebSocket comes through, the circuit
// goes by long polling.

const PATIENCE = 9_000; // milliseconds; a network that swallows a WebSocket says nothing about it
const WEB_SOCKETS = 1; // SignalR's HttpTransportType
const LONG_POLLING = 4;

// What Blazor starts a circuit with, once it is known how a line comes through.
export async function circuit() {
  let socket = await open().catch(() => null); // Some guards let a browser not even try, and say so by an error.
  const isBlocked = !socket;
  return {
    initializers: { beforeStart: [], afterStarted: [] }, // There are none; Blazor would ask the server for them.
    configureSignalR: builder => {
      if (isBlocked) builder.withUrl("_blazor", LONG_POLLING);
      else if (socket) builder.withUrl("_blazor", { transport: WEB_SOCKETS, skipNegotiation: true, WebSocket: handing(socket) });
      socket = null; // The way back to a circuit is found anew: the device may be in another network by then.
    },
  };
}

const open = () => new Promise(done => {
  const socket = new WebSocket(new URL("_blazor", document.baseURI.replace(/^http/, "ws")));
  const tooLong = setTimeout(() => socket.close(), PATIENCE);
  socket.addEventListener("open", () => {
    clearTimeout(tooLong);
    done(socket);
  });
  socket.addEventListener("close", () => {
    clearTimeout(tooLong);
    done(null);
  });
});

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
