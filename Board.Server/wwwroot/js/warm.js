// Fetches the map's runtime while somebody reads the join page, one file after the other, so that it is in the
// browser's cache when the map opens. It never competes with the page: it begins when the page is idle.

const files = JSON.parse(document.getElementById("runtime").textContent);

const warm = async () => {
  for (const file of files) {
    try {
      const answer = await fetch(file, { priority: "low", credentials: "same-origin" });
      await answer.arrayBuffer();
    } catch {
      // The line is gone, or the page is being left. The map fetches what is missing by itself.
      return;
    }
  }
};

const whenIdle = self.requestIdleCallback ?? (work => setTimeout(work, 500));
const begin = () => whenIdle(warm);

if (!navigator.connection?.saveData) {
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
}
