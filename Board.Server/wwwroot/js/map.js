// Starts the map.

document.addEventListener("click", event => {
  if (event.target.closest?.("[data-open-again]")) location.reload();
});

Blazor.start({
  webAssembly: {
    // Every file of the runtime has its fingerprint in its name, so what the browser has is right: no question to the
    // server for each of them.
    configureRuntime: runtime => runtime.withConfig({ disableNoCacheFetch: true }),
  },
});
