// Passkeys: asks the browser to make or to use one, and sends the answer with the form.
"use strict";
(function () {
  var form = document.querySelector("form[data-passkey]");
  if (!form) return;
  var refused = form.querySelector("[data-refused]");
  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (ch) { return ch.charCodeAt(0); });
  }
  function text(buffer) {
    var plain = "", view = new Uint8Array(buffer);
    for (var i = 0; i < view.length; i++) plain += String.fromCharCode(view[i]);
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function ids(list) {
    (list || []).forEach(function (one) { one.id = bytes(one.id); });
  }
  function answer(key) {
    var from = key.response;
    var response = { clientDataJSON: text(from.clientDataJSON) };
    if (from.attestationObject) {
      response.attestationObject = text(from.attestationObject);
      if (from.getTransports) response.transports = from.getTransports();
    } else {
      response.authenticatorData = text(from.authenticatorData);
      response.signature = text(from.signature);
      response.userHandle = from.userHandle ? text(from.userHandle) : null;
    }
    return JSON.stringify({
      id: key.id, rawId: text(key.rawId), type: key.type, response: response,
      extensions: key.getClientExtensionResults()
    });
  }
  form.addEventListener("submit", function (event) {
    var field = form.querySelector("[name=tra_loi]");
    if (field.value) return;
    event.preventDefault();
    event.stopPropagation();
    refused.hidden = true;
    var options = JSON.parse(form.dataset.options);
    options.challenge = bytes(options.challenge);
    ids(options.excludeCredentials);
    ids(options.allowCredentials);
    var asked;
    if (!navigator.credentials || !window.PublicKeyCredential) {
      asked = Promise.reject(new Error("none"));
    } else if (form.dataset.passkey === "make") {
      options.user.id = bytes(options.user.id);
      asked = navigator.credentials.create({ publicKey: options });
    } else {
      asked = navigator.credentials.get({ publicKey: options });
    }
    asked.then(function (key) {
      field.value = answer(key);
      form.submit();
    }).catch(function () { refused.hidden = false; });
  });
})();
