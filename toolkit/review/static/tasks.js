/* Bigger things: machine drafts, search and replace, publishing, a comment, one's name, the dialog that asks for them. */
import { $, diff, make } from "./dom.js";
import { count, say, told } from "./words.js";
import { act } from "./wire.js";
import { cellOf, keep, kept, language, rowAt, keyOf, state } from "./state.js";
import { forget } from "./drafts.js";
import * as editor from "./editor.js";
import * as panel from "./panel.js";
import { helpBody } from "./keys.js";

let job = null;

export function dialog(title, body, acts) {
  $("dialog-title").textContent = title;
  $("dialog-body").replaceChildren(...body);
  $("dialog-acts").replaceChildren(...acts, make("button", { type: "button", onclick: () => $("dialog").close() }, say("Close")));
  if (!$("dialog").open) $("dialog").showModal();
  $("dialog").querySelector("input, button")?.focus();
}
export const help = () => dialog(say("Keys"), [helpBody()], []);
const by = () => kept("name", "") || "";
const target = () => editor.editing.target || state.target || state.targets[0];

export function settings() {
  const name = make("input", { value: by() || state.project.me, autocomplete: "name", maxLength: 200 }), address = make("p", { className: "address", role: "status" });
  dialog(say("Name, addresses"), [
    make("p", null, make("label", null, say("My name, for the catalogs"), " ", name)),
    make("p", null, make("button", { type: "button", onclick: async () => {
      try { address.textContent = location.origin + (await act("token", {})).path; } catch (trouble) { address.textContent = told(trouble.message); }
    } }, say("An address for another browser, good once"))), address,
  ], [make("button", { type: "button", className: "yes", onclick: () => { keep("name", name.value.trim()); $("dialog").close(); } }, say("Keep"))]);
}

export function comment() {
  if (!editor.isOpen()) return;
  const { key } = editor.editing, to = target(), text = make("input", { maxLength: 2000, "aria-label": say("Comment") });
  const send = async () => {
    try {
      await editor.save("type");
      const answer = await act("comment", { work: state.work, target: to, key, text: text.value, by: by() });
      $("dialog").close();
      editor.changed(key, to, answer.cell);
      panel.show();
    } catch (trouble) { editor.status(told(trouble.message), "bad"); }
  };
  text.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); send(); } });
  dialog(say("A comment to the next person"), [make("p", null, text)], [make("button", { type: "button", className: "yes", onclick: send }, say("Leave it"))]);
}

/* Drafts */
export async function again() {
  if (!editor.isOpen()) return;
  const { key, target: to } = editor.editing, status = cellOf(key, to).status;
  try {
    await editor.save("type");
    if (["untranslated", "drafted"].includes(status) && !editor.forms().some((text, at) => text !== cellOf(key, to).forms[at])) {
      await act("draft", { work: state.work, target: to, keys: [key] });
    } else {
      editor.status(say("drafting…"));
      panel.offer(await act("suggest", { work: state.work, target: to, key }), key, to);
      editor.status("");
    }
  } catch (trouble) { editor.status(told(trouble.message), "bad"); }
}

export function draftMenu() {
  const to = target(), engine = make("select", null, ...state.project.engines.map(name => make("option", { value: name }, name)));
  const begin = async keys => {
    $("dialog").close();
    try { await editor.leave(); await act("draft", { work: state.work, target: to, keys, engine: engine.value }); } catch (trouble) { editor.status(told(trouble.message), "bad"); }
  };
  const listed = () => [...new Set(state.order.map((_, place) => keyOf(rowAt(place))))];
  dialog(say("Machine drafts"), [
    make("p", null, say("Into %s. What a person has translated is never touched, and every draft is marked as one.", language(to).own)),
    make("p", null, make("label", null, say("Engine"), " ", engine)),
  ], [
    make("button", { type: "button", className: "yes", onclick: () => begin([]) }, say("All that nobody has translated")),
    make("button", { type: "button", onclick: () => begin(listed()) }, say("Those in the list, drafts too")),
  ]);
}

export function jobTold(heard) {
  job = heard;
  const box = $("jobs"), ended = ["done", "stopped", "failed"].includes(heard.state);
  box.hidden = false;
  box.firstElementChild.textContent = heard.state === "failed" ? told(heard.said) : say({ waits: "waiting for another drafting", drafts: "drafting", done: "drafted", stopped: "stopped; what was drafted is saved" }[heard.state]) + (heard.total ? ` ${heard.done}/${heard.total}` : "");
  box.querySelector("progress").value = heard.total ? heard.done / heard.total : 0;
  box.querySelector("progress").hidden = $("stop").hidden = ended;
  if (heard.state === "done" || heard.state === "stopped") setTimeout(() => { if (job === heard) box.hidden = true; }, 5000);
}
export const stop = async () => { if (job) await act("stop", { number: job.number }).catch(() => {}); };

