/* Large text and high contrast: switched by buttons, remembered where the browser allows it. */
(function () {
  "use strict";
  var root = document.documentElement, store = null;
  try { store = window.localStorage; } catch (e) { store = null; }
  function recall(name) { try { return store && store.getItem("govcat-" + name); } catch (e) { return null; } }
  function keep(name, value) { try { if (store) { store.setItem("govcat-" + name, value); } } catch (e) { /* not remembered */ } }
  ["text", "contrast"].forEach(function (name) {
    var value = recall(name);
    if (value !== null) { root.setAttribute("data-" + name, value); }
  });
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-switch]").forEach(function (button) {
      var name = button.getAttribute("data-switch"), on = button.getAttribute("data-value");
      function isOn() { return root.getAttribute("data-" + name) === on; }
      function show() { button.setAttribute("aria-pressed", String(isOn())); }
      button.addEventListener("click", function () {
        var value = isOn() ? "normal" : on;
        root.setAttribute("data-" + name, value);
        keep(name, value);
        show();
      });
      show();
      button.parentNode.hidden = false;
    });
  });
})();
