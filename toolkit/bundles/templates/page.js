(function () {
"use strict";
const doc = document, root = doc.documentElement, main = doc.querySelector("main"), $ = id => doc.getElementById(id);
const on = (target, type, act) => target.addEventListener(type, act), make = tag => doc.createElement(tag);
const all = (query, from) => Array.from((from || doc).querySelectorAll(query));
const boxes = all("input[name=show]"), codes = boxes.map(box => box.value), origin = codes[0];
const rows = all(".pair"), sentences = all(".s:not([data-language])", main);
const uis = all("input[name=ui]"), filters = all("input[name=only]");
let order = codes.slice(), current = -1, lit = [], word = -1, away = [], before = null;
let kept = {};
try { kept = JSON.parse(localStorage.getItem("toolkit-page")) || {}; } catch (refused) { /* private mode, file: */ }

const shown = () => order.filter(code => $("show-" + code).checked);
const partner = (seg, code) => $(code === origin ? seg : seg + "-" + code);
const pressed = id => $(id).ariaPressed === "true";
const why = name => all("#reasons>*").find(line => line.dataset.why === name)?.cloneNode(true);
const cell = (row, code) => row.querySelector(".l-" + code);
const visible = row => getComputedStyle(row).display !== "none";
const here = () => sentences[current]?.dataset.seg;
const sentence = event => event.target.closest(".s");

function address() {
  return "?l=" + shown() + (pressed("learn") ? "&v=learn" : "") + (here() ? "#" + here() : location.hash);
}
function remember() {
  kept = { l: String(shown()), v: pressed("learn") ? "learn" : "", ui: kept.ui };
  try { localStorage.setItem("toolkit-page", JSON.stringify(kept)); } catch (refused) { /* as above */ }
  try { history.replaceState(null, "", address()); } catch (local) { /* some file: addresses */ }
}
function restore() {
  const query = new URLSearchParams(location.search);
  const wanted = (query.get("l") || kept.l || "").split(",").filter(code => codes.includes(code));
  if (wanted.length) {
    boxes.forEach(box => { box.checked = wanted.includes(box.value); });
    order = wanted.concat(codes.filter(code => !wanted.includes(code)));
  }
  const tags = kept.ui ? [kept.ui] : navigator.languages || [];
  const tag = tags.map(t => uis.find(ui => ui.value.split("-")[0] === t.split("-")[0])).find(Boolean);
  if (tag) tag.checked = true;
  arrange();
  if (query.get("v") === "learn" || !location.search && kept.v === "learn") learn(true);
}
function arrange() {
  order.forEach((code, index) => root.style.setProperty("--order-" + code, index));
}

/* Sentences */
function light(seg, scroll) {
  lit.forEach(s => s.classList.remove("on"));
  lit = seg ? codes.map(code => partner(seg, code)).filter(Boolean) : [];
  lit.forEach(s => s.classList.add("on"));
  if (scroll) lit.filter(s => s.offsetParent).reverse().forEach(s => s.scrollIntoView({ block: "nearest" }));
}
function choose(seg, scroll) {
  const index = sentences.findIndex(s => s.dataset.seg === seg);
  if (index < 0) return;
  current = index;
  word = -1;
  light(seg, scroll);
  $("here").textContent = seg;
  $("here").href = "#" + seg;
  $("why").replaceChildren(...shown().map(code => notes(partner(seg, code), code)).filter(Boolean));
  $("strip").hidden = false;
  remember();
}
function notes(s, code) {
  if (!s || code === origin) return null;
  const p = make("p"), name = doc.querySelector("label:has(#show-" + code + ") span").cloneNode(true);
  const lines = (s.dataset.status + " " + (s.dataset.doubt || "")).match(/\S+/g).map(why);
  p.append(name, ": ");
  lines.forEach(line => { if (line) p.append(line, " "); });
  if (lines.includes(undefined) || s.dataset.status === "stale") p.append(s.title);
  return p;
}
function go(step) {
  let next = current;
  do { next += step; } while (sentences[next] && !visible(sentences[next].closest(".pair")));
  if (!sentences[next]) return;
  choose(sentences[next].dataset.seg, true);
  const s = partner(here(), shown()[0] || origin);
  s.tabIndex = -1;
  s.focus({ preventScroll: true });
}
function turn() {
  const now = shown();
  if (now.length < 2) return;
  now.push(now.shift());
  order = now.concat(order.filter(code => !now.includes(code)));
  arrange();
  if (pressed("learn")) learn(true);
  remember();
}

/* Learn mode: a button lies over each paragraph that is hidden */
function learn(on) {
  all(".veil").forEach(veil => { reveal(veil, true); veil.remove(); });
  $("learn").ariaPressed = on;
  if (on) shown().slice(1).forEach(code => rows.forEach(row => {
    const veil = Object.assign(make("button"), { className: "veil", type: "button" });
    veil.append(why("show"));
    cell(row, code).append(veil);
    reveal(veil, false);
  }));
}
function reveal(veil, open) {
  veil.ariaExpanded = open;
  all("*", veil.parentNode).forEach(child => { if (!veil.contains(child)) child.ariaHidden = open ? null : "true"; });
}
function translation() {
  if (pressed("learn")) {
    const veils = here() ? all(".veil", sentences[current].closest(".pair")) : [];
    const open = veils.some(veil => veil.ariaExpanded === "false");
    veils.forEach(veil => reveal(veil, open));
  } else {
    const open = !!away.length, changed = open ? away : shown().slice(1);
    changed.forEach(code => { $("show-" + code).checked = open; });
    away = open ? [] : changed;
  }
}

/* Words */
const ranges = s => (s.dataset.links || "").match(/\S+/g)?.map(link => link.split(/[+=]/).map(Number)) || [];
function part(s, start, length) {
  const range = doc.createRange(), walker = doc.createTreeWalker(s, NodeFilter.SHOW_TEXT);
  let at = 0, begun = false;
  for (let node; (node = walker.nextNode()); at += node.length) {
    if (!begun && start < at + node.length) { range.setStart(node, start - at); begun = true; }
    if (begun && start + length <= at + node.length) { range.setEnd(node, start + length - at); break; }
  }
  return range;
}
function lightWord(s, offset) {
  const seg = s.dataset.seg, source = !s.dataset.language, found = [];
  shown().filter(code => code !== origin).map(code => partner(seg, code)).forEach(target => {
    const links = ranges(target), inside = (start, length) => offset >= start && offset < start + length;
    const anchors = links.filter(l => source ? inside(l[0], l[1]) : target === s && inside(l[2], l[3])).map(l => l[0]);
    links.filter(l => anchors.includes(l[0])).forEach(l => found.push(part($(seg), l[0], l[1]), part(target, l[2], l[3])));
  });
  CSS.highlights.set("word", new Highlight(...found));
}
function under(event) {
  const s = sentence(event);
  if (!s || !pressed("words")) return;
  const at = [event.clientX, event.clientY], place = doc.caretPositionFromPoint?.(...at) || doc.caretRangeFromPoint?.(...at);
  const node = place?.offsetNode || place?.startContainer;
  if (!s.contains(node || null)) return;
  const range = doc.createRange();
  range.setStart(s, 0);
  range.setEnd(node, place.offset ?? place.startOffset);
  lightWord(s, range.toString().length);
}
function step(by) {
  const target = lit.find(s => s.dataset.links && s.offsetParent);
  if (!target) return;
  const links = ranges(target);
  word = (word + by + links.length) % links.length;
  lightWord(target, links[word][2]);
}

/* Search and filter */
let texts = null;
function search() {
  const wanted = $("find").value.trim().toLowerCase();
  texts = texts || all(".s", main).map(s => [s, s.textContent.toLowerCase()]);
  rows.forEach(row => row.classList.toggle("miss", !!wanted));
  texts.forEach(([s, text]) => {
    const hit = wanted && text.includes(wanted);
    s.classList.toggle("hit", hit);
    if (hit && $("show-" + (s.dataset.language || origin)).checked) s.closest(".pair").classList.remove("miss");
  });
  count();
}
function count() {
  $("count").replaceChildren();
  if ($("find").value.trim() || filters[0] && !filters[0].checked) $("count").append(rows.filter(visible).length + " ", why("found"));
}

/* Copying: as plain text and as HTML with languages */
function copy(texts) {
  const put = event => {
    const p = make("p"), rich = texts.map(([text, lang]) => { p.lang = lang; p.textContent = text; return p.outerHTML; });
    event.clipboardData.setData("text/plain", texts.map(([text]) => text).join("\n"));
    event.clipboardData.setData("text/html", rich.join(""));
    event.preventDefault();
  };
  on(doc, "copy", put);
  doc.execCommand("copy");
  doc.removeEventListener("copy", put);
  $("count").replaceChildren(why("copied"));
}
const text = (p, nodes) => [nodes.filter(n => !n.matches || n.matches(".s")).map(n => n.textContent).join(""), p.lang];
function copyPair() {
  if (here()) copy(shown().map(code => partner(here(), code)).map(s => text(s.closest("[lang]"), [s])));
}
function copyColumn() {
  copy(rows.filter(visible).map(row => cell(row, before || shown()[0])).map(p => text(p, Array.from(p.childNodes))));
}

all(".script").forEach(element => { element.hidden = false; });
doc.querySelector("style").append("::highlight(word){background:var(--word)}"); /* validators do not know it yet */
$("swap").hidden = $("learn").hidden = boxes.length < 2;
$("words").hidden = !(window.Highlight && CSS.highlights && main.querySelector("[data-links]"));
on($("swap"), "click", turn);
on($("learn"), "click", () => { learn(!pressed("learn")); remember(); });
on($("words"), "click", () => { $("words").ariaPressed = !pressed("words"); CSS.highlights.delete("word"); });
on($("copy"), "click", copyPair);
on($("column"), "click", copyColumn);
on($("close"), "click", () => { $("strip").hidden = true; light(""); current = -1; });
uis.forEach(ui => on(ui, "change", () => { kept.ui = ui.value; remember(); }));
filters.forEach(filter => on(filter, "change", count));
boxes.forEach(box => on(box, "change", () => {
  if (!shown().length) box.checked = true;
  away = [];
  if (pressed("learn")) learn(true);
  remember();
}));
let timer = 0;
on($("find"), "input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
on(main, "mouseover", event => { const s = sentence(event); if (s) light(s.dataset.seg); });
on(main, "mouseleave", () => light(here()));
on(main, "mousemove", under);
on(main, "focusin", event => { const s = sentence(event); if (s) light(s.dataset.seg); });
on(main, "pointerdown", event => {
  const p = event.target.closest(".pair > [class^=l-]");
  before = p && p.className.slice(2);
  if (p) root.dataset.copying = before;
});
on(main, "click", event => {
  const veil = event.target.closest(".veil"), s = sentence(event);
  if (veil) { reveal(veil, veil.ariaExpanded === "false"); return; }
  if (!s || String(getSelection())) return;
  choose(s.dataset.seg, true);
  under(event);
});
on(doc, "keydown", event => {
  const typing = event.target.matches("[type=search]"), key = event.key, help = doc.querySelector(".help");
  if (key === "Escape" && (typing || !$("strip").hidden)) {
    if (typing) { $("find").value = ""; search(); $("find").blur(); } else $("close").click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing || !$("keys").checked) return;
  const number = key.length === 1 ? "1234".indexOf(key) : -1;
  const acts = { j: () => go(1), k: () => go(-1), t: translation, s: turn, l: () => $("learn").click(), w: () => $("words").click(), c: copyPair, "/": () => $("find").focus(), "?": () => { help.open = !help.open; } };
  if (pressed("words") && here()) { acts.ArrowRight = () => step(1); acts.ArrowLeft = () => step(-1); }
  const act = boxes[number] ? () => boxes[number].click() : Object.hasOwn(acts, key) && acts[key];
  if (!act) return;
  event.preventDefault();
  act();
});
restore();
if (location.hash) choose(decodeURIComponent(location.hash.slice(1)).split("-")[0], true);
}());
