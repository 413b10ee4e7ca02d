// What the map's page needs from the browser itself: the focus, dialogs, the clipboard, the time zone, keys that work
// everywhere, and whether the server circuit is there.

import { reversal } from "./keys.js";

let listening = null;

const isShown = element => element !== null && element.getClientRects().length > 0;

const COMES_WITHIN = 2_000; // milliseconds

// Where a phone shows another column than the wanted thing's, the focus goes to what it does show.
export const focusOn = id => whenThere(id, wanted => {
  const target = isShown(wanted) ? wanted : [...document.querySelectorAll("[data-landing]")].find(isShown);
  if (!target) return;
  target.focus({ preventScroll: true });
  reveal(target);
}, "focusin");

export const revealOne = id => whenThere(id, wanted => { if (isShown(wanted)) reveal(wanted); });

// A circuit whose pictures wait to be acknowledged, because somebody types quickly or the line is slow, asks for a thing
// before it has drawn it. Nothing comes of it when the reader is elsewhere by then.
function whenThere(id, then, unless) {
  const there = document.getElementById(id);
  if (there) return then(there);
  const over = new AbortController();
  const done = wanted => {
    over.abort();
    then(wanted);
  };
  const watch = new MutationObserver(() => {
    const wanted = document.getElementById(id);
    if (wanted) done(wanted);
  });
  const late = setTimeout(() => done(null), COMES_WITHIN);
  over.signal.addEventListener("abort", () => {
    watch.disconnect();
    clearTimeout(late);
  });
  watch.observe(document.body, { childList: true, subtree: true });
  if (unless) document.addEventListener(unless, () => over.abort(), { signal: over.signal });
}

function reveal(element) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
}

// While somebody has hidden the page (hide.js) nothing comes above it: a sheet that arrives late waits until they are back,
// and what would only surprise them then is let be.
const isHidden = () => document.querySelector("dialog.cover") !== null;

const whenShown = then => isHidden() ? document.addEventListener("page-shown", then, { once: true }) : then();

export function showModal(dialog) {
  whenShown(() => {
    if (!dialog?.isConnected || dialog.open) return;
    // A tap beside the sheet closes it, as people expect.
    dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
    dialog.showModal();
  });
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // Not allowed here. The page says how to copy by hand.
  }
}

export const printPage = () => { if (!isHidden()) print(); };

export const canShare = () => typeof navigator.share === "function";

export async function share(title, url) {
  if (isHidden()) return;
  try {
    await navigator.share({ title, url });
  } catch (failure) {
    if (failure.name !== "AbortError") throw failure; // Closing the device's own sheet is no failure.
  }
}

// How far this clock is ahead of UTC, from three years ago to a year ahead, to the hour: pairs of the moment of a change
// (milliseconds) and the minutes from then on.
export function clockChanges() {
  const hour = 3_600_000;
  const ahead = at => -new Date(at).getTimezoneOffset();
  const start = Math.floor(Date.now() / hour) * hour - 3 * 365 * 24 * hour;
  const changes = [start, ahead(start)];
  for (let day = start; day < start + 4 * 365 * 24 * hour; day += 24 * hour) {
    if (ahead(day + 24 * hour) === changes.at(-1)) continue;
    let at = day;
    while (ahead(at) === changes.at(-1)) at += hour;
    changes.push(at, ahead(at));
  }
  return changes;
}

// The service was renewed under this page, which opens anew: only where the browser keeps every word, and not over and
// over. The reader can always do it by hand.
export async function openAnew() {
  const { mayOpenAgain, openAgain } = await import("./drafts.js");
  whenShown(() => { if (mayOpenAgain() && !wasOpenedAnew()) openAgain(); });
}

const ANEW = "map:opened-anew";
const ONCE_IN = 300_000; // milliseconds

function wasOpenedAnew() {
  try {
    if (Date.now() - Number(sessionStorage.getItem(ANEW)) < ONCE_IN) return true;
    sessionStorage.setItem(ANEW, Date.now());
    return false;
  } catch {
    return true; // It cannot be known.
  }
}

