/* The list: sections of fifty sentences that are filled as they come into sight and emptied far away from it. */
import { all, content, make } from "./dom.js";
import { say, told } from "./words.js";
import { look } from "./wire.js";
import { blockOf, idOf, keyOf, kindOf, language, rowAt, state, statusOf } from "./state.js";

const SIZE = 50, ROW = 64, NEAR = "1200px", FAR = "8000px";
export const MARKS = { drafted: "M", fuzzy: "?", stale: "↻", untranslated: "∅" };
export const NAMES = {
  reviewed: "reviewed", drafted: "machine draft", fuzzy: "awaits review", stale: "source has changed", untranslated: "not translated",
};
const list = document.getElementById("list");
let near, far, filling = new Map(), opened = () => {};

export const onOpen = act => { opened = act; };

export function layOut() {
  near?.disconnect();
  far?.disconnect();
  filling = new Map();
  const sections = [];
  for (let at = 0; at < state.order.length; at += SIZE) {
    const section = make("section", { className: "chunk", data: { at } });
    section.style.minHeight = `${Math.min(SIZE, state.order.length - at) * ROW}px`;
    sections.push(section);
  }
  list.replaceChildren(...sections);
  if (!sections.length) list.append(make("p", { className: "empty" }, say("No sentence is like that.")));
  near = new IntersectionObserver(seen => seen.forEach(one => { if (one.isIntersecting) fill(one.target); }), { rootMargin: NEAR });
  far = new IntersectionObserver(seen => seen.forEach(one => { if (!one.isIntersecting) empty(one.target); }), { rootMargin: FAR });
  sections.forEach(section => { near.observe(section); far.observe(section); });
  list.style.setProperty("--columns", state.targets.length + 1);
}

function empty(section) {
  if (!section.childElementCount || section.querySelector("textarea")) return;
  section.style.minHeight = `${section.offsetHeight}px`;
  section.replaceChildren();
  filling.delete(section);
}

export const sectionOf = place => list.querySelector(`section[data-at="${place - place % SIZE}"]`);

export function fill(section) {
  if (!filling.has(section)) filling.set(section, filled(section));
  return filling.get(section);
}

async function filled(section) {
  const at = Number(section.dataset.at), places = [];
  for (let place = at; place < Math.min(at + SIZE, state.order.length); place++) places.push(place);
  const unknown = [...new Set(places.map(place => keyOf(rowAt(place))))].filter(key => !state.cells.has(key));
  await fetchCells(unknown);
  section.replaceChildren(...places.map(rowElement));
  section.style.minHeight = "";
}

const cellsOf = keys => look("cells", { work: state.work, to: state.targets.join(","), keys: keys.join(",") });
export async function fetchCells(keys) {
  if (!keys.length) return;
  for (const one of await cellsOf(keys)) state.cells.set(one.key, one);
}

/* The cells of the section that has this key, of a list that is not shown yet: fetched before the old one goes. */
export async function cellsAround(key, rows, order) {
  const place = order.findIndex(at => keyOf(rows[at]) === key), start = place - place % SIZE;
  return place < 0 ? [] : cellsOf([...new Set(order.slice(start, start + SIZE).map(at => keyOf(rows[at])))]);
}

function rowElement(place) {
  const row = rowAt(place), one = state.cells.get(keyOf(row)), before = place ? rowAt(place - 1) : null;
  const first = !before || blockOf(before) !== blockOf(row) || !state.index.prose;
  const source = state.index.source;
  const element = make(
    "div", { className: `row ${kindOf(row).replace(/ /g, "-")}${first ? " first" : ""}`, data: { place, key: keyOf(row) } },
    make("span", { className: "n" }, state.index.prose ? idOf(row) : String(state.order[place] + 1)),
    make("div", { className: "text source", lang: source.tag, dir: source.dir }, ...sourceOf(one)),
  );
  for (const target of state.targets) element.append(targetElement(place, target));
  const why = state.worst?.find(found => found.key === keyOf(row))?.why;
  if (why) element.append(make("p", { className: "why" }, why.map(told).join(" · ")));
  return element;
}

function sourceOf(one) {
  if (!one) return [];
  const about = one.about || {};
  return [
    about.context !== undefined && make("span", { className: "context" }, about.context), content(one.source),
    about.plural !== undefined && make("span", { className: "plural" }, about.plural),
  ];
}

/* On a narrow screen the field and all that is said of it lie in it. */
const isOpen = event => event.currentTarget.classList.contains("open");

export function targetElement(place, target) {
  const row = rowAt(place), cell = state.cells.get(keyOf(row))?.cells[target], one = language(target), status = cell?.status || "untranslated";
  const words = cell && cell.forms.some(Boolean)
    ? cell.forms.length > 1 ? cell.forms.map(form => make("span", { className: "form" }, form)) : [content(cell.shown)]
    : [make("span", { className: "soft" }, say("not translated"))];
  const worst = cell?.findings?.[0]?.severity;
  return make(
    "div",
    { className: "text target", lang: one.tag, dir: one.dir, tabIndex: 0, role: "button", data: { target, status, worst: worst || "" },
      "aria-label": undefined, onclick: event => { if (!isOpen(event) && !String(getSelection())) opened(place, target); },
      onkeydown: event => { if (!isOpen(event) && event.key === "Enter" && !event.ctrlKey && !event.metaKey) { event.preventDefault(); opened(place, target); } } },
    ...words,
    status in MARKS && make("sup", { className: "mark", title: say(NAMES[status]) }, MARKS[status]),
    worst && worst !== "hint" && make("sup", { className: "mark doubt", title: cell.findings.map(found => told(found.message)).join(" ") }, "!"),
    status !== "reviewed" && make("span", { className: "away" }, ` ${say(NAMES[status])}`),
  );
}

/* Every place in sight of a sentence whose cell has changed. */
export function redraw(key, target) {
  for (const row of all(`.row[data-key="${key}"]`, list)) {
    const now = row.querySelector(`.target[data-target="${target}"]`);
    if (now && !now.querySelector("textarea")) {
      const focused = document.activeElement === now, fresh = targetElement(Number(row.dataset.place), target);
      now.replaceWith(fresh);
      if (focused) fresh.focus({ preventScroll: true });
    }
  }
}

export async function elementAt(place, target) {
  const section = sectionOf(place);
  if (!section) return null;
  await fill(section);
  return section.querySelector(`.row[data-place="${place}"] .target[data-target="${target}"]`);
}
export const waits = (row, target) => statusOf(row, target) !== "reviewed";
