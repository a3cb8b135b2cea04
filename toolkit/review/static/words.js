/* The words of the interface: the page is written in English, and said in the language that the reader chose. */
import { look } from "./wire.js";
import { CHECKS } from "./names.js";
import { keep, kept } from "./state.js";

export const LANGUAGES = { en: ["en", "English"], zh: ["zh-Hans", "中文"], ru: ["ru", "Русский"], ky: ["ky", "Кыргызча"] };
const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];
let words = {}, templates = [], rules = new Intl.PluralRules("en"), order = ["one", "other"];

const filled = (text, values) => values.reduce((said, value) => said.replace("%s", () => String(value)), text);
export const say = (text, ...values) => filled(typeof words[text] === "string" ? words[text] : text, values);

/* The same with a number, in the form that the language has for it; the first %s is the number. */
export function count(number, one, many, ...values) {
  const forms = words[one], at = Math.max(0, order.indexOf(rules.select(number)));
  return filled(Array.isArray(forms) ? forms[Math.min(at, forms.length - 1)] : number === 1 ? one : many, [number, ...values]);
}

/* What the server says, which it says in English with its values in it: held against the templates of the catalog. */
export function told(text) {
  const [, check, rest] = /^([a-z]+(?:-[a-z]+)*): (.*)$/s.exec(text) || [];
  if (check in CHECKS) return `${say(CHECKS[check])}: ${told(rest)}`;
  return known(text) ?? known(`${text}.`)?.replace(/[.。]$/, "") ?? text; /* a reason may stand without its full stop */
}
function known(text) {
  if (typeof words[text] === "string") return words[text];
  for (const [pattern, said] of templates) {
    const found = pattern.exec(text);
    if (found) return said.replace(/\{(\d+)\}/g, (all, number) => inner(found[Number(number) + 1]));
  }
  return undefined;
}
/* A value: one of our words, or several of them, or somebody's text, which stays as it is. */
function inner(text) {
  const parts = text.split(", ");
  return known(text) ?? (parts.every(one => typeof words[one] === "string") ? parts.map(one => words[one]).join(", ") : text);
}
const literal = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const letters = text => text.replace(/\{\d+\}/g, "").length;
const pattern = text => new RegExp(`^${text.split(/\{\d+\}/).map(literal).join("(.*?)")}$`, "s");

export const chosen = () => kept("interface") || (navigator.languages || []).map(tag => tag.slice(0, 2).toLowerCase()).find(code => code in LANGUAGES) || "en";

/* Learns the language, and says what already stands on the page in it. */
export async function learn(code = chosen()) {
  if (!(code in LANGUAGES)) code = "en";
  if (code !== "en") {
    words = await look("words", { language: code });
    const found = Object.keys(words).filter(text => typeof words[text] === "string" && /\{\d+\}/.test(text));
    templates = found.sort((one, two) => letters(two) - letters(one)).map(text => [pattern(text), words[text]]); /* the most particular first */
    rules = new Intl.PluralRules(code);
    order = CATEGORIES.filter(name => rules.resolvedOptions().pluralCategories.includes(name));
  }
  document.documentElement.lang = LANGUAGES[code][0];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) found.push(texts.currentNode);
  for (const text of found) {
    const english = text.data.trim();
    if (english) text.data = text.data.replace(english, () => say(english));
  }
  for (const name of ["aria-label", "placeholder"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) element.setAttribute(name, say(element.getAttribute(name)));
  }
  const choice = document.getElementById("interface");
  choice.replaceChildren(...Object.entries(LANGUAGES).map(([one, [tag, own]]) => Object.assign(document.createElement("option"), { value: one, lang: tag, textContent: own })));
  choice.value = code;
  choice.addEventListener("change", () => { keep("interface", choice.value); location.reload(); });
}
