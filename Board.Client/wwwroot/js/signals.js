// Tells the page when the network comes or goes and when somebody looks at it again, so that it reconnects at once.

export function listen(page) {
  addEventListener("online", () => page.invokeMethodAsync("Woke"));
  addEventListener("offline", () => page.invokeMethodAsync("Lost"));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") page.invokeMethodAsync("Woke");
  });
}
