// Starts the map, and says so when a server circuit loses its line.

const retryAfter = attempt => Math.min(500 * (attempt + 1), 5000);

const isWriting = () => [...document.querySelectorAll("textarea, input[type=text]")].some(field => field.value !== "");

document.addEventListener("click", event => {
  if (event.target.closest?.("[data-open-again]")) location.reload();
});

// The circuit is gone for good. Where nobody would lose a word, the page opens the map again by itself.
document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", event => {
  if (event.detail.state === "rejected" && !isWriting()) location.reload();
});

Blazor.start({
  circuit: {
    // A meeting lasts: it tries for as long as the page is open.
    reconnectionOptions: { maxRetries: 100000, retryIntervalMilliseconds: retryAfter },
  },
  webAssembly: {
    // Every file of the runtime has its fingerprint in its name, so what the browser has is right: no question to the
    // server for each of them.
    configureRuntime: runtime => runtime.withConfig({ disableNoCacheFetch: true }),
  },
});
