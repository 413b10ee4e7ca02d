// Fetches what somebody will need next while they are busy with what is here (Pages/UI/Warm.razor), so that it lies in
// the browser's cache then. It never competes with the page: on the page where they type their name it begins when that
// page is idle; on the map when the map is alive, in moments when nobody writes or taps there, and it stops for a hand.
// A browser that cannot run the runtime, or did not start it when it had it, is not sent it.

import { canRun, rememberThatItIsHere, wasTriedInVain } from "./runtime.js";

const QUIET = 5_000;
const AT_THE_LATEST = 20_000;

const list = document.getElementById("warm");
const { now, then } = JSON.parse(list.textContent);
const { mark } = list.dataset;
const runtime = canRun() && !(mark && wasTriedInVain(mark)) ? then : [];

const pause = ms => new Promise(done => setTimeout(done, ms));

const get = async (file, signal) => {
  const answer = await fetch(file, { priority: "low", credentials: "same-origin", signal });
  await answer.arrayBuffer();
};

const ahead = async () => {
  try {
    await Promise.all(now.map(file => get(file)));
    for (const file of runtime) await get(file);
  } catch {
    // The line is gone, or the page is being left. The map fetches what is missing by itself.
  }
};

const alive = () => new Promise(done => {
  const isAlive = () => document.querySelector("[data-map][data-live]") && (added.disconnect(), done());
  const added = new MutationObserver(isAlive);
  added.observe(document.body, { childList: true, subtree: true, attributeFilter: ["data-live"] });
  setTimeout(done, AT_THE_LATEST);
});

const behind = async () => {
  if (runtime.length === 0) return;
  await alive();
  let touched = performance.now();
  let hand = new AbortController();
  for (const kind of ["pointerdown", "keydown", "input"]) {
    addEventListener(kind, () => {
      touched = performance.now();
      hand.abort();
      hand = new AbortController();
    }, { capture: true, passive: true });
  }

  for (let i = 0; i < runtime.length;) {
    const rest = touched + QUIET - performance.now();
    if (rest > 0) {
      await pause(rest);
      continue;
    }

    try {
      await get(runtime[i], hand.signal);
      i++;
    } catch (failure) {
      if (failure.name !== "AbortError") return; // The line is gone. The next visit runs on a circuit, too.
    }
  }
  rememberThatItIsHere(mark);
};

const whenIdle = self.requestIdleCallback ?? (work => setTimeout(work, 500));
const begin = () => mark ? behind() : whenIdle(ahead);

if (!navigator.connection?.saveData) {
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
}
