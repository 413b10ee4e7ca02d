// Says in words that the map cannot come alive in this browser. In the oldest form of the language, on purpose: what is
// said here is for browsers that cannot even read the scripts that the map needs. Stands before them on the page.
(function () {
  var isMissing = false;

  // A script that did not arrive is another thing than one that this browser cannot read.
  document.addEventListener("error", function (event) {
    if (event.target.tagName === "SCRIPT") isMissing = true;
  }, true);

  window.addEventListener("load", function () {
    if (window.Blazor && document.documentElement.hasAttribute("data-started")) return;
    var line = document.getElementById(isMissing ? "not-arrived" : "too-old");
    if (line) line.removeAttribute("hidden");
  });
})();
