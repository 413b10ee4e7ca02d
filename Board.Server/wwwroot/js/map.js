// Starts the map.

const RUNTIME = "mb-runtime";
const AT_THE_LATEST = 20_000;
const SILENCE = 15_000; // milliseconds until a circuit's line counts as dead; the server speaks every five seconds
const SOON = 5_000; // milliseconds at most between two attempts to come back

document.addEventListener("click", event => {
  if (event.target.closest?.("[data-open-again]")) location.reload();
});

// A link to copy is chosen as a whole.
document.addEventListener("focusin", event => {
  if (event.target.matches?.("[data-select-all]")) event.target.select();
});

// At a first visit the map comes alive on a server circuit, while the runtime for the next visit is fetched behind it.
// On a slow line the two would share what there is, so the runtime waits until the map is alive.
const aliveOnCircuit = () => new Promise(resolve => {
  const added = new MutationObserver(changes => {
    if (changes.some(change => [...change.addedNodes].some(node => node.querySelector?.("[data-map]")))) done();
  });
  const done = () => {
    added.disconnect();
    resolve();
  };
  added.observe(document.body, { childList: true });
  setTimeout(done, AT_THE_LATEST);
});

// Blazor has a mark of its own for a runtime that is here; which one it was, the name of its first file says.
const isFirstVisit = () => {
  const imports = JSON.parse(document.querySelector("script[type=importmap]").textContent).imports;
  const runtime = imports["./_framework/dotnet.js"];
  const isHere = localStorage.getItem(RUNTIME) === runtime
    && Object.keys(localStorage).some(key => key.startsWith("blazor-resource-hash:"));
  localStorage.setItem(RUNTIME, runtime);
  return !isHere;
};

const ready = document.body.dataset.runtime === "Auto" && isFirstVisit() ? aliveOnCircuit() : Promise.resolve();

Blazor.start({
  circuit: {
    configureSignalR: line => line.withServerTimeout(SILENCE),
    // For as long as the page is open: whether the circuit is still there, only the server can say.
    reconnectionOptions: { maxRetries: Infinity, retryIntervalMilliseconds: attempt => Math.min(attempt * 1_000, SOON) },
  },
  webAssembly: {
    // Every file of the runtime has its fingerprint in its name, so what the browser has is right: no question to the
    // server for each of them, which Blazor would ask.
    loadBootResource: (type, name, uri, integrity) =>
      type === "dotnetjs" ? undefined : ready.then(() => fetch(uri, { integrity, credentials: "same-origin" })),
  },
});
