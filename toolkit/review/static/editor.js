/* The sentence that is being worked on: its field, what is saved and when, and what happens when two people meet. */
import { $, make } from "./dom.js";
import { count, say, told } from "./words.js";
import { act } from "./wire.js";
import { draft, draftsOf, forget, gather, rebase, remember } from "./drafts.js";
import { cellOf, keyOf, kept, language, rowAt, setCell, setStatus, state } from "./state.js";
import { elementAt, redraw, targetElement, waits } from "./rows.js";

const SAVE_AFTER = 700, CHECK_AFTER = 250, AGAIN = 3000;
export const editing = { place: -1, target: "", key: "", version: "", first: [], fields: [], visit: "", conflict: null };
const listeners = { open: [], typed: [], saved: [], checked: [], unsaved: [] };
let saveTimer = 0, checkTimer = 0, chain = Promise.resolve(), visits = 0;

export const on = (name, listener) => listeners[name].push(listener);
const tell = (name, ...given) => listeners[name].forEach(listener => listener(...given));
export const isOpen = () => editing.place >= 0;
export const forms = () => editing.fields.map(field => field.value);
const same = (one, two) => one.length === two.length && one.every((text, at) => text === two[at]);
const unsaved = () => draft(state.work, editing.target, editing.key);

export function status(text, kind) {
  $("saved").textContent = text;
  $("saved").className = kind || "";
}

/* What is being opened or decided; it ends before the list is laid out anew. */
let busy = Promise.resolve();
export async function settled() {
  let acts, saves;
  do { [acts, saves] = [busy, chain]; await Promise.allSettled([acts, saves]); } while (acts !== busy || saves !== chain);
}
const awaited = act => (...given) => {
  const done = act(...given);
  busy = Promise.allSettled([busy, done]);
  return done;
};

/* Opens the field of a sentence; what was typed and not saved comes back. */
export const open = awaited(async (place, target) => {
  if (place < 0 || place >= state.order.length) return;
  await leave();
  const element = await elementAt(place, target);
  if (!element) return;
  const key = keyOf(rowAt(place)), cell = cellOf(key, target), before = draft(state.work, target, key);
  if (!cell || cell.missing) { status(say("The catalog does not have this sentence yet; bring it up to date."), "bad"); return; }
  Object.assign(editing, { place, target, key, version: cell.version, first: cell.forms.slice(), visit: String(++visits), conflict: null });
  state.place = place;
  state.target = target;
  const texts = before ? before.forms : cell.forms, one = language(target);
  editing.fields = texts.map((text, at) => make("textarea", {
    value: text, lang: one.tag, dir: one.dir, spellcheck: true, rows: 2, autocomplete: "off",
    "aria-label": texts.length > 1 ? say("%s, form %s", one.own, at + 1) : one.own, oninput: typed,
  }));
  const limit = state.cells.get(key).about.limit;
  const labelled = editing.fields.map((field, at) => make("div", { className: "field" },
    texts.length > 1 && make("span", { className: "soft" }, formLabel(cell.examples[at], at)),
    limit && make("output", { className: "soft", data: { limit } }), field));
  const box = make(
    "div", { className: "editor" }, ...labelled,
    make("div", { className: "problem", role: "alert", hidden: true }),
    make("div", { className: "acts" },
      make("button", { type: "button", className: "yes", data: { act: "approve" } }, say("Approve"), " ", make("kbd", { data: { key: "approve" } })),
      make("button", { type: "button", data: { act: "fuzzy" } }, say("Still to review"), " ", make("kbd", { data: { key: "fuzzy" } })),
      cell.aligned && make("button", { type: "button", data: { act: "reject" } }, say("Reject"), " ", make("kbd", { data: { key: "reject" } })),
      make("button", { type: "button", data: { act: "copy" } }, say("Copy source"), " ", make("kbd", { data: { key: "copy" } })),
      make("button", { type: "button", data: { act: "undo" } }, say("Undo"), " ", make("kbd", { data: { key: "undo" } })),
      make("button", { type: "button", data: { act: "leave" } }, say("Close"), " ", make("kbd", { data: { key: "leave" } })),
    ),
  );
  element.replaceChildren(box);
  element.removeAttribute("role");
  element.removeAttribute("tabindex");
  element.classList.add("open");
  element.closest(".row").classList.add("current");
  editing.fields.forEach(grow);
  room();
  editing.fields[0].focus({ preventScroll: true });
  element.closest(".row").scrollIntoView({ block: "nearest" });
  if (before && before.version !== cell.version && !same(before.forms, cell.forms)) conflict(cell);
  else if (before) typed();
  tell("open", editing);
  check();
});

