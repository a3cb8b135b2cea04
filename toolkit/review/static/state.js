/* What this window knows: the index of the document, the cells that it has seen, and where one is. */
export const state = {
  project: null, work: "", index: null, targets: [], order: [], place: -1, target: "", cells: new Map(), findings: null, worst: null, people: null, since: null,
};
export const KEPT = "toolkit-review";

export const rowAt = place => state.index.rows[state.order[place]];
export const idOf = row => row[0], keyOf = row => row[1], blockOf = row => row[2], kindOf = row => state.index.kinds[row[3]];
export const statusOf = (row, target) => state.index.statuses[row[4][state.targets.indexOf(target)]];
export const language = code => state.index.work.languages.find(one => one.code === code);

export function setStatus(key, target, status) {
  const at = state.targets.indexOf(target), digit = String(state.index.statuses.indexOf(status));
  for (const row of state.index.rows) {
    if (row[1] === key) row[4] = row[4].slice(0, at) + digit + row[4].slice(at + 1);
  }
}

/* A cell has changed. While the index is asked for anew, `since` keeps what changes meanwhile. */
export function setCell(key, target, cell) {
  const known = state.cells.get(key);
  if (known) known.cells[target] = cell;
  setStatus(key, target, cell.status);
  state.since?.push([key, target, cell]);
}
export const cellOf = (key, target) => state.cells.get(key)?.cells[target];

/* What is kept in this browser: settings, and what was typed and not saved yet (drafts.js). */
export function kept(name, fallback) {
  try { return JSON.parse(localStorage[`${KEPT} ${name}`]); } catch (none) { return fallback; }
}
export function keep(name, value) {
  try {
    if (value === undefined) delete localStorage[`${KEPT} ${name}`];
    else localStorage[`${KEPT} ${name}`] = JSON.stringify(value);
  } catch (refused) { /* a browser that keeps nothing still saves into the catalog */ }
}
export function keptNames(prefix) {
  try { return Object.keys(localStorage).filter(name => name.startsWith(`${KEPT} ${prefix}`)).map(name => name.slice(KEPT.length + 1)); } catch (none) { return []; }
}
