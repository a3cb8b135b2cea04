/* Elements: texts always become text nodes, never markup. */
export const $ = id => document.getElementById(id);
export const all = (query, from) => Array.from((from || document).querySelectorAll(query));

export function make(tag, given, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name in element && !["list", "form", "role"].includes(name)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const ELEMENTS = {
  "**": "strong", "__": "strong", "<b>": "strong", "<strong>": "strong",
  "*": "em", "_": "em", "<i>": "em", "<em>": "em", "`": "code", "<code>": "code", "<sub>": "sub", "<sup>": "sup",
};

/* Content as sentences.py sends it: texts and codes; a pair that is emphasis stands for it, any other code is a chip. */
export function content(parts) {
  const top = make("span"), open = [[null, top]];
  for (const part of parts) {
    const here = open[open.length - 1][1];
    if (typeof part === "string") { here.append(part); continue; }
    const element = ELEMENTS[part.raw.toLowerCase()];
    if (part.kind === "open" && element && parts.some(other => other.kind === "close" && other.id === part.id)) {
      const inner = make(element);
      here.append(inner);
      open.push([part.id, inner]);
    } else if (part.kind === "close" && open.length > 1 && open[open.length - 1][0] === part.id) {
      open.pop();
    } else {
      here.append(make("span", { className: "code", title: part.raw }, part.raw));
    }
  }
  return top;
}

/* Two versions of a text, word by word, as catalogs.marked gives them. */
export const diff = marked => marked.map(([mark, text]) => make({ "-": "del", "+": "ins", " ": "span" }[mark], null, text));
