"use strict";
{
const doc = document, root = doc.documentElement, main = doc.querySelector("main");
const $ = new Proxy({}, { get: (none, id) => doc.getElementById(id) });
const on = (target, type, act) => target.addEventListener(type, act), make = tag => doc.createElement(tag);
const all = (query, from) => Array.from((from || doc).querySelectorAll(query));
const attempt = act => { try { return act() || true; } catch (refused) { return false; } };
const boxes = all("input[name=show]"), codes = boxes.map(box => box.value), origin = codes[0];
const rows = all(".pair"), sentences = all(".s:not([data-language])", main);
const uis = all("input[name=ui]"), titles = all("title")[0].dataset;
let order = codes.slice(), current = null, lit = [], word = -1, away = [], before = "", kept = {}, timer = 0;
const store = (key, value) => attempt(() => { if (value) localStorage[key] = JSON.stringify(value); else delete localStorage[key]; });
attempt(() => { kept = JSON.parse(localStorage["toolkit-page"]) || kept; });

const shown = () => order.filter(code => $["show-" + code].checked);
const translations = () => shown().filter(code => code !== origin);
const partner = (seg, code) => $[code === origin ? seg : seg + "-" + code];
const partners = (seg, list) => list.map(code => partner(seg, code)).filter(Boolean);
const pressed = id => $[id].ariaPressed === "true";
const why = name => all("#reasons>*").find(line => line.dataset.why === name)?.cloneNode(true);
const visible = row => row.checkVisibility();
const here = () => current?.id;
const segOf = s => s.dataset.seg, codeOf = s => s.dataset.language, statusOf = s => s.dataset.status;
const within = (event, query) => event.target.closest(query), sentence = event => within(event, ".s");

const entitle = () => { doc.title = titles[uis.find(ui => ui.checked).value.slice(0, 2)]; };
function remember() {
  const l = kept.l = String(shown()), v = kept.v = pressed("learn") ? "learn" : "";
  store("toolkit-page", kept);
  attempt(() => history.replaceState(null, "", "?l=" + l + (v && "&v=learn") + (here() ? "#" + here() : location.hash)));
}
function restore() {
  const query = new URLSearchParams(location.search), tags = kept.ui ? [kept.ui] : navigator.languages || [];
  const wanted = (query.get("l") || kept.l || "").split(",").filter(code => codes.includes(code));
  const tag = tags.map(t => uis.find(ui => ui.value.slice(0, 2) === t.slice(0, 2))).find(Boolean);
  if (tag) tag.checked = true;
  entitle();
  if (wanted[0]) boxes.forEach(box => { box.checked = wanted.includes(box.value); });
  arrange(wanted);
  sum();
  if (query.get("v") || !location.search && kept.v) learn(true);
}
function arrange(first) {
  order = first.concat(order.filter(code => !first.includes(code)));
  order.forEach((code, index) => root.style.setProperty("--order-" + code, index));
}

/* How many sentences of each state are shown: what the style sheet counts, as words that are read aloud */
const number = i => shown().includes(i.className.slice(2)) && Number(i.style.counterIncrement.slice(2));
const sum = () => all(".sum").forEach(s => { s.lastChild.textContent = all("i", s).reduce((n, i) => n + number(i), 0); });

/* Sentences */
function light(seg, scroll) {
  lit.forEach(s => s.classList.remove("on"));
  lit = seg ? partners(seg, codes) : [];
  lit.forEach(s => s.classList.add("on"));
  if (scroll) lit.filter(s => s.offsetParent).reverse().forEach(s => s.scrollIntoView({ block: "nearest" }));
}
function choose(seg) {
  if (!sentences.includes($[seg])) return;
  current = $[seg];
  word = -1;
  light(seg, true);
  $.here.textContent = seg;
  $.here.href = "#" + seg;
  explain();
  $.strip.hidden = false;
  remember();
}
function explain() {
  $.why.replaceChildren(...partners(here(), translations()).map(notes));
}
function notes(s) {
  const p = make("p"), data = s.dataset, lines = (data.status + " " + (data.doubt || "")).match(/\S+/g).map(why);
  p.append($["show-" + data.language].nextElementSibling.cloneNode(true), ": ");
  lines.forEach(line => p.append(line || "", " "));
  if (lines.includes(undefined) || data.status === "stale") p.append(s.title);
  return p;
}
function go(step) {
  let next = sentences.indexOf(current), row = null;
  do row = sentences[next += step]?.closest(".pair"); while (row && !visible(row));
  if (!row) return;
  choose(sentences[next].id);
  const s = partner(here(), shown()[0] || origin);
  s.tabIndex = s.tabIndex;
  s.focus({ preventScroll: true });
}
function turn() {
  const now = shown();
  now.push(now.shift());
  arrange(now);
  if (pressed("learn")) learn(true);
  remember();
}

/* Learn mode: a button lies over each paragraph that is hidden */
function learn(now) {
  all(".veil").forEach(veil => { reveal(veil, true); veil.remove(); });
  $.learn.ariaPressed = now;
  if (now) shown().slice(1).forEach(code => all(".pair>.l-" + code).forEach(cell => {
    const veil = make("button");
    veil.className = "veil";
    veil.append(why("show"));
    cell.append(veil);
    reveal(veil, false);
  }));
}
function reveal(veil, open) {
  veil.ariaExpanded = open;
  all("*", veil.parentNode).forEach(child => { if (!veil.contains(child)) child.ariaHidden = open ? null : "true"; });
}
function translation() {
  if (pressed("learn")) {
    const veils = here() ? all(".veil", current.closest(".pair")) : [];
    const open = veils.some(veil => veil.ariaExpanded === "false");
    veils.forEach(veil => reveal(veil, open));
  } else {
    const open = !!away[0], changed = open ? away : shown().slice(1);
    changed.forEach(code => { $["show-" + code].checked = open; });
    away = open ? [] : changed;
    sum();
  }
}

/* Words */
const ranges = s => (s.dataset.links || "").match(/\S+/g)?.map(link => link.split(/[+=]/).map(Number)) || [];
function part(s, start, length) {
  const range = new Range();
  [["setStart", start], ["setEnd", start + length]].forEach(([set, at]) => {
    const walker = doc.createTreeWalker(s, 4); /* NodeFilter.SHOW_TEXT */
    let node;
    while ((node = walker.nextNode()) && at > node.length) at -= node.length;
    if (node) range[set](node, at);
  });
  return range;
}
function lightWord(s, offset) {
  const seg = segOf(s), source = !codeOf(s), found = [];
  partners(seg, shown()).forEach(target => {
    const links = ranges(target), side = source ? 0 : 2, mine = source || target === s;
    const anchors = links.filter(l => mine && offset >= l[side] && offset < l[side] + l[side + 1]).map(l => l[0]);
    links.filter(l => anchors.includes(l[0])).forEach(l => found.push(part($[seg], l[0], l[1]), part(target, l[2], l[3])));
  });
  CSS.highlights.set("word", new Highlight(...found));
}
function under(event) {
  const s = sentence(event), at = s && pressed("words") && doc.caretPositionFromPoint?.(event.clientX, event.clientY);
  if (!at || !s.contains(at.offsetNode)) return;
  const range = new Range();
  range.setStart(s, 0);
  range.setEnd(at.offsetNode, at.offset);
  lightWord(s, String(range).length);
}
function step(by) {
  const target = lit.find(s => s.dataset.links && s.offsetParent), links = target && ranges(target);
  if (!target) return;
  word = (word + by + links.length) % links.length;
  lightWord(target, links[word][2]);
}

/* Search and filter */
function search() {
  const wanted = $.find.value.trim().toLowerCase();
  rows.forEach(row => row.classList.toggle("miss", !!wanted));
  all(".s", main).forEach(s => {
    const hit = wanted && s.textContent.toLowerCase().includes(wanted);
    s.classList.toggle("hit", hit);
    if (hit && $["show-" + (codeOf(s) || origin)].checked) s.closest(".pair").classList.remove("miss");
  });
  count();
}
function count() {
  $.count.replaceChildren();
  if ($.find.value.trim() || $["only-all"]?.checked === false) $.count.append(why("found"), " " + rows.filter(visible).length);
}

/* Editing: what is written here stays in this browser, an item a sentence, until the catalog has it */
const prefix = "toolkit-edit " + location.pathname + " ", edits = {}, was = {};
let open = "", told = "", denied = false;
const original = id => was[id] || $[id];
const said = s => statusOf(s) === "untranslated" ? "" : raw(s);
const known = s => s.id + " " + raw($[segOf(s)]);
function raw(node) {
  const data = node.dataset || {};
  return data.code ? String.fromCodePoint(data.code)
    : data.raw?.replace(/\\(?:\\|u\{(\w+)\})/g, (code, hex) => hex ? String.fromCodePoint("0x" + hex) : "\\")
    ?? node.data ?? Array.from(node.childNodes, raw).join("");
}
function keep(name, edit) {
  edits[name] = edit;
  if (!edit) delete edits[name];
  denied = !store(prefix + name, edit);
}
function recall() {
  attempt(() => Object.keys(localStorage).forEach(key => attempt(() => {
    const name = key.split(prefix)[1], edit = name && JSON.parse(localStorage[key]);
    if (!edit) return;
    const s = original(edit.id + "-" + edit.language), same = s && known(s) === name, now = same && said(s);
    const home = now === edit.after && (!edit.approve || statusOf(s) === "reviewed");
    if (home || edit.saved && now !== edit.before) keep(name);
    else edits[name] = edit;
    if (same) show(s.id);
  })));
  tell();
}
function show(id) {
  const now = $[id], s = original(id), edit = edits[known(s)], fresh = edit ? s.cloneNode() : s;
  if (edit) {
    const tags = all("[data-raw]", s).concat(all("[data-raw]", $[segOf(s)]));
    fresh.textContent = tags.reduce((text, tag) => text.replace(raw(tag), () => tag.textContent), edit.after);
    Object.assign(fresh.dataset, { status: "edited", mark: edit.approve ? "✓" : "✎", links: "", doubt: "" });
    Object.assign(fresh, { className: "s", title: "", lang: now.parentNode.lang });
    was[id] = s;
  }
  ["hidden", "tabIndex", "role"].forEach(key => { fresh[key] = now[key]; });
  if (now !== fresh) now.replaceWith(fresh);
}
function tell() {
  const list = Object.values(edits), size = list.length, waits = list.some(edit => !edit.saved);
  const state = denied ? "refused" : waits ? "waits" : size ? "saved" : "none";
  $.desk.hidden = !pressed("edit") && !size;
  $.edits.textContent = size;
  $.download.disabled = !size;
  if (told !== state) $.told.replaceChildren(why(told = state));
  return waits;
}
function write(s) {
  leave();
  const edit = edits[known(s)];
  choose(segOf(s));
  open = s.id;
  $.text.value = edit ? edit.after : said(s);
  $.text.ariaLabel = open;
  $.approve.checked = edit?.approve;
  s.after($.editor);
  s.hidden = true;
  $.editor.hidden = false;
  $.text.focus();
}
function leave() {
  const s = $[open];
  if (!s) return;
  open = "";
  s.hidden = false;
  $.editor.hidden = true;
  doc.body.append($.editor);
  s.focus();
}
function change() {
  const s = original(open), name = known(s), status = statusOf(s), first = said(s), approve = $.approve.checked;
  const text = $.text.value, same = text === first.replace(/\r\n?/g, "\n"), after = same ? first : text;
  const real = text.trim() && (!same || approve && status !== "reviewed");
  const old = { id: segOf(s), language: codeOf(s), source: raw($[segOf(s)]), before: first, status: status };
  keep(name, real && Object.assign(old, edits[name], { after: after, approve: approve, saved: false }));
  show(s.id);
  explain();
  tell();
}
function undo() {
  const text = said(original(open));
  $.approve.checked = false;
  $.text.focus();
  $.text.select();
  doc.execCommand("insertText", false, text); /* which the browser's own undo knows */
  change();
}
function editing(now) {
  leave();
  if (now) learn(false);
  $.edit.ariaPressed = now;
  root.classList.toggle("editing", now);
  all(".s[data-language]", main).forEach(s => { s.tabIndex = now ? 0 : -1; s.role = now ? "button" : null; });
  tell();
}
function download() {
  const name = main.dataset.document, list = Object.values(edits), link = make("a");
  list.sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const patch = { format: "toolkit-patch", version: 1, document: name, source_language: origin, changes: list };
  const text = JSON.stringify(patch, (key, value) => key === "saved" ? undefined : value, 1);
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name.replace(/\//g, "-") + ".patch.json";
  link.click();
  Object.keys(edits).forEach(key => keep(key, Object.assign(edits[key], { saved: true })));
  tell();
}

/* Copying: as plain text and as HTML with languages */
function copy(texts) {
  const put = event => {
    const p = make("p"), rich = texts.map(([text, lang]) => { p.lang = lang; p.textContent = text; return p.outerHTML; });
    event.clipboardData.setData("text/plain", texts.map(([text]) => text).join("\n"));
    event.clipboardData.setData("text/html", rich.join(""));
    event.preventDefault();
  };
  doc.oncopy = put;
  doc.execCommand("copy");
  doc.oncopy = null;
  $.count.replaceChildren(why("copied"));
}
function copyPair() {
  if (here()) copy(partners(here(), shown()).map(s => [s.textContent, s.closest("[lang]").lang]));
}
function copyColumn() {
  const cells = rows.filter(visible).map(row => row.querySelector(".l-" + (before || shown()[0])));
  copy(cells.map(p => [Array.from(p.childNodes, n => n.matches?.(":not(.s)") ? "" : n.textContent).join(""), p.lang]));
}

all(".script").forEach(element => { element.hidden = false; });
all("style")[0].append("::highlight(word){background:var(--word)}#text{field-sizing:content}"); /* validators do not know them yet */
$.swap.hidden = $.learn.hidden = $.edit.hidden = !codes[1];
$.words.hidden = !(window.Highlight && all("[data-links]")[0]);
Object.entries({
  swap: turn,
  learn: () => { editing(false); learn(!pressed("learn")); remember(); },
  words: () => { $.words.ariaPressed = !pressed("words"); CSS.highlights.delete("word"); },
  edit: () => editing(!pressed("edit")),
  download: download,
  undo: undo,
  done: leave,
  copy: copyPair,
  column: copyColumn,
  close: () => { $.strip.hidden = true; current = null; light(""); },
}).forEach(([id, act]) => on($[id], "click", act));
on($.text, "input", change);
on($.approve, "change", change);
on(window, "storage", recall);
on(window, "beforeunload", event => { if (tell()) event.preventDefault(); });
uis.forEach(ui => on(ui, "change", () => { kept.ui = ui.value; entitle(); remember(); }));
all("input[name=only]").forEach(filter => on(filter, "change", count));
boxes.forEach(box => on(box, "change", () => {
  if (!shown()[0]) box.checked = true;
  away = [];
  sum();
  if (pressed("learn")) learn(true);
  remember();
}));
on($.find, "input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
["mouseover", "focusin"].forEach(type => on(main, type, event => { const s = sentence(event); if (s) light(segOf(s)); }));
on(main, "mouseleave", () => light(here()));
on(main, "mousemove", under);
on(main, "pointerdown", event => {
  const p = within(event, ".pair > [class^=l-]");
  before = p && p.className.slice(2);
  if (p) root.dataset.copying = before;
});
on(main, "click", event => {
  const veil = within(event, ".veil"), s = sentence(event);
  if (veil) { reveal(veil, veil.ariaExpanded === "false"); return; }
  if (!s || String(getSelection())) return;
  choose(segOf(s));
  under(event);
  if (pressed("edit") && codeOf(s)) write(s);
});
on(doc, "keydown", event => {
  const typing = within(event, "[type=search]"), key = event.key, s = sentence(event);
  const escape = key === "Escape", enter = key === "Enter";
  if (open) {
    const code = $[open].dataset.language;
    if (escape) leave();
    if (enter && event.ctrlKey) { go(1); write(partner(here(), code)); }
    if (escape || within(event, "#editor")) return;
  }
  if (s && (enter || key === " ") && pressed("edit")) {
    write(codeOf(s) ? s : partner(s.id, translations()[0] || codes[1]));
    event.preventDefault();
    return;
  }
  if (escape) {
    if ($.help.open) $.help.open = false;
    else if (typing) { $.find.value = ""; search(); $.find.blur(); } else $.close.click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing || !$.keys.checked) return;
  const acts = { j: () => go(1), k: () => go(-1), t: translation };
  if (pressed("words") && here()) { acts.ArrowRight = () => step(1); acts.ArrowLeft = () => step(-1); }
  const button = all(":is(button,label,summary)>kbd").find(kbd => kbd.textContent === key) || boxes[key - 1];
  if (button) button.click();
  else if (Object.hasOwn(acts, key)) acts[key]();
  else return;
  event.preventDefault();
});
restore();
recall();
if (location.hash) choose(decodeURIComponent(location.hash.slice(1)).split("-")[0]);
}
