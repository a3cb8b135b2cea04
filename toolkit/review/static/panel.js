/* What may help with the open sentence: findings, changed source, memory, terms, other languages, history. */
import { $, content, diff, make } from "./dom.js";
import { say, told } from "./words.js";
import { CHECKS, STEPS } from "./names.js";
import { act, look } from "./wire.js";
import { cellOf, language, state } from "./state.js";
import * as editor from "./editor.js";
import { NAMES } from "./rows.js";

const panel = $("panel"), narrow = matchMedia("(max-width: 60em)");
let shown = { key: "", suggestions: [], pieces: [], findings: [] };

export const suggestion = number => { if (shown.suggestions[number - 1] !== undefined) editor.insert(shown.suggestions[number - 1], true); };
export const piece = number => { if (shown.pieces[number - 1] !== undefined) editor.insert(shown.pieces[number - 1]); };

function part(title, name, ...children) {
  return make("section", { className: name, data: { part: name } }, make("h2", null, title), ...children);
}
const numbered = (number, modifier) => number <= 9 && make("kbd", null, `${modifier}+${number}`);

export async function show() {
  const { key, target } = editor.editing, one = state.cells.get(key), cell = cellOf(key, target);
  if (!one || !cell) return;
  shown = { key, target, suggestions: [], pieces: [], findings: cell.findings };
  place();
  panel.replaceChildren(part(say("Findings"), "findings"), ...about(one, cell), part(say("Terms and signs"), "terms"), part(say("Memory"), "memory"), part(say("Alike in this document"), "alike"), part(say("Other languages"), "others"), part(say("Before"), "history"), concordancePart());
  findings(cell.findings);
  codes(one, []);
  let around;
  try { around = await look("around", { work: state.work, target, key }); } catch (trouble) { return; }
  if (shown.key !== key || shown.target !== target || editor.editing.key !== key) return;
  codes(one, around.terms);
  memory(around.matches, target);
  others(around.others);
  history(around.history, target);
  put("alike", []);
  const similar = await look("similar", { work: state.work, target, key }).catch(() => []);
  if (shown.key === key && shown.target === target && editor.editing.key === key) alike(similar, target);
}

let jump = () => {};
export const onJump = act => { jump = act; };

/* Sentences of the same work that are like this one, so that they can be said alike. */
function alike(found, target) {
  put("alike", found.map(one => make("div", { className: "match" },
    make("p", { className: "soft" }, make("b", null, `${one.score} %`), " ", make("button", { type: "button", onclick: () => jump(one.key, target) }, one.id || say("Open the sentence")), " ", ...diff(one.diff)),
    make("p", null, one.text
      ? make("button", { type: "button", className: "insert", lang: language(target).tag, onclick: () => editor.insert(one.text, true) }, one.text)
      : make("span", { className: "soft" }, say(NAMES[one.status])), one.text && one.status !== "reviewed" && make("span", { className: "soft" }, ` (${say(NAMES[one.status])})`)))));
}

function place() {
  const field = document.querySelector(".editor");
  if (narrow.matches && field) field.append(panel);
  else if (panel.parentNode !== $("desk")) $("desk").append(panel);
}
/* Back to its own place before the row that it stands in goes. */
export function home() {
  if (panel.parentNode !== $("desk")) $("desk").append(panel);
  panel.replaceChildren($("nothing") || make("p", { className: "soft", id: "nothing" }, say("Choose a sentence: click its translation, or walk with the arrow keys and press Enter.")));
}
narrow.addEventListener("change", () => { if (editor.isOpen()) place(); });

const section = name => panel.querySelector(`[data-part="${name}"]`);
function put(name, children, otherwise) {
  const here = section(name);
  if (!here) return;
  here.replaceChildren(here.firstChild, ...children);
  here.hidden = !children.length && !otherwise;
  if (!children.length && otherwise) here.append(make("p", { className: "soft" }, otherwise));
}

