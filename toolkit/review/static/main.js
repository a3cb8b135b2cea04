/* The page begins here: what it shows, what its keys do, what it hears. */
import { $, make } from "./dom.js";
import { count, learn, say, told as inWords } from "./words.js";
import { listen, look, act, WINDOW } from "./wire.js";
import { keep, kept, keyOf, language, rowAt, setCell, state } from "./state.js";
import * as rows from "./rows.js";
import * as editor from "./editor.js";
import * as panel from "./panel.js";
import * as filters from "./filters.js";
import * as tasks from "./tasks.js";
import * as keys from "./keys.js";

async function load() {
  const query = new URLSearchParams(location.search);
  await learn();
  keys.label(document);
  state.project = await look("project");
  const known = state.project.works.map(work => work.id), wanted = query.get("work") || kept("work", "");
  $("work").replaceChildren(...state.project.works.map(work => make("option", { value: work.id }, work.title)));
  await choose(known.includes(wanted) ? wanted : known[0], (query.get("to") || "").split(",").filter(Boolean));
}

/* One after the other; keys that find no open field wait for it. */
let chosen = Promise.resolve();
function choose(work, to) {
  const done = chosen.then(() => shown(work, to));
  chosen = done.catch(() => {});
  return done;
}

async function shown(work, to) {
  const languages = state.project.works.find(one => one.id === work).languages.map(one => one.code);
  let targets = to.filter(code => languages.includes(code));
  if (!targets.length) targets = (kept(`to ${work}`, []) || []).filter(code => languages.includes(code));
  if (!targets.length) targets = languages.slice(0, 1);
  const same = work === state.work;
  if (!same) await editor.leave();
  state.since = [];
  const index = await look("index", { work, to: targets.join(",") });
  /* A field that is open stays until all is there to open it again: keys that are pressed meanwhile find it. */
  const stays = same && targets.join() === state.targets.join();
  if (stays) await filters.fresh();
  const fetched = stays && editor.isOpen() ? await rows.cellsAround(editor.editing.key, index.rows, filters.ordered(index.rows)) : [];
  await editor.settled();
  const held = stays ? editor.close() : await editor.leave();
  panel.home();
  $("trouble").hidden = true; /* what was wrong is asked for again */
  state.index = index;
  if (!stays) Object.assign(state, { target: targets.length === 1 ? targets[0] : "", findings: null, worst: null, people: null });
  Object.assign(state, { work, targets, place: -1 });
  state.cells.clear();
  for (const one of fetched) state.cells.set(one.key, one);
  const since = state.since;
  state.since = null;
  for (const one of since) setCell(...one);
  $("work").value = work;
  keep("work", work);
  keep(`to ${work}`, targets);
  history.replaceState(null, "", `?${new URLSearchParams({ work, to: targets.join(",") })}`);
  document.title = `${state.index.work.title} – toolkit review`;
  $("title").textContent = state.index.work.title;
  const single = state.project.works.length < 2; /* a list of documents says the title itself */
  $("title").classList.toggle("away", !single);
  $("work").hidden = single;
  $("preview").href = `/preview?${new URLSearchParams({ work, to: targets.join(",") })}`;
  $("preview").hidden = document.querySelector("[data-act=publish]").hidden = !state.index.prose;
  boxes();
  behind();
  filters.choices();
  filters.progress();
  if (!stays) await filters.fresh();
  filters.order();
  rows.layOut();
  if (same && held && targets.includes(held.target) && index.rows.some(row => keyOf(row) === held.key)) {
    await openKey(held.key, held.target);
    editor.putCursor(held);
  }
  await editor.recover();
  filters.people().catch(trouble); /* a list for the filter; nobody waits for it */
}

function boxes() {
  $("languages").replaceChildren($("languages").firstElementChild, ...state.index.work.languages.map(one => make("label", null,
    make("input", { type: "checkbox", value: one.code, checked: state.targets.includes(one.code), onchange: event => {
      const chosen = state.index.work.languages.map(other => other.code).filter(code => $("languages").querySelector(`[value="${code}"]`).checked);
      if (chosen.length) choose(state.work, chosen).catch(trouble);
      else event.target.checked = true;
    } }), make("span", { lang: one.tag }, one.own))));
}

function behind() {
  const late = state.targets.filter(target => state.index.behind[target]);
  $("behind").hidden = !late.length;
  $("behind").firstElementChild.textContent = late.map(target => `${language(target).own}: ${count(state.index.behind[target], "the catalog lacks %s sentence of the document.", "the catalog lacks %s sentences of the document.")}`).join(" ");
}

function trouble(error) {
  $("trouble").textContent = inWords(error.message);
  $("trouble").hidden = false;
}

new ResizeObserver(([seen]) => document.documentElement.style.setProperty("--head", `${seen.target.offsetHeight}px`)).observe(document.querySelector("header"));

let showing = 0;
async function show() {
  const number = ++showing;
  try {
    await filters.asked();
    await editor.leave();
    if (number !== showing) return;
    panel.home();
    filters.order();
    rows.layOut();
    window.scrollTo(0, 0);
  } catch (error) { trouble(error); }
}

const to = () => editor.editing.target || state.target || state.targets[0];
function walk(step, waiting) {
  const from = editor.isOpen() ? editor.editing.place : state.place;
  const place = waiting ? editor.nextWaiting(from, to(), step) : Math.min(Math.max(from + step, 0), state.order.length - 1);
  if (place < 0 || place >= state.order.length) return;
  if (place === editor.editing.place) return;
  editor.open(place, to()).catch(trouble);
}

