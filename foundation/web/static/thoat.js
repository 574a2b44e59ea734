// Quick exit (ux.md S-02, S-03). Without this file the link itself leads out.
"use strict";
(function () {
  var bar = document.querySelector("[data-thoat]");
  if (!bar) return;
  var say = bar.dataset, link = bar.querySelector("a"), status = bar.querySelector("[role=status]");
  var dots = bar.querySelectorAll(".cham i"), root = document.documentElement;
  var count = 0, modified = false, timer = 0, cover = null;

  function tell(text) { status.textContent = text; }
  function show() {
    bar.classList.toggle("dem", count > 0);
    for (var i = 0; i < dots.length; i++) dots[i].className = i < count ? "on" : "";
  }
  function reset() { clearTimeout(timer); timer = 0; count = 0; show(); }
  function expire() { reset(); tell(say.het); }

  function leave() {
    // First nothing to see, then away: this page leaves the way back, pages before it stay.
    root.classList.add("dang-thoat");
    cover = document.createElement("div");
    cover.className = "man";
    cover.setAttribute("role", "alert");
    cover.textContent = say.dang;
    document.body.appendChild(cover);
    if (navigator.sendBeacon) navigator.sendBeacon(say.thoat);
    location.replace(say.den);
  }

  link.addEventListener("click", function (event) { event.preventDefault(); leave(); });
  var skip = document.querySelector(".skip-thoat");
  if (skip) skip.addEventListener("click", function (event) { event.preventDefault(); leave(); });

  document.addEventListener("keyup", function (event) {
    // Shift let go after it changed another key counts for nothing.
    if (event.key === "Shift" && !modified) {
      count++;
      show();
      clearTimeout(timer);
      if (count >= 3) { reset(); leave(); return; }
      tell(count === 1 ? say.con2 : say.con1);
      timer = setTimeout(expire, 5000);
    } else if (timer) {
      expire();
    }
    modified = event.shiftKey;
  });

  // Back from memory: no cover over a page that is asked for again.
  window.addEventListener("pageshow", function () {
    root.classList.remove("dang-thoat");
    if (cover) { cover.remove(); cover = null; }
    reset();
    tell("");
  });
})();
