(function () {
  "use strict";
  var boxes = Array.from(document.querySelectorAll("input[name=show]"));
  var codes = boxes.map(function (box) { return box.value; });
  var order = codes.slice();
  var main = document.querySelector("main");
  var sentences = Array.from(main.querySelectorAll(".s[id]")).filter(function (s) { return !s.dataset.language; });
  var current = -1;
  var swap = document.getElementById("swap");
  var store = null;
  try { store = window.localStorage; } catch (refused) { /* private mode: the choice lasts as long as the page */ }

  function shown() { return order.filter(function (code) { return document.getElementById("show-" + code).checked; }); }
  function apply() {
    order.forEach(function (code, index) { document.documentElement.style.setProperty("--order-" + code, index); });
  }
  function remember() {
    var choice = shown().join(",");
    try { if (store) { store.setItem("toolkit-languages", choice); } } catch (full) { /* nothing to do */ }
    try { history.replaceState(null, "", "?l=" + choice + location.hash); } catch (local) { /* file: addresses may refuse */ }
  }
  function restore() {
    var asked = new URLSearchParams(location.search).get("l");
    try { asked = asked || (store && store.getItem("toolkit-languages")); } catch (refused) { asked = asked || ""; }
    var wanted = (asked || "").split(",").filter(function (code) { return codes.indexOf(code) >= 0; });
    if (!wanted.length) { return; }
    boxes.forEach(function (box) { box.checked = wanted.indexOf(box.value) >= 0; });
    order = wanted.concat(codes.filter(function (code) { return wanted.indexOf(code) < 0; }));
  }
  function light(seg, scroll) {
    main.querySelectorAll(".s.on").forEach(function (s) { s.classList.remove("on"); });
    if (!seg) { return; }
    main.querySelectorAll('.s[data-seg="' + seg + '"]').forEach(function (s) {
      s.classList.add("on");
      if (scroll && s.offsetParent) { s.scrollIntoView({ block: "nearest" }); }
    });
  }
  function go(step) {
    current = Math.max(0, Math.min(sentences.length - 1, current + step));
    if (!sentences[current]) { return; }
    light(sentences[current].dataset.seg, true);
    var visible = main.querySelectorAll('.s[data-seg="' + sentences[current].dataset.seg + '"]');
    var first = Array.from(visible).find(function (s) { return s.offsetParent; });
    if (first) { first.tabIndex = -1; first.focus({ preventScroll: true }); }
  }
  function turn() {
    var visible = shown();
    if (visible.length < 2) { return; }
    visible.push(visible.shift());
    order = visible.concat(order.filter(function (code) { return visible.indexOf(code) < 0; }));
    apply();
    remember();
  }

  swap.hidden = boxes.length < 2;
  swap.addEventListener("click", turn);
  boxes.forEach(function (box) {
    box.addEventListener("change", function () {
      if (!shown().length) { box.checked = true; }
      remember();
    });
  });
  main.addEventListener("mouseover", function (event) {
    var s = event.target.closest(".s");
    if (s) { light(s.dataset.seg, false); }
  });
  main.addEventListener("click", function (event) {
    var s = event.target.closest(".s");
    if (!s || String(window.getSelection())) { return; }
    current = sentences.findIndex(function (one) { return one.dataset.seg === s.dataset.seg; });
    light(s.dataset.seg, true);
    try { history.replaceState(null, "", location.search + "#" + s.dataset.seg); } catch (local) { /* as above */ }
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !document.getElementById("keys").checked) { return; }
    var help = document.querySelector(".help");
    var number = "1234".indexOf(event.key);
    if (event.key === "j") { go(1); }
    else if (event.key === "k") { go(-1); }
    else if (event.key === "s") { turn(); }
    else if (event.key === "?") { help.open = !help.open; }
    else if (event.key.length === 1 && number >= 0 && boxes[number]) { boxes[number].click(); }
    else { return; }
    event.preventDefault();
  });
  restore();
  apply();
  if (location.hash) { light(location.hash.slice(1).split("-")[0], true); }
}());