export function grow(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 4}px`;
}

/* Of a plural form, the numbers that it is for. */
const formLabel = (numbers, at) => (numbers?.length ? say("for %s", numbers.slice(0, 5).join(", ") + (numbers.length > 5 ? "…" : "")) : say("form %s", at + 1));

/* How much of the room is used that a program has for the text. */
function room() {
  for (const field of editing.fields) {
    const told = field.parentNode.querySelector("output");
    if (!told) continue;
    const used = Array.from(field.value).length, most = Number(told.dataset.limit);
    told.textContent = `${used}/${most}`;
    told.classList.toggle("bad", used > most);
  }
}

function typed() {
  editing.fields.forEach(grow);
  room();
  remember(state.work, editing.target, editing.key, forms(), editing.version);
  status(say("typing…"));
  clearTimeout(checkTimer);
  saveTimer ||= setTimeout(() => save("type").catch(() => {}), SAVE_AFTER); /* also while one types on and on */
  checkTimer = setTimeout(check, CHECK_AFTER);
  tell("typed", editing);
}

async function check() {
  if (!isOpen()) return;
  const { key, target } = editing, asked = forms();
  try {
    const { findings } = await act("check", { work: state.work, target, key, forms: asked });
    if (editing.key === key && editing.target === target && same(asked, forms())) tell("checked", findings);
  } catch (trouble) { /* saving says it better */ }
}

/* Saves what is in the field; one save after the other, so that versions follow each other. */
export function save(action, anyway) {
  clearTimeout(saveTimer);
  saveTimer = 0;
  const sent = { work: state.work, target: editing.target, key: editing.key, forms: forms(), action, visit: editing.visit, anyway: Boolean(anyway), by: kept("name", "") };
  const place = editing.place, dirty = unsaved();
  chain = chain.catch(() => {}).then(async () => {
    if (editing.conflict && editing.place === place) throw new Error("conflict");
    const version = editing.key === sent.key && editing.target === sent.target ? editing.version : cellOf(sent.key, sent.target).version;
    if (action === "type" && !dirty) return;
    try {
      const answer = await act("save", { ...sent, version, at: dirty ? dirty.at : 0, typed_in: dirty ? dirty.window : "" });
      took(answer, sent);
    } catch (trouble) {
      failed(trouble, sent);
      throw trouble;
    }
  });
  return chain;
}

function took(answer, sent) {
  setCell(sent.key, sent.target, answer.cell);
  const here = editing.key === sent.key && editing.target === sent.target;
  if (here) editing.version = answer.cell.version;
  const rest = draft(sent.work, sent.target, sent.key);
  if (rest && same(rest.forms, sent.forms)) forget(rest);
  else if (rest) rebase(rest, answer.cell.version);
  redraw(sent.key, sent.target);
  status(say(answer.cell.status === "reviewed" ? "approved" : "saved"), "good");
  tell("saved", answer.cell, sent);
}

function failed(trouble, sent) {
  const here = editing.key === sent.key && editing.target === sent.target;
  status(trouble.status === 422 ? say("Not approved") : told(trouble.message), "bad");
  if (!here) return;
  if (trouble.status === 409) conflict(trouble.body.cell);
  else if (trouble.status === 422) refuse(trouble);
  else setTimeout(() => { if (isOpen() && editing.key === sent.key && unsaved()) save("type").catch(() => {}); }, AGAIN); /* the file may be half-written */
}

const problem = () => document.querySelector(".editor .problem");

/* Somebody else has saved another text: both are there, and a person chooses. */
export function conflict(cell) {
  const box = problem();
  if (!box) return;
  editing.conflict = cell;
  const known = state.cells.get(editing.key);
  if (known) known.cells[editing.target] = cell;
  box.hidden = false;
  box.replaceChildren(
    make("p", null, say("Somebody else has changed this sentence meanwhile. It is now:")),
    make("blockquote", { lang: language(editing.target).tag }, cell.forms.join(" | ") || say("not translated")),
    make("div", { className: "acts" },
      make("button", { type: "button", data: { act: "keep-mine" } }, say("Keep mine")),
      make("button", { type: "button", data: { act: "take-theirs" } }, say("Take theirs"))),
  );
}

export async function keepMine() {
  editing.version = editing.conflict.version;
  editing.conflict = null;
  problem().hidden = true;
  remember(state.work, editing.target, editing.key, forms(), editing.version);
  await save("type");
}

export async function takeTheirs() {
  const cell = editing.conflict;
  editing.conflict = null;
  forget(unsaved(), true);
  Object.assign(editing, { version: cell.version, first: cell.forms.slice() });
  editing.fields.forEach((field, at) => { field.value = cell.forms[at] || ""; grow(field); });
  setStatus(editing.key, editing.target, cell.status);
  problem().hidden = true;
  tell("unsaved", draftsOf(state.work));
  check();
  status("");
}

function refuse(trouble) {
  const box = problem();
  if (!box) return;
  box.hidden = false;
  box.replaceChildren(
    make("p", null, `${say("Not approved")}: ${told(trouble.body.error)}`),
    make("div", { className: "acts", hidden: !trouble.body.anyway }, make("button", { type: "button", data: { act: "anyway" } }, say("Approve anyway"), " ", make("kbd", { data: { key: "approve" } }))),
  );
  box.dataset.anyway = trouble.body.anyway ? editing.key : "";
}

/* Takes away what an old translation or a machine has put here, and goes on. */
export async function reject() {
  if (!isOpen()) return;
  for (const field of editing.fields) { field.focus(); insert("", true); }
  await decide("type");
}

/* Approves or keeps for review, and goes on. */
export const decide = awaited(async (action, anyway) => {
  if (!isOpen()) return;
  const box = problem(), insist = anyway || (action === "approve" && box && !box.hidden && box.dataset.anyway === editing.key);
  const fields = editing.fields;
  let ahead = "";
  const typesOn = event => { if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing) ahead += event.key; };
  fields.forEach(field => { field.readOnly = true; }); /* who types on at once means the next sentence */
  document.addEventListener("keydown", typesOn);
  status(say("saving…"));
  try { await save(action, insist); } catch (trouble) {
    document.removeEventListener("keydown", typesOn);
    fields.forEach(field => { field.readOnly = false; });
    if (fields === editing.fields) fields[0].focus();
    throw trouble;
  }
  const { place, target } = editing;
  const next = nextWaiting(place, target, 1);
  if (next >= 0) await open(next, target);
  else { await leave(); status(say("Nothing waits below."), "good"); }
  document.removeEventListener("keydown", typesOn);
  if (ahead && next >= 0 && editing.place === next) insert(ahead);
});

export function nextWaiting(from, target, step) {
  for (let place = from + step; place >= 0 && place < state.order.length; place += step) if (state.worst || waits(rowAt(place), target)) return place;
  return -1;
}

export async function leave() {
  if (isOpen() && unsaved() && !editing.conflict) await save("type").catch(() => {});
  return close();
}

/* Closes the field at once, so that no key falls between; what is typed and not saved waits for `open`. Says where it was. */
export function close() {
  if (!isOpen()) return null;
  const { place, target, key } = editing;
  clearTimeout(saveTimer);
  saveTimer = 0;
  clearTimeout(checkTimer);
  const at = editing.fields.indexOf(document.activeElement), writes = editing.fields[at];
  const left = { key, target, at, start: writes?.selectionStart, end: writes?.selectionEnd, focus: document.activeElement };
  const field = editing.fields[0], element = field?.closest(".target");
  const focused = element && element.contains(document.activeElement);
  Object.assign(editing, { place: -1, key: "", fields: [], conflict: null });
  if (element) {
    element.closest(".row").classList.remove("current");
    const fresh = targetElement(place, target);
    element.replaceWith(fresh);
    if (focused) fresh.focus({ preventScroll: true });
  }
  redraw(key, target);
  return left;
}

/* The cursor where `leave` found it, in the field or elsewhere on the page. */
export function putCursor({ at, start, end, focus }) {
  const field = editing.fields[at] || focus;
  field.focus({ preventScroll: true });
  if (field === editing.fields[at]) field.setSelectionRange(start, end);
}

/* Puts a text where the cursor is, in a way that the browser's own undo knows; or in the place of everything. */
export function insert(text, whole) {
  if (!isOpen()) return;
  const field = editing.fields.find(one => one === document.activeElement) || editing.fields[0];
  field.focus();
  if (whole) field.select();
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  typed();
}

/* Takes back the last step at this sentence, or in this window. */
export async function undo() {
  const { place, target, key } = editing;
  if (isOpen()) await save("type").catch(() => {});
  try {
    const answer = await act("undo", { work: state.work, target: target || state.target || state.targets[0], key: isOpen() ? key : "" });
    took(answer, { work: state.work, target: answer.target, key: answer.key, forms: answer.cell.forms });
    if (isOpen() && answer.key === key) {
      forget(unsaved(), true);
      editing.fields.forEach((field, at) => { field.value = answer.cell.forms[at]; grow(field); });
      editing.first = answer.cell.forms.slice();
      editing.visit = String(++visits);
      check();
    }
    status(say("taken back"), "good");
  } catch (trouble) { status(told(trouble.message), "bad"); }
  return place;
}

/* A cell that another window, another person or another program has changed. */
export function changed(key, target, cell) {
  setCell(key, target, cell);
  if (isOpen() && editing.key === key && editing.target === target) {
    if (same(cell.forms, forms())) editing.version = cell.version;
    else if (unsaved()) conflict(cell);
    else {
      Object.assign(editing, { version: cell.version, first: cell.forms.slice() });
      editing.fields.forEach((field, at) => { field.value = cell.forms[at] || ""; grow(field); });
      status(say("changed by somebody else"), "good");
      check();
    }
  } else redraw(key, target);
}

/* What was typed before a crash of browser or server and never saved: saved now where nobody changed it meanwhile. */
export async function recover() {
  const work = state.work;
  let saved = 0, waiting = [];
  await gather(work, () => recover().catch(() => {}));
  for (const one of draftsOf(work)) {
    const { target, key, forms, version } = one;
    if (work !== state.work) return;
    if (isOpen() && editing.key === key && editing.target === target) continue;
    try {
      const answer = await act("save", { work, target, key, forms, version, action: "type", by: kept("name", ""), at: one.at, typed_in: one.window });
      forget(one);
      changed(key, target, answer.cell);
      saved += 1;
    } catch (trouble) {
      if (trouble.status) waiting.push(one);
      else setTimeout(() => recover().catch(() => {}), AGAIN);
    }
  }
  if (saved) status(count(saved, "%s text that was typed before is saved now", "%s texts that were typed before are saved now"), "good");
  tell("unsaved", waiting);
}
