// Looks whether somebody who waits has been answered, and loads the page again only then: nothing flickers meanwhile.

const EVERY = 2_000; // milliseconds between two looks

// From the second look on the server holds its answer until there is one, for a while.
let hold = "";

const show = (name, shown) => {
  const element = document.querySelector(`[data-${name}]`);
  if (element) element.hidden = !shown;
};

const tell = isThere => {
  show("looking", isThere);
  show("lost", !isThere);
};

const look = async () => {
  try {
    const answer = await fetch(`${location.pathname}/state${hold}`, { cache: "no-store", credentials: "same-origin" });
    tell(answer.ok || answer.status === 429);
    hold = "?hold=true";
    // Refused means that this device waits no more: the page itself says so in words.
    return answer.status === 403 || (answer.ok && await answer.text() !== "Waiting");
  } catch {
    tell(false);
    return false;
  }
};

// A page that somebody has hidden (hide.js) does not turn into another one beneath their hand.
const whenShown = () => document.querySelector("dialog.cover")
  ? new Promise(done => document.addEventListener("page-shown", done, { once: true }))
  : Promise.resolve();

let timer = 0;
let looks = 0;
const again = async () => {
  clearTimeout(timer);
  const mine = ++looks;
  const began = performance.now();
  if (await look()) whenShown().then(() => location.replace(location.pathname));
  // A phone that woke has begun to look anew. The first look is soon over, and so is one that a network cut.
  else if (mine === looks) timer = setTimeout(again, mine === 1 ? 0 : Math.max(0, EVERY - (performance.now() - began)));
};

// A phone that was asleep looks as soon as it wakes.
document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
addEventListener("online", again);
again();
