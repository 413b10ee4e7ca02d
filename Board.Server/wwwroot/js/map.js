// Starts the map.

document.addEventListener("click", event => {
  if (event.target.closest?.("[data-open-again]")) location.reload();
});

// A link to copy is chosen as a whole.
document.addEventListener("focusin", event => {
  if (event.target.matches?.("[data-select-all]")) event.target.select();
});

Blazor.start({
  webAssembly: {
    // Every file of the runtime has its fingerprint in its name, so what the browser has is right: no question to the
    // server for each of them.
    configureRuntime: runtime => runtime.withConfig({ disableNoCacheFetch: true }),
  },
});
