/* What is typed and not saved yet. It is kept in this window, in two stores of the browser and in the server's journal:
   localStorage is written at once but reaches the disk late, IndexedDB within milliseconds, the journal while the server lives. */
import { act, look, WINDOW } from "./wire.js";
import { KEPT, keep, kept, keptNames } from "./state.js";

const APART = 60, LATER = 1500;
const known = new Map(); /* what this window typed or took over */
const id = (work, target, key) => `${target} ${key} ${work}`;
const stored = draft => `typed ${draft.window} ${id(draft.work, draft.target, draft.key)}`;
let last = 0;

export const draft = (work, target, key) => known.get(id(work, target, key));
export const draftsOf = work => [...known.values()].filter(one => one.work === work);

export function remember(work, target, key, forms, version) {
  const before = draft(work, target, key);
  last = Math.max(last + 1, Date.now());
  put({ work, target, key, forms, version, window: WINDOW, at: last });
  if (before && before.window !== WINDOW) forget(before, true);
}

/* The same words, typed over another version of the entry. */
export function rebase(one, version) {
  last = Math.max(last + 1, Date.now());
  put({ ...one, version, at: one.window === WINDOW ? last : one.at });
}

function put(one) {
  known.set(id(one.work, one.target, one.key), one);
  keep(stored(one), one);
  disk.put(stored(one), one);
  server.put(stored(one), one);
}

/* It is saved, and the server knows; or with `tell`, it is given up. */
export function forget(one, tell) {
  if (!one) return;
  if (known.get(id(one.work, one.target, one.key)) === one) known.delete(id(one.work, one.target, one.key));
  keep(stored(one));
  disk.put(stored(one), undefined);
  server.put(stored(one), tell ? { ...one, forms: [] } : undefined);
}

/* Writes the newest value of each name, one after the other: what comes meanwhile waits, and only the last of it is written. */
function writer(write) {
  const waiting = new Map();
  let busy = false;
  async function pump() {
    if (busy) return;
    busy = true;
    while (waiting.size) {
      const batch = [...waiting];
      waiting.clear();
      try { await write(batch); } catch (refused) { /* the other stores have it */ }
    }
    busy = false;
  }
  return { put(name, value) { waiting.set(name, value); pump(); } };
}

const opened = new Promise(resolve => {
  try {
    const asked = indexedDB.open(KEPT, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("typed");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null);
  } catch (refused) { resolve(null); }
});

const disk = writer(async batch => {
  const database = await opened;
  if (!database) return;
  await new Promise((resolve, reject) => {
    const change = database.transaction("typed", "readwrite", { durability: "strict" }), store = change.objectStore("typed");
    for (const [name, value] of batch) { if (value === undefined) store.delete(name); else store.put(value, name); }
    change.oncomplete = resolve;
    change.onabort = change.onerror = reject;
  });
});

async function onDisk() {
  const database = await opened;
  if (!database) return [];
  return new Promise(resolve => {
    const asked = database.transaction("typed").objectStore("typed").getAll();
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve([]);
  });
}

const server = writer(async batch => {
  for (const [, one] of batch) {
    if (one) await act("note", { work: one.work, target: one.target, key: one.key, forms: one.forms, version: one.version, at: one.at, typed_in: one.window });
  }
  await new Promise(resolve => setTimeout(resolve, APART));
});

/* Takes over what windows left that are not there any more, the newest of each sentence; calls `again` while others that
   are still there have something, since they may go. */
let timer = 0;
export async function gather(work, again) {
  const { notes, windows } = await look("typed", { work }), alive = new Set(windows), settled = new Map(), found = new Map();
  for (const note of notes) if (note.saved) settled.set(`${note.window} ${id(work, note.target, note.key)}`, note);
  const here = [...keptNames("typed ").map(name => kept(name)), ...await onDisk()].filter(one => one?.work === work && Array.isArray(one.forms));
  const there = notes.filter(note => !note.saved).map(note => ({ ...note, work, saved: undefined }));
  let others = 0;
  for (const one of [...here, ...there]) {
    if (one.window === WINDOW) continue;
    const done = settled.get(`${one.window} ${id(work, one.target, one.key)}`);
    if (done && done.at >= one.at) { forget(one); continue; }
    if (alive.has(one.window)) { others += 1; continue; }
    if (done) one.version = done.version;
    const name = id(work, one.target, one.key), before = found.get(name);
    if (before && before.at > one.at) { if (before.window !== one.window) forget(one, true); continue; }
    if (before && before.window !== one.window) forget(before, true);
    found.set(name, one);
  }
  for (const [name, one] of found) if (!known.has(name)) known.set(name, one);
  clearTimeout(timer);
  if (others) timer = setTimeout(again, LATER);
}