const opened = async act => {
  if (!editor.isOpen()) await chosen;
  await act().catch(() => {});
};

const acts = {
  approve: () => opened(() => editor.decide("approve")),
  anyway: () => opened(() => editor.decide("approve", true)),
  fuzzy: () => opened(() => editor.decide("fuzzy")),
  reject: () => opened(editor.reject),
  next: () => walk(1),
  previous: () => walk(-1),
  worst: async () => {
    filters.filter.show = "worst";
    filters.choices();
    await show();
    if (state.order.length) await editor.open(0, to());
  },
  "next-waiting": () => walk(1, true),
  "previous-waiting": () => walk(-1, true),
  leave: () => { panel.home(); editor.leave(); },
  copy: () => { if (editor.isOpen()) editor.insert(state.cells.get(editor.editing.key).text, true); },
  undo: () => editor.undo(),
  dismiss: () => panel.dismiss(),
  concordance: panel.concordance,
  again: tasks.again,
  comment: tasks.comment,
  search: () => { $("find").focus(); $("find").select(); },
  replace: tasks.replace,
  "draft-menu": tasks.draftMenu,
  preview: () => { if (!$("preview").hidden) $("preview").click(); },
  file: tasks.file,
  publish: tasks.publish,
  settings: tasks.settings,
  help: tasks.help,
  "keep-mine": () => editor.keepMine().catch(() => {}),
  "take-theirs": editor.takeTheirs,
};

keys.start(acts, (modifier, digit) => {
  if (!editor.isOpen()) return false;
  (modifier === "Ctrl" ? panel.suggestion : panel.piece)(digit);
  return true;
});
panel.onJump((key, target) => openKey(key, target).catch(trouble));
rows.onOpen((place, target) => editor.open(place, target).catch(trouble));
editor.on("open", () => { keys.label(document); panel.show(); });
editor.on("checked", panel.findings);
editor.on("saved", () => {
  state.findings = null;
  freshProgress();
  if (!$("unsaved").hidden) editor.recover().catch(() => {});
});

editor.on("unsaved", waiting => {
  $("unsaved").hidden = !waiting.length;
  $("unsaved").firstElementChild.textContent = count(waiting.length, "%s text that was typed before could not be saved.", "%s texts that were typed before could not be saved.");
  $("unsaved").lastElementChild.onclick = () => tasks.unsaved(waiting, openKey);
});
async function openKey(key, target) {
  const find = () => state.order.findIndex((_, place) => keyOf(rowAt(place)) === key);
  if (find() < 0) { Object.assign(filters.filter, { show: "all", text: "", ids: null }); $("find").value = ""; filters.choices(); await show(); }
  await editor.open(find(), target);
}

let progressTimer = 0;
function freshProgress() {
  clearTimeout(progressTimer);
  progressTimer = setTimeout(async () => {
    const { work, targets } = state;
    const found = await look("progress", { work, to: targets.join(",") }).catch(() => null);
    if (!found || work !== state.work || targets !== state.targets) return;
    state.index.progress = found;
    filters.progress();
    if (document.activeElement !== $("filter")) filters.people().catch(() => {}); /* a list that is open stays as it is */
  }, 200);
}

/* Everything anew, once for several reasons that come together. */
let reloadTimer = 0;
function reload() {
  clearTimeout(reloadTimer);
  reloadTimer = setTimeout(() => choose(state.work, state.targets).catch(trouble), 150);
}

$("work").addEventListener("change", () => choose($("work").value, []).catch(trouble));
$("filter").addEventListener("change", () => { filters.filter.show = $("filter").value; show(); });
let searchTimer = 0;
$("find").addEventListener("input", () => {
  clearTimeout(searchTimer);
  searchTimer = setTimeout(() => filters.search($("find").value).then(show, trouble), 200);
});
$("update").addEventListener("click", async () => {
  try {
    for (const target of state.targets) if (state.index.behind[target]) await act("update", { work: state.work, target });
    reload();
  } catch (error) { trouble(error); }
});
$("stop").addEventListener("click", tasks.stop);
$("more").addEventListener("click", () => { $("more").ariaExpanded = String($("tools").classList.toggle("shown")); });

listen({
  cell: told => {
    if (told.work !== state.work || !state.targets.includes(told.target)) return;
    if (told.window !== WINDOW) editor.changed(told.key, told.target, told.cell);
    freshProgress();
  },
  disk: async told => {
    if (told.work !== state.work || !state.targets.includes(told.target)) return;
    if (told.many > told.keys.length || told.keys.some(key => !state.index.rows.some(row => keyOf(row) === key))) { reload(); return; }
    const found = await look("cells", { work: state.work, to: told.target, keys: told.keys.join(",") });
    for (const one of found) editor.changed(one.key, told.target, one.cells[told.target]);
    freshProgress();
  },
  progress: told => {
    if (told.work !== state.work || !state.targets.includes(told.target)) return;
    state.index.progress[told.target] = told.progress;
    filters.progress();
  },
  job: told => { if (told.work === state.work) tasks.jobTold(told); },
  reload: told => { if (!told.work || told.work === state.work) reload(); },
  trouble: told => { if (told.work === state.work) trouble({ message: told.said }); },
}, () => editor.status(say("the server is away; what you type is kept in this browser"), "bad"), () => {
  editor.status(say("the server is there again"), "good");
  if (editor.isOpen()) editor.save("type").catch(() => {});
  editor.recover();
});
window.addEventListener("beforeunload", () => { if (editor.isOpen()) editor.save("type").catch(() => {}); });
load().then(() => { document.documentElement.dataset.ready = "yes"; }, trouble);