export function listen(page) {
  stop();
  listening = new AbortController();
  const { signal } = listening;
  document.addEventListener("keydown", event => undoKeys(event, page), { signal });
  document.addEventListener("keydown", formKeys, { signal });
  document.addEventListener("click", openWords, { signal });
  if (!CSS.supports("field-sizing", "content")) growFields(signal);
  keepPlaces(signal);
  watchCircuit(signal);
  // Somebody chose a part of the map while the page was not alive yet.
  if (location.hash) [...document.querySelectorAll("[data-sticks=bottom] a")].find(tab => tab.hash === location.hash)?.click();
}

export function stop() {
  listening?.abort();
  listening = null;
}

const writesText = element => element.matches?.("textarea, select, input:not([type=checkbox], [type=radio])") || element.isContentEditable;

function undoKeys(event, page) {
  const what = writesText(event.target) ? null : reversal(event);
  if (!what) return;
  event.preventDefault();
  page.invokeMethodAsync(what);
}

// Escape leaves what is open, and Ctrl+Enter sends it, wherever one types: here, so that a letter costs no message.
function formKeys(event) {
  const open = event.target.closest?.("form, [role=group]");
  if (!open || event.isComposing) return;
  if (event.key === "Escape") {
    const leave = open.querySelector("[data-escape]");
    if (!leave) return;
    event.preventDefault();
    leave.click();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    open.closest("form")?.requestSubmit();
  }
}

// Words open for writing on a tap; choosing some of them, to copy or to translate them, is not a tap.
function openWords(event) {
  const words = event.target.closest?.("[data-opens]");
  if (!words || !getSelection().isCollapsed) return;
  document.getElementById(words.dataset.opens)?.click();
}

// Fields as high as their words, where the browser does not do it by itself.
function growFields(signal) {
  const grow = event => {
    const field = event.target;
    if (!field.matches?.("[data-grows]")) return;
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  };
  document.addEventListener("input", grow, { signal });
  document.addEventListener("focusin", grow, { signal });
}

// Each tab of a phone is found again where one left it, and the map by those who waited outside.
function keepPlaces(signal) {
  const map = document.querySelector("[data-map]");
  const places = new Map();
  const isAway = () => map.dataset.away !== undefined;
  addEventListener("scroll", () => { if (!isAway()) places.set(map.dataset.tab, scrollY); }, { signal, passive: true });
  const turned = new MutationObserver(changes => {
    const isBack = !isAway() && changes.some(change => change.attributeName === "data-away");
    if (isAway()) scrollTo({ top: 0, behavior: "instant" });
    else if (isBack || isShown(map.querySelector("[data-tab-for]"))) scrollTo({ top: places.get(map.dataset.tab) ?? 0, behavior: "instant" });
  });
  turned.observe(map, { attributeFilter: ["data-tab", "data-away"] });
  signal.addEventListener("abort", () => turned.disconnect());
}

// On a server circuit the page cannot speak for itself while the line is down, so this does.
function watchCircuit(signal) {
  const banner = document.getElementById("components-reconnect-modal");
  if (!banner) return;
  const root = document.documentElement;
  banner.querySelector("[data-reload]").addEventListener("click", () => location.reload(), { signal });
  banner.addEventListener("components-reconnect-state-changed", event => {
    switch (event.detail.state) {
      case "show":
      case "retrying":
        root.dataset.circuit ??= "away";
        break;
      case "hide":
        delete root.dataset.circuit;
        break;
      default:
        gone();
    }
  }, { signal });

  // The server does not know this page any more. What somebody was writing is kept by the browser (drafts.js); other
  // things that it may not have had can only be saved by the person who did them.
  async function gone() {
    root.dataset.circuit = "gone";
    const { mayOpenAgain } = await import("./drafts.js");
    whenShown(() => { if (mayOpenAgain()) location.reload(); });
  }
}
