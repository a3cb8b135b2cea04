"""A page of HTML -> the plain data that paper.typ sets: paragraphs, and runs of text with language and ink.

Nothing of a text becomes code on the way: the template gets it as JSON and shows it as it is.
"""

import re
from html.parser import HTMLParser
from typing import Any

from toolkit.languages import BCP47, code_of

REGIONS = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
"""BCP 47 tag -> what the toolkit's tag is called in a PDF: Typst writes a language and a region, no script."""
INKS = {"n", "mark", "control"}
"""Classes of elements that have a look of their own."""
LOOKS = {"b": "b", "strong": "b", "em": "i", "code": "c", "sup": "sup", "sub": "sub"}
"""Element -> its look in the template."""
_SPACE = re.compile("[ \t\n\f\r]+")
_LANGUAGE = re.compile("[a-z]{2,3}")
_REGION = re.compile("[A-Z]{2}")


def spoken(tag: str) -> str:
    """A language tag as the PDF has it: `zh-CN` for `zh-Hans`, `pt-BR` as it is, `sr` for `sr-Latn`."""
    code = code_of(tag)
    tag = BCP47.get(code, tag)
    tag = REGIONS.get(tag, tag)
    first, *rest = tag.split("-")
    if not _LANGUAGE.fullmatch(first):
        return "und"
    return "-".join([first, *[part for part in rest if _REGION.fullmatch(part)][:1]])


def sheet(page: str) -> dict[str, Any]:
    """The data of a page that pdf.py made: its language, layout and title, and its paragraphs in order.

    A paragraph: lang, dir, kind (its class), level (of a heading, else 0), runs; a run: t (text), lang, look (list of
    names), ink (status of its sentence, or `doubt`).
    """
    parser = _Sheet()
    parser.feed(page)
    parser.close()
    return parser.data


class _Sheet(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.data: dict[str, Any] = {
            "title": "",
            "layout": "",
            "running": {},
            "heads": [],
            "header": [],
            "rows": [],
            "footer": [],
        }
        self.deepest = 0
        """Level of the deepest heading so far."""
        self.part = ""
        """title, header, main, footer, or nothing that is shown"""
        self.cell: dict[str, Any] = {}
        self.runs: list[dict[str, Any]] | None = None
        self.inline: list[dict[str, Any]] = []
        """The states of the inline elements that are open, the paragraph's first."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.cell = {"lang": given["lang"], "dir": given["dir"]}
            self.data |= {"lang": spoken(given["lang"]), "dir": given["dir"]}
        elif tag == "body":
            self.data["layout"] = given["class"]
        elif tag in ("title", "header", "main", "footer"):
            self.part = tag
        elif self.part == "main" and (tag == "tr" or (tag == "div" and "pair" in given.get("class", "").split())):
            self.data["rows"].append({"kind": given.get("class", "").split(), "cells": []})
        elif tag in ("td", "section"):
            self.cell = {"lang": given["lang"], "dir": given["dir"]}
        elif tag in ("p", "h1", "h2", "th") or given.get("class") == "running":
            self._paragraph(tag, given)
        elif self.runs is not None:
            if tag == "br":
                self.runs.append({"t": "\n", "look": [], "lang": self.inline[-1]["lang"], "ink": ""})
            else:
                self.inline.append(self._state(tag, given))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "h1", "h2", "th", "div"):
            self.runs = None
            self.inline = []
        elif tag in ("title", "header", "main", "footer"):
            self.part = ""
        elif len(self.inline) > 1:
            self.inline.pop()

    def handle_data(self, data: str) -> None:
        if self.part == "title":
            self.data["title"] += _SPACE.sub(" ", data)
        if self.runs is None:
            return
        state = self.inline[-1]
        text = _SPACE.sub(" ", data).replace("\ufeff", "\u2060")  # PDF/UA forbids the one, which looks like the other
        last = self.runs[-1] if self.runs else None
        if last is not None and last["t"] != "\n" and {name: last[name] for name in state} == state:
            last["t"] += text
        else:
            self.runs.append({"t": text, **state})

    def _paragraph(self, tag: str, given: dict[str, str]) -> None:
        lang = given.get("lang", self.cell["lang"] if self.part == "main" else self.data["lang"])
        self.runs = []
        self.inline = [{"lang": spoken(lang), "look": [], "ink": ""}]
        made = {
            "lang": spoken(lang),
            "dir": given.get("dir", self.cell["dir"] if self.part == "main" else self.data["dir"]),
            "kind": given.get("class", "").split(),
            "level": self._level(tag),
            "runs": self.runs,
        }
        if tag == "div":
            self.data["running"] = made
        elif tag == "th":
            self.data["heads"].append(made)
        elif self.part == "main":
            rows = self.data["rows"]
            if not rows:
                rows.append({"kind": [], "cells": []})
            rows[-1]["cells"].append(made)
        elif self.part:
            self.data[self.part].append(made)

    def _level(self, tag: str) -> int:
        """Of a heading; PDF/UA wants the first to be of level 1."""
        if tag not in ("h1", "h2"):
            return 0
        self.deepest = min(int(tag[1]), self.deepest + 1) if self.deepest < 2 else self.deepest
        return min(int(tag[1]), self.deepest)

    def _state(self, tag: str, given: dict[str, str]) -> dict[str, Any]:
        state = dict(self.inline[-1])
        classes = given.get("class", "").split()
        own = [name for name in classes if name in INKS]
        look = own[0] if own else LOOKS.get(tag)
        if look:
            state["look"] = sorted({*state["look"], look})
        if given.get("lang"):
            state["lang"] = spoken(given["lang"])
        if "s" in classes:
            state["ink"] = "doubt" if "doubt" in classes else given.get("data-status", "")
        return state
