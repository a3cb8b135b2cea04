/* Keys: a table of acts, each with keys that a person may change; letters by their place, so that every layout works. */
import { $, all, make } from "./dom.js";
import { say } from "./words.js";
import { keep, kept } from "./state.js";

/* name: [what it does, keys while one writes or anywhere, a key when one does not write] */
export const ACTS = {
  approve: ["approve, and go to the next that waits", "Ctrl+Enter", ""],
  fuzzy: ["keep it for review, and go on", "Ctrl+Shift+Enter", ""],
  reject: ["it does not belong here: empty it, and go on", "Alt+Q", ""],
  next: ["next sentence", "Ctrl+ArrowDown", "J"],
  previous: ["previous sentence", "Ctrl+ArrowUp", "K"],
  "next-waiting": ["next that waits for a person", "Alt+ArrowDown", "N"],
  "previous-waiting": ["previous that waits", "Alt+ArrowUp", "P"],
  worst: ["the worst sentence, then the next worst", "Alt+W", "W"],
  leave: ["close the field", "Escape", ""],
  copy: ["copy the source", "Ctrl+B", ""],
  undo: ["take back the last step", "Alt+Z", "U"],
  dismiss: ["let the first finding stand", "Alt+D", ""],
  concordance: ["where else is what I have selected", "Ctrl+K", ""],
  again: ["draft this sentence again", "Ctrl+M", ""],
  comment: ["a comment to the next person", "Alt+C", ""],
  search: ["search", "Alt+F", "/"],
  replace: ["search and replace", "Alt+R", "R"],
  "draft-menu": ["machine drafts", "Alt+M", "M"],
  preview: ["look at the page as readers will have it", "Alt+V", "V"],
  file: ["the translated document as it will be, as a file", "Alt+O", "O"],
  publish: ["publish: build the bundle", "Alt+B", "B"],
  settings: ["my name; an address for another window", "Alt+S", ""],
  help: ["this help", "F1", "?"],
};
const own = kept("keys", {}) || {};

export const keysOf = name => (own[name] ? [own[name], ACTS[name][2]] : ACTS[name].slice(1)).filter(Boolean);
const shown = key => key.replace("Arrow", "").replace("Escape", "Esc").replace("Down", "↓").replace("Up", "↑");

function pressed(event) {
  const code = event.code || "", letter = /^Key[A-Z]$/.test(code) ? code.slice(3) : /^Digit\d$/.test(code) ? code.slice(5) : event.key === "?" || event.key === "/" ? event.key : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && letter !== "?") parts.push("Shift");
  return [...parts, letter].join("+");
}

const WRITES = "textarea, input, select, dialog";
let run = {}, asking = null;

/* `acts`: name -> function; `numbers(modifier, digit)` for Ctrl and Alt with a digit. */
export function start(acts, numbers) {
  run = acts;
  document.addEventListener("keydown", event => {
    if (event.isComposing) return;
    const keys = pressed(event);
    if (asking) { event.preventDefault(); asking(keys); return; }
    if ($("dialog").open) return;
    const digit = /^(Ctrl|Alt)\+([1-9])$/.exec(keys);
    if (digit && numbers(digit[1], Number(digit[2]))) { event.preventDefault(); return; }
    const writes = event.target.closest?.(WRITES);
    const name = Object.keys(ACTS).find(one => own[one] === keys) || Object.keys(ACTS).find(one => {
      const [first, second] = own[one] ? [own[one], ACTS[one][2]] : ACTS[one].slice(1);
      return keys === first || (second && keys === second && !writes);
    }); /* a person's own keys come before ours */
    if (!name || !(name in run)) return;
    if (name === "leave" && writes && writes.tagName !== "TEXTAREA") { writes.blur(); return; }
    event.preventDefault();
    run[name]();
  });
  document.addEventListener("click", event => {
    const name = event.target.closest("[data-act]")?.dataset.act;
    if (name && name in run) run[name]();
  });
  label(document);
}

export function label(from) {
  for (const kbd of all("kbd[data-key]", from)) {
    kbd.textContent = shown(keysOf(kbd.dataset.key)[0] || "");
    const here = kbd.closest(".tools button, .tools a");
    if (here) here.title = keysOf(kbd.dataset.key).map(shown).join(", ");
  }
}

export function helpBody() {
  const table = make("table", { className: "keys" });
  for (const [name, [text]] of Object.entries(ACTS)) {
    const cell = make("td", null, ...keysOf(name).flatMap(key => [make("kbd", null, shown(key)), " "]));
    const change = make("button", { type: "button", onclick: () => {
      change.textContent = say("press the new keys…");
      asking = keys => {
        if (/^(Ctrl|Alt|Shift|Control|Meta|AltGraph)(\+|$)(Control|Shift|Alt|Meta)?$/.test(keys)) return; /* only half of it */
        asking = null;
        if (keys !== "Escape") { own[name] = keys; keep("keys", own); }
        cell.replaceChildren(...keysOf(name).flatMap(key => [make("kbd", null, shown(key)), " "]));
        change.textContent = say("change");
        label(document);
      };
    } }, say("change"));
    table.append(make("tr", null, make("th", { scope: "row" }, say(text)), cell, make("td", null, change)));
  }
  for (const [keys, text] of [["Ctrl+1 … 9", "take a suggestion of the memory"], ["Alt+1 … 9", "put a sign or a term"], ["Enter", "open the sentence"]]) {
    table.append(make("tr", null, make("th", { scope: "row" }, say(text)), make("td", null, make("kbd", null, keys)), make("td")));
  }
  return table;
}
