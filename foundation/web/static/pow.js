// Work before sending (foundation/guard): the page's part and the worker's part. Without it a form takes the slow lane.
"use strict";
(function () {
  if (typeof document === "undefined") {
    onmessage = async function (event) {
      var ticket = event.data.ve, bits = event.data.bits, parts = event.data.phan, text = new TextEncoder(), done = [];
      function zeros(hash) { return Math.clz32(new DataView(hash).getUint32(0)); }
      for (var part = 0; part < parts; part++) {
        var from = 0, found = -1;
        while (found < 0) {
          var batch = [];
          for (var i = 0; i < 256; i++) batch.push(crypto.subtle.digest("SHA-256", text.encode(ticket + ":" + part + ":" + (from + i))));
          found = (await Promise.all(batch)).findIndex(function (hash) { return zeros(hash) >= bits; });
          if (found < 0) from += 256; else done.push(from + found);
        }
      }
      postMessage(done.join("."));
    };
    return;
  }
  var here = document.currentScript.src, form = document.querySelector("form[data-bits]");
  if (!form || !window.Worker || !window.crypto || !crypto.subtle) return;
  var field = form.querySelector("[name=_cong]"), status = form.querySelector("[role=status]"), pressed = null, over = false;
  function go() {
    over = true;
    if (!pressed) return;
    status.textContent = "";
    if (form.requestSubmit) form.requestSubmit(pressed.tagName ? pressed : undefined); else form.submit();
  }
  try {
    var worker = new Worker(here);
    worker.onmessage = function (event) { field.value = event.data; go(); };
    worker.onerror = go;
    worker.postMessage({ ve: form.querySelector("[name=_ve]").value, bits: +form.dataset.bits, phan: +form.dataset.phan });
  } catch (error) { return; }
  form.addEventListener("submit", function (event) {
    if (over) return;
    event.preventDefault();
    pressed = event.submitter || true;
    status.textContent = form.dataset.doi;
  });
})();