export function findings(found) {
  shown.findings = found;
  put("findings", found.map(one => make(
    "div", { className: `finding ${one.severity}` },
    make("p", null, make("b", null, `${say(CHECKS[one.check] || one.check)}: `), told(one.message)),
    make("div", { className: "acts" },
      one.fix !== null && make("button", { type: "button", onclick: () => editor.insert(one.fix, true) }, say("Mend it")),
      make("button", { type: "button", onclick: () => dismiss(one.check) }, say("Let it stand"))),
  )), say("The checks have nothing to say."));
  const worst = found[0]?.severity || "";
  document.querySelector(".editor")?.setAttribute("data-worst", worst);
}

export async function dismiss(check) {
  const wanted = check || shown.findings[0]?.check;
  if (!wanted || !editor.isOpen()) return;
  const { key, target } = editor.editing;
  try {
    await editor.save("type");
    const answer = await act("dismiss", { work: state.work, target, key, check: wanted });
    editor.changed(key, target, answer.cell);
    findings(answer.cell.findings);
  } catch (trouble) { editor.status(told(trouble.message), "bad"); }
}

function about(one, cell) {
  const made = [], origin = cell.origin;
  if (cell.change) made.push(part(say("The source has changed"), "change", make("p", null, ...diff(cell.change)), cell.changed && make("p", { className: "soft" }, told(cell.changed))));
  if (origin) {
    const sure = origin.score === null ? "" : say(", confidence %s", origin.score.toFixed(2));
    made.push(part(say(NAMES[cell.status]), "origin", make("p", null, ` ${origin.signature}${sure}`), ...origin.flags.map(flag => make("p", { className: "soft" }, say(flag)))));
  }
  if (cell.aligned || cell.aside) {
    made.push(part(say("Old translation"), "aligned",
      cell.aligned && make("p", null, say("From %s; it belongs here with a probability of %s.", cell.aligned.place, `${Math.round(100 * cell.aligned.margin)} %`)),
      ...(cell.aside || []).flatMap(text => [make("p", { className: "soft" }, say("It has this for the sentence and its neighbour together:")), make("p", null, make("button", { type: "button", className: "insert", lang: language(shown.target).tag, onclick: () => editor.insert(text) }, text))])));
  }
  const lines = [...(one.note ? one.note.split("\n") : one.about.extracted || []), ...(one.about.flags || []), ...(one.about.references || [])];
  if (lines.length || one.about.context !== undefined) {
    made.push(part(say("About"), "about", one.about.context !== undefined && make("p", null, make("b", null, `${say("context")}: `), one.about.context), ...lines.map(line => make("p", { className: "soft" }, told(line)))));
  }
  if (one.pictures.length) {
    made.push(part(say("Pictures"), "pictures", ...one.pictures.map(name => make("figure", null,
      make("img", { src: `/picture?${new URLSearchParams({ work: state.work, name })}`, alt: name, loading: "lazy", onerror: event => event.target.replaceWith(make("p", { className: "soft" }, say("cannot be shown here"))) }),
      make("figcaption", { className: "soft" }, name)))));
  }
  if (cell.comments.length) made.push(part(say("Comments"), "comments", ...cell.comments.map(text => make("p", null, text))));
  return made;
}

function codes(one, terms) {
  const target = language(shown.target), signs = one.source.filter(part => typeof part !== "string");
  shown.pieces = [];
  const rows = [];
  for (const code of signs) {
    shown.pieces.push(code.raw);
    rows.push(make("p", null, numbered(shown.pieces.length, "Alt"), " ", make("button", { type: "button", className: "insert", onclick: () => editor.insert(code.raw) }, code.raw)));
  }
  for (const term of terms) {
    const choices = term.targets.map(text => {
      shown.pieces.push(text);
      return make("span", null, numbered(shown.pieces.length, "Alt"), " ", make("button", { type: "button", className: "insert", lang: target.tag, onclick: () => editor.insert(text) }, text), " ");
    });
    rows.push(make("p", { className: term.kept ? "kept" : "" }, `${term.source} → `, ...choices, term.kept ? "✓" : "", term.note && make("span", { className: "soft" }, ` ${term.note}`), term.forbidden.length > 0 && make("span", { className: "soft" }, ` ${say("not")}: ${term.forbidden.join(", ")}`)));
  }
  put("terms", rows);
}

