/* What the list shows: by state, by finding, by text; and how far the work is. */
import { $, make } from "./dom.js";
import { count, say } from "./words.js";
import { CHECKS } from "./names.js";
import { look } from "./wire.js";
import { idOf, keyOf, language, state, statusOf } from "./state.js";
import { MARKS, NAMES } from "./rows.js";

export const filter = { show: "all", text: "", ids: null };

/* The places of the rows that the list shows, in its order. */
export function ordered(rows) {
  const target = state.target && state.targets.includes(state.target) ? [state.target] : state.targets;
  const found = [];
  rows.forEach((row, at) => {
    if (filter.ids && !filter.ids.has(idOf(row))) return;
    if (passes(row, target)) found.push(at);
  });
  if (filter.show !== "worst") return found;
  const places = new Map(found.map(at => [keyOf(rows[at]), at]).reverse());
  return (state.worst || []).map(one => places.get(one.key)).filter(at => at !== undefined);
}

export function order() {
  state.order = ordered(state.index.rows);
  $("shown").textContent = state.order.length === state.index.rows.length ? "" : count(state.order.length, "%s sentence of %s", "%s sentences of %s", state.index.rows.length);
}

function passes(row, targets) {
  const { show } = filter;
  if (show === "all" || show === "worst") return true;
  if (show === "waits") return targets.some(target => statusOf(row, target) !== "reviewed");
  if (show === "findings") return targets.some(target => state.findings?.[target]?.[keyOf(row)]?.some(one => one.severity !== "hint"));
  if (show === "aligned") return targets.some(target => statusOf(row, target) === "fuzzy" && state.index.aligned[target].includes(keyOf(row)));
  if (show.startsWith("by:")) return targets.some(target => state.people?.[target]?.get(show.slice(3))?.has(keyOf(row)));
  if (show.startsWith("check:")) return targets.some(target => state.findings?.[target]?.[keyOf(row)]?.some(one => one.check === show.slice(6)));
  return targets.some(target => statusOf(row, target) === show);
}

export function choices() {
  const chosen = filter.show, checks = new Map(), people = new Map();
  for (const byName of Object.values(state.people || {})) for (const [name, keys] of byName) people.set(name, (people.get(name) || 0) + keys.size);
  for (const byKey of Object.values(state.findings || {})) {
    for (const found of Object.values(byKey)) for (const one of found) checks.set(one.check, (checks.get(one.check) || 0) + 1);
  }
  const options = [["all", say("all sentences")], ["worst", say("worst first")], ["waits", say("waiting for a person")],
    ...Object.entries(NAMES).map(([name, text]) => [name, `${MARKS[name] || "✓"} ${say(text)}`]), ["findings", say("with findings")],
    ...(Object.values(state.index.aligned).some(keys => keys.length) ? [["aligned", say("aligned, doubtful")]] : []),
    ...[...checks].map(([name, number]) => [`check:${name}`, `${say(CHECKS[name] || name)} (${number})`]).sort((one, two) => one[1].localeCompare(two[1]))];
  for (const [name, number] of [...people].sort()) options.push([`by:${name}`, say("last worked on by %s", `${name.replace(/ *<.*>/, "")} (${number})`)]);
  $("filter").replaceChildren(...options.map(([value, text]) => make("option", { value, selected: value === chosen }, text)));
  $("filter").value = chosen;
}

export async function search(text) {
  filter.text = text.trim();
  filter.ids = filter.text ? new Set(await look("find", { work: state.work, to: state.targets.join(","), text: filter.text })) : null;
}

/* What the server must say before the list can be ordered as it is asked for. */
export async function asked() {
  state.worst = null;
  if (filter.show === "worst") await wholeTriage();
  if (filter.show.startsWith("by:")) await people();
  if (/^(findings|check:)/.test(filter.show)) await wholeFindings();
}

/* The same once more, of entries that have changed. */
export async function fresh() {
  state.findings = null;
  if (filter.text) await search(filter.text);
  await asked();
}

async function wholeTriage() {
  const target = state.target && state.targets.includes(state.target) ? state.target : state.targets[0];
  state.worst = await look("triage", { work: state.work, target });
}

export async function people() {
  const found = await look("people", { work: state.work, to: state.targets.join(",") });
  state.people = Object.fromEntries(Object.entries(found).map(([target, byName]) => [target, new Map(Object.entries(byName).map(([name, keys]) => [name, new Set(keys)]))]));
  choices();
}

async function wholeFindings() {
  if (!state.findings) state.findings = await look("findings", { work: state.work, to: state.targets.join(",") });
  choices();
}

export function progress() {
  $("progress").replaceChildren(...state.targets.map(target => {
    const { counts, words } = state.index.progress[target], all = Object.values(counts).reduce((one, two) => one + two, 0) || 1, one = language(target);
    const bar = make("span", { className: "share", "aria-hidden": "true" });
    for (const [name, number] of Object.entries(counts)) {
      if (!number) continue;
      const piece = make("i", { className: `b-${name}` });
      piece.style.flexGrow = number;
      bar.append(piece);
    }
    return make("span", { className: "of" }, make("b", { lang: one.tag }, one.own), " ", bar, " ", `${say("%s of %s approved", counts.reviewed, all)}, ${count(words, "%s word left", "%s words left")}`);
  }));
}
