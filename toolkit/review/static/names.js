/* What a person reads where the server says a short name: of checks, and of what was done to a sentence. */
export const CHECKS = {
  placeholder: "placeholder", "format-spec": "format of a value", tag: "tag", markup: "markup", url: "web address", mail: "e-mail address",
  path: "file name", "line-ends": "line breaks", escaped: "written line break", control: "control character",
  direction: "direction of writing", "length-limit": "too long", "edge-space": "space at an end", invisible: "invisible character",
  accelerator: "shortcut key", "code-like": "kept word or sign", number: "number", loop: "repetition", "wrong-language": "another language",
  "wrong-script": "foreign letters", junk: "junk of the machine", traditional: "traditional characters", copy: "copy of the source",
  unrelated: "something else", tail: "something added", "look-alike": "look-alike letters", negation: "negation", name: "name", opposite: "opposite", doubled: "doubled word",
  "untranslated-words": "untranslated words", sentences: "sentences", length: "length", brackets: "brackets", question: "question",
  unsure: "unsure machine", "end-mark": "mark at the end", quotes: "quotation marks", "half-width": "narrow punctuation",
  "double-space": "double space", "space-before-mark": "space before a mark", "start-case": "capital at the beginning",
  "plural-count": "number of plural forms", "plural-gap": "empty plural form", "same-plurals": "plural forms alike",
  inconsistent: "translated in two ways", "across-number": "number in other languages", "across-negation": "negation in other languages",
  "across-name": "name in other languages",
  "across-quotes": "quotation in other languages", term: "term", "forbidden-term": "forbidden term", reused: "translation of two sources",
};
export const STEPS = {
  typed: "typed", approved: "approved", fuzzy: "kept for review", dismissed: "finding let stand", commented: "commented",
  replaced: "replaced", was: "said before", committed: "in git",
};