function memory(matches, target) {
  const tag = language(target).tag;
  shown.suggestions = matches.map(match => match.target);
  put("memory", matches.map((match, at) => make(
    "div", { className: "match" },
    make("p", { className: "soft" }, make("b", null, `${match.score} %`), " ", match.document, " ", ...(match.score < 100 ? diff(match.diff) : [])),
    make("p", null, numbered(at + 1, "Ctrl"), " ", make("button", { type: "button", className: "insert", lang: tag, onclick: () => editor.insert(match.target, true) }, match.target)),
  )), say("Nothing alike has been approved yet."));
}

/* A machine's draft that was asked for of a sentence that a person has worked on: offered, never put. */
export function offer(draft, key, target) {
  if (shown.key !== key || shown.target !== target) return;
  shown.suggestions.push(draft.text);
  section("memory").append(make(
    "div", { className: "match" }, make("p", { className: "soft" }, `${say("machine draft")} ${draft.score.toFixed(2)} ${draft.signature}`),
    make("p", null, numbered(shown.suggestions.length, "Ctrl"), " ", make("button", { type: "button", className: "insert", lang: language(target).tag, onclick: () => editor.insert(draft.text, true) }, draft.text)),
  ));
  section("memory").hidden = false;
}

function others(found) {
  put("others", found.map(one => {
    const other = language(one.language);
    return make("p", { className: one.status === "reviewed" ? "reference" : "soft" }, make("b", null, `${other.own}: `), make("span", { lang: other.tag, dir: other.dir }, content(one.shown)), one.status !== "reviewed" && ` (${say(NAMES[one.status])})`);
  }));
}

function history(found, target) {
  const tag = language(target).tag;
  const rows = found.map(one => make("div", { className: "match" },
    make("p", { className: "soft" }, [one.when ? new Date(one.when * 1000).toLocaleString() : "", one.by, say(STEPS[one.action] || one.action)].filter(Boolean).join(" · ")),
    make("p", { lang: tag }, make("button", { type: "button", className: "insert", lang: tag, onclick: () => editor.insert(one.forms[0], true) }, one.forms.join(" | ")))));
  const more = make("button", { type: "button", onclick: async () => {
    const key = shown.key;
    try {
      const older = await look("committed", { work: state.work, target, key });
      if (older.length && shown.key === key) history([...found, ...older], target);
      if (!older.length) more.replaceWith(make("p", { className: "soft" }, say("Git knows nothing more.")));
    } catch (trouble) { editor.status(told(trouble.message), "bad"); }
  } }, say("Look into git"));
  put("history", found.some(one => one.action === "committed") ? rows : [...rows, more]);
}

function concordancePart() {
  const field = make("input", { type: "search", "aria-label": say("Words to look for in what was approved") });
  const found = make("div");
  const go = async () => {
    const text = field.value.trim();
    if (!text) return;
    try {
      const rows = await look("concordance", { work: state.work, target: shown.target, text });
      found.replaceChildren(...(rows.length ? rows.map(one => make("div", { className: "match" }, make("p", { className: "soft" }, one.source), make("p", { lang: language(shown.target).tag }, one.target))) : [make("p", { className: "soft" }, say("Nothing found."))]));
    } catch (trouble) { editor.status(told(trouble.message), "bad"); }
  };
  field.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); go(); } });
  const made = part(say("Concordance"), "concordance", make("p", null, field, " ", make("button", { type: "button", onclick: go }, say("Look"))), found);
  made.look = text => { field.value = text; go(); };
  return made;
}

export function concordance() {
  const field = document.activeElement, chosen = field?.tagName === "TEXTAREA" ? field.value.slice(field.selectionStart, field.selectionEnd) : String(getSelection());
  const here = section("concordance");
  if (!here) return;
  if (chosen.trim()) here.look(chosen.trim());
  else here.querySelector("input").focus();
}
