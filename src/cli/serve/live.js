// Loads the page again when the preview has something else to show. A hidden page lets go of its line: a browser has only six for a server.
(function () {
  "use strict";
  var shown = new URL(document.currentScript.src).searchParams.get("v");
  var line = null;
  function listen() {
    if (line || document.hidden) { return; }
    line = new EventSource("/__gongkai/events");
    line.onmessage = function (event) {
      if (event.data !== shown) { hang(); location.reload(); }
    };
  }
  function hang() {
    if (line) { line.close(); line = null; }
  }
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) { hang(); } else { listen(); }
  });
  window.addEventListener("pagehide", hang);
  window.addEventListener("pageshow", listen);
  listen();
})();
