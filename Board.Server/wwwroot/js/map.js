// Starts the map. Runs as soon as it is here, beside the rest of the page.

import { circuit } from "./circuit.js";
import { canRun, forget, rememberThatItDoesNotStart } from "./runtime.js";
import "./text-fields.js"; // Before Blazor and everything else that listens to a text field.
import { watchTranslations } from "./translated.js";

const SILENCE = 15_000; // milliseconds until a circuit's line counts as dead; the server speaks every five seconds
const SOON = 5_000; // milliseconds at most between two attempts to come back
const STARTS_WITHIN = 45_000; // milliseconds; a map that is not alive by then will not be
const blazor = document.getElementById("blazor");
const loaded = () => self.Blazor ? Promise.resolve() : new Promise(done => blazor.addEventListener("load", done));

document.addEventListener("click", event => {
  if (event.target.closest?.("[data-open-again]")) location.reload();
});

// A link to copy is chosen as a whole.
document.addEventListener("focusin", event => {
  if (event.target.matches?.("[data-select-all]")) event.target.select();
});

// A circuit takes the page over piece by piece (UI/DeferredRegion.razor). In the moment when it puts its own in the
// place of what the server rendered, before anything is drawn, what a part held goes to where that part waits.
const keepParts = () => {
  const kept = new MutationObserver(changes => {
    const waits = document.querySelectorAll("[data-waits]");
    if (waits.length === 0) return;
    const rendered = new Map();
    for (const node of changes.flatMap(change => [...change.removedNodes])) {
      for (const part of node.querySelectorAll?.("[data-part]") ?? []) rendered.set(part.dataset.part, part);
    }
    for (const part of waits) part.append(...rendered.get(part.dataset.part)?.childNodes ?? []);
    kept.disconnect();
  });
  kept.observe(document.body, { childList: true, subtree: true });
};

// A browser may say that it has the runtime and have let go of it meanwhile, for want of room. Then this is a first
// visit again: on a circuit, which is there long before the runtime would be.
const isKept = async file => {
  try {
    const answer = await fetch(file, { cache: "only-if-cached", mode: "same-origin" });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
};

watchTranslations(document.documentElement);

// A page that somebody has hidden (hide.js) is not opened anew beneath their hand.
const whenShown = () => document.querySelector("dialog.cover")
  ? new Promise(done => document.addEventListener("page-shown", done, { once: true }))
  : Promise.resolve();

const openAnew = () => whenShown().then(() => location.reload());

const { kept, release } = blazor.dataset;
const onCircuit = "onCircuit" in blazor.dataset;
const isAlive = () => document.querySelector("[data-map][data-live]") !== null;

// Where the map does not come alive, its reader is told. A runtime that does not start in this browser, for whatever
// reason, is not tried again: the map goes by a circuit from then on.
const watchTheStart = () => {
  let isOver = false;
  const over = () => {
    if (isOver) return;
    isOver = true;
    if (isAlive()) return;
    if (!kept) return document.getElementById(onCircuit || canRun() ? "not-arrived" : "too-old")?.removeAttribute("hidden");
    rememberThatItDoesNotStart(release);
    openAnew();
  };
  setTimeout(over, STARTS_WITHIN);
  // What the runtime cannot do it says by an error, long before that.
  if (!onCircuit) addEventListener("unhandledrejection", over);
  return over;
};

document.documentElement.dataset.started = "";
if (kept && !(canRun() && await isKept(kept))) {
  forget();
  openAnew();
} else {
  keepParts();
  const line = onCircuit ? await circuit() : {};
  await loaded();
  const didNotStart = watchTheStart();
  Blazor.start({
    circuit: {
      ...line,
      configureSignalR: builder => {
        line.configureSignalR?.(builder);
        builder.withServerTimeout(SILENCE);
      },
      // For as long as the page is open: whether the circuit is still there, only the server can say.
      reconnectionOptions: { maxRetries: Infinity, retryIntervalMilliseconds: attempt => Math.min(attempt * 1_000, SOON) },
    },
    webAssembly: {
      // Every file of the runtime has its fingerprint in its name, so what the browser has is right: no question to the
      // server for each of them, which Blazor would ask.
      loadBootResource: (type, name, uri, integrity) =>
        type === "dotnetjs" ? undefined : fetch(uri, { integrity, credentials: "same-origin" }),
    },
  }).catch(didNotStart);
}
