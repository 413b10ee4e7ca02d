// Looks whether somebody who waits has been answered, and loads the page again only then: nothing flickers meanwhile.

const EVERY = 2_000;

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
    const answer = await fetch(`${location.pathname}/state`, { cache: "no-store", credentials: "same-origin" });
    tell(answer.ok || answer.status === 429);
    // Refused means that this device waits no more: the page itself says so in words.
    return answer.status === 403 || (answer.ok && await answer.text() !== "Waiting");
  } catch {
    tell(false);
    return false;
  }
};

let timer = 0;
const again = async () => {
  clearTimeout(timer);
  if (await look()) location.replace(location.pathname);
  else timer = setTimeout(again, EVERY);
};

// A phone that was asleep looks as soon as it wakes.
document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
addEventListener("online", again);
again();
