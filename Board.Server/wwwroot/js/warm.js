// Fetches what somebody will need next while they are busy with what is here (Pages/Parts/Warm.razor), so that it lies in
// the browser's cache then. It never competes with the page: on the page where they type their name it begins when that
// page is idle; on the map when the map is alive, in moments when nobody writes or taps there, and it stops for a hand.

const QUIET = 5_000;
const AT_THE_LATEST = 20_000;

const list = document.getElementById("warm");
const { now, then } = JSON.parse(list.textContent);
const { mark } = list.dataset;

const pause = ms => new Promise(done => setTimeout(done, ms));

const get = async (file, signal) => {
  const answer = await fetch(file, { priority: "low", credentials: "same-origin", signal });
  await answer.arrayBuffer();
};

const ahead = async () => {
  try {
    await Promise.all(now.map(file => get(file)));
    for (const file of then) await get(file);
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

  for (let i = 0; i < then.length;) {
    const rest = touched + QUIET - performance.now();
    if (rest > 0) {
      await pause(rest);
      continue;
    }

    try {
      await get(then[i], hand.signal);
      i++;
    } catch (failure) {
      if (failure.name !== "AbortError") return; // The line is gone. The next visit runs on a circuit, too.
    }
  }
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `mb-runtime=${mark};path=/;max-age=${365 * 86400};samesite=lax${secure}`;
};

const whenIdle = self.requestIdleCallback ?? (work => setTimeout(work, 500));
const begin = () => mark ? behind() : whenIdle(ahead);

if (!navigator.connection?.saveData) {
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
}
