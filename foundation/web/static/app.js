// Enhancements only: every page is whole without this file.
"use strict";
// Put the error summary under the reader's eyes.
var bad = document.querySelector(".error-summary");
if (bad) bad.focus();
// A second press on a send button sends nothing: the first is under way.
document.addEventListener("submit", function (event) {
  var form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(function () { delete form.dataset.sent; }, 8000);
});
// Side by side reading: a click on an item shows its sentence, and the other way round.
document.addEventListener("click", function (event) {
  var link = event.target.closest && event.target.closest("a[data-pair]");
  if (!link) return;
  var other = document.getElementById(link.dataset.pair);
  if (!other) return;
  event.preventDefault();
  var old = document.querySelectorAll(".paired");
  for (var i = 0; i < old.length; i++) old[i].classList.remove("paired");
  other.classList.add("paired");
  var own = link.closest("[id]");
  if (own) own.classList.add("paired");
  other.scrollIntoView({ block: "center" });
  history.replaceState(null, "", "#" + link.dataset.pair);
});