/* What was typed before a crash and somebody else's words stand in the way of. */
export function unsaved(waiting, open) {
  dialog(say("Typed before, and not saved"), waiting.map(one => make("div", { className: "place" },
    make("p", { lang: language(one.target)?.tag }, one.forms.join(" | ")),
    make("div", { className: "acts" },
      state.index.rows.some(row => keyOf(row) === one.key) && make("button", { type: "button", onclick: () => { $("dialog").close(); open(one.key, one.target).catch(trouble => editor.status(told(trouble.message), "bad")); } }, say("Open the sentence")),
      make("button", { type: "button", onclick: event => { forget(one, true); event.target.closest(".place").remove(); editor.recover().catch(() => {}); } }, say("Throw away"))))), []);
}

/* Search and replace: looked at first */
export function replace() {
  const to = target(), find = make("input", { "aria-label": say("Look for") }), put = make("input", { "aria-label": say("Put instead") });
  const places = state.project.works.filter(work => work.languages.some(one => one.code === to)).map(work => work.id);
  const boxes = { case: say("letter case counts"), words: say("whole words"), expression: say("regular expression"), ...(places.length > 1 && { everywhere: say("in all documents") }) };
  const checks = Object.entries(boxes).map(([name, text]) => make("label", null, make("input", { type: "checkbox", value: name }), text));
  const found = make("div", { className: "found", tabIndex: 0, role: "region", "aria-label": say("What would change") });
  const asked = work => ({ work, target: to, find: find.value, put: put.value, ...Object.fromEntries(checks.map(label => [label.firstChild.value, label.firstChild.checked])) });
  const meant = () => (checks.some(label => label.firstChild.value === "everywhere" && label.firstChild.checked) ? places : [state.work]);
  let rows = [];
  const preview = async () => {
    try {
      rows = [];
      for (const work of meant()) rows.push(...(await act("replace", asked(work))).map(row => ({ ...row, work })));
      const tag = language(to).tag, titled = (row, at) => (meant().length > 1 && row.work !== rows[at - 1]?.work ? [make("h3", null, state.project.works.find(one => one.id === row.work).title)] : []);
      found.replaceChildren(...(rows.length ? rows.flatMap((row, at) => [...titled(row, at), make("label", { className: "place" }, make("input", { type: "checkbox", checked: true, value: at }), make("b", null, ` ${row.id.slice(0, 8)} `), make("span", { lang: tag }, ...diff(row.diff)))]) : [say("Nothing found.")]));
      write.disabled = !rows.length;
    } catch (trouble) { found.replaceChildren(told(trouble.message)); write.disabled = true; }
  };
  const write = make("button", { type: "button", disabled: true, onclick: async () => {
    const chosen = new Map();
    found.querySelectorAll("input:checked").forEach(box => {
      const row = rows[Number(box.value)];
      chosen.set(row.work, { ...chosen.get(row.work), [row.key]: row.version });
    });
    let changed = 0, left = 0;
    try {
      await editor.leave();
      for (const [work, those] of chosen) {
        const made = await act("replace", { ...asked(work), write: true, chosen: those, by: by() });
        changed += made.changed;
        left += made.left;
      }
      $("dialog").close();
      editor.status(count(changed, "%s sentence changed", "%s sentences changed") + (left ? `, ${say("%s left", left)}` : ""), "good");
    } catch (trouble) { found.replaceChildren(told(trouble.message)); }
  } }, say("Replace in those chosen"));
  put.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); preview(); } });
  find.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); preview(); } });
  dialog(say("Search and replace in %s", language(to).own), [
    make("p", null, make("label", null, say("Look for"), " ", find), " ", make("label", null, say("Put instead"), " ", put)),
    make("p", { className: "acts" }, ...checks), found,
  ], [make("button", { type: "button", className: "yes", onclick: preview }, say("Show what would change")), write]);
}

/* The translated document, which a browser keeps or another program opens. */
const fileOf = code => `/translated?${new URLSearchParams({ work: state.work, target: code })}`;
export async function file() {
  if (!state.index.source_file) return;
  await editor.leave();
  make("a", { href: fileOf(target()), download: "" }).click();
}

export async function publish() {
  await editor.leave();
  editor.status(say("building…"));
  try {
    const made = await act("publish", { work: state.work, to: state.targets }), faults = Object.entries(made.faults);
    editor.status(say("published"), "good");
    dialog(say("Published"), [
      make("p", null, say("In %s:", made.folder), " ", made.files.join(", ")),
      make("p", null, `${say("The translated document")}: `, ...state.targets.flatMap(code => [make("a", { href: fileOf(code), download: "", lang: language(code).tag }, language(code).own), " "])),
      ...faults.map(([name, said]) => make("p", { className: "bad" }, `${name}: ${told(said)}`)),
    ], [make("a", { className: "button yes", href: `/published?${new URLSearchParams({ work: state.work })}`, target: "toolkit-published", rel: "noopener" }, say("Read it"))]);
  } catch (trouble) { editor.status(told(trouble.message), "bad"); }
}
