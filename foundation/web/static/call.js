// The hotline console: saves the draft by itself and answers to keys. Without this file its buttons do the same.
"use strict";
(function () {
  var form = document.querySelector("form[data-goi]");
  if (!form) return;
  var told = form.querySelector("[data-trang-thai]"), kept = text(), under_way = false;
  function text() { return new URLSearchParams(new FormData(form)).toString(); }
  function press(name) { var button = form.querySelector("button[name=" + name + "]"); if (button) button.click(); }
  function save() {
    var now = text();
    if (now === kept || under_way || form.dataset.sent) return;
    under_way = true;
    fetch(form.dataset.goi, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "error" })
      .then(function (answer) {
        if (!answer.ok) throw answer;
        kept = now;
        return answer.text();
      })
      .then(function (time) { if (time) told.textContent = form.dataset.daLuu + " " + time; })
      .catch(function () { told.textContent = form.dataset.chuaLuu; })
      .then(function () { under_way = false; });
  }
  setInterval(save, 5000);
  document.addEventListener("visibilitychange", function () { if (document.hidden) save(); });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey && event.key === "s") { event.preventDefault(); press("luu"); }
    if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); press("gui"); }
    if (event.altKey && !event.shiftKey && "123".indexOf(event.key) >= 0) {
      var choice = form.querySelectorAll("input[name=gap]")[event.key - 1];
      if (choice) { event.preventDefault(); choice.checked = true; choice.focus(); }
    }
  });
})();
