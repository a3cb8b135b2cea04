"""A page taken apart: its blocks, and where each one and each of its codes stands in the text.

What browsers do with unclosed and stray tags is done here as far as blocks, and what is not for readers, depend on it:
implied ends, ends that close nothing, void and foreign elements.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from toolkit.documents.markup import html_elements as elements
from toolkit.documents.markup.html_choices import Choice, choices, texts
from toolkit.documents.markup.html_run import (
    CONTROL,
    Element,
    Mark,
    Page,
    Run,
    Site,
    coded,
    coded_value,
    gap_before,
    is_footnote,
)
from toolkit.documents.markup.inline_codes import has_words
from toolkit.documents.markup.tags import Attribute, Token, decoded, tokenize
from toolkit.errors import DocumentError
from toolkit.languages import code_of
from toolkit.storage.given import unescaped
from toolkit.units import Block, BlockKind


@dataclass(slots=True)
class PageReader:
    """Reads one page; made anew for each."""

    text: str
    language: str
    """The toolkit's code of the source language."""
    xml: bool = False
    where: str = ""
    fragment: bool = False
    """Part of a text that is in the source language: the first `lang` in it does not say which language that is."""
    targets: tuple[str, ...] = ()
    """Codes of the languages whose plural categories ICU plurals get."""
    _stack: list[Element] = field(default_factory=list)
    _open: Counter[str] = field(default_factory=Counter)
    _run: Run = field(default_factory=Run)
    _found: list[tuple[Block, Site]] = field(default_factory=list)
    _languages: list[tuple[int, int, str]] = field(default_factory=list)
    _root: Token | None = None
    _root_language: str = ""
    _note: str = ""
    _ignored: int = 0
    """Up to here, text and tags belong to a code that was made already."""
    _breaks: list[int] = field(default_factory=list)
    _kept: Counter[str] = field(default_factory=Counter)

    def read(self) -> Page:
        """Raises DocumentError for elements nested too deep."""
        self._breaks = [match.end() for match in re.finditer(r"\r\n|\r|\n", self.text)]
        for token in tokenize(self.text, xml=self.xml):
            if token.kind == "start":
                self._start(token)
            elif token.kind == "end":
                self._end(token)
            elif token.kind in ("text", "cdata"):
                self._text(token)
            elif token.kind == "comment":
                self._comment(token)
            elif token.kind == "code":
                self._code(Mark(token.start, token.end, "placeholder"), self.text[token.start : token.end])
        while self._stack:
            self._flush()
            self._pop(len(self.text))
        self._flush()
        self._found.sort(key=lambda pair: (pair[1].start, -pair[1].end))
        blocks, sites = tuple(block for block, _ in self._found), tuple(site for _, site in self._found)
        return Page(self.text, blocks, sites, tuple(self._languages), self._root, dict(self._kept))

    def _start(self, token: Token) -> None:
        name = token.name.rpartition(":")[2] if self.xml else token.name
        if not self.xml:
            self._imply(name, token.start)
        values = {attribute.name: attribute for attribute in reversed(token.attributes)}
        parent = self._stack[-1] if self._stack else None
        if name == "html" and self._root is None:
            self._root = token
        marked = self._marked(name, token, values, parent)
        skipped = self._skipped(name, marked)
        if not marked and token.start >= self._ignored and not self._says(values, *elements.PAGE_MARKS):
            self._attributes(name, values)
        void = (name in elements.VOID and not self.xml) or token.empty
        if self._is_block(name, parent):
            self._flush()
            if not void:
                self._push(token, name, parent, skipped)
            return
        outside = not (parent and parent.skipped) and token.start >= self._ignored
        if outside and name in ("sup", "a") and (end := elements.note_reference(name, self.text, *token[1:3])):
            self._add(Mark(token.start, end, "placeholder"))
            self._ignored = end
        if name == "br" and outside:
            self._line_break(token)
            return
        outside = outside and token.start >= self._ignored
        opaque = outside and (
            skipped or name in elements.VERBATIM or name in elements.OBJECTS or self._says(values, *elements.NOTE_MARKS)
        )
        if void:
            if outside:
                self._add(
                    Mark(token.start, token.end, "placeholder", "\ufffc" if name in elements.PICTURES else "", name)
                )
            return
        if outside and not opaque:
            self._add(Mark(token.start, token.end, "open", gap_before(self.text, token, self._run.pieces), name))
        element = self._push(token, name, parent, skipped or ("code" if name in elements.VERBATIM else ""))
        if opaque:
            element.opaque = token.start
            element.run, self._run = self._run, Run()

    def _end(self, token: Token) -> None:
        name = token.name.rpartition(":")[2] if self.xml else token.name
        if name in elements.VOID and not self.xml:
            return
        block = self._is_block(name, None)
        if name == "ruby" and not self.xml and any(self._open[one] for one in elements.READINGS):
            self._close(elements.READINGS, frozenset({"ruby"}), token.start)
        if not self._open[name]:
            if block:
                self._flush()
            return
        place = len(self._stack) - 1
        barriers = elements.BARRIERS["p"] if not block or name == "p" else frozenset()
        while self._stack[place].name != name:
            if self._stack[place].name in barriers and not self.xml:
                return
            place -= 1
        element = self._stack[place]
        if block or element.opaque >= 0 or place == len(self._stack) - 1:
            while len(self._stack) > place + 1:
                self._pop(token.start)
            if block:
                self._flush()
        else:  # an inline end leaves the elements open that were opened later
            del self._stack[place]
            self._open[name] -= 1
            if not element.skipped and token.start >= self._ignored:
                self._add(Mark(token.start, token.end, "close", "", name))
            return
        self._pop(token.end)
        if not block and element.opaque < 0 and not element.skipped and token.start >= self._ignored:
            self._add(Mark(token.start, token.end, "close", "", name))

    def _push(self, token: Token, name: str, parent: Element | None, skipped: str) -> Element:
        if len(self._stack) >= elements.DEEPEST:
            raise DocumentError(
                f"elements are nested more than {elements.DEEPEST:,} deep; no page is, repair the file",
                path=self.where,
                line=self._line(token.start),
            )
        kind = elements.KINDS.get(name) or (parent.kind if parent else BlockKind.PARAGRAPH)
        level = parent.level if parent else 0
        if kind is BlockKind.HEADING and name in elements.KINDS and name[0] == "h":
            level = int(name[1])
        elif name in ("ul", "ol", "dl", "menu"):
            level = 1 + sum(self._open[one] for one in ("ul", "ol", "dl", "menu"))
        inside = parent is not None and parent.kind is BlockKind.FOOTNOTE
        if is_footnote(self.text, token.attributes) or (inside and kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)):
            kind = BlockKind.FOOTNOTE
        if name in elements.SVG_TEXTS and self._in_svg():
            kind = BlockKind.LABEL
        self._stack.append(element := Element(name, kind, level, skipped))
        self._open[name] += 1
        return element

    def _pop(self, end: int) -> None:
        """Closes the innermost element; an object or verbatim matter becomes a code that ends at `end`."""
        element = self._stack[-1]
        if element.opaque >= 0:
            self._flush()
        self._stack.pop()
        self._open[element.name] -= 1
        if element.opaque < 0 or element.run is None:
            return
        self._run = element.run
        raw = self.text[element.opaque : end]
        self._keep("formulas", "".join(elements.FORMULA_WORDS.findall(raw)) if element.name == "math" else "")
        shown = "\ufffc" if element.name in elements.OBJECTS else decoded(elements.TAGS.sub("", raw), xml=self.xml)
        if element.skipped in ("note", "reading", "page") or element.name == "pagenum":
            shown = ""
        readable = element.name in elements.VERBATIM and raw.startswith(f"<{element.name}>") and "\n" not in raw
        self._add(Mark(element.opaque, end, "placeholder", shown, element.name, readable and len(raw) <= 60))

    def _imply(self, name: str, position: int) -> None:
        if name in elements.IMPLIED_ENDS and any(self._open[one] for one in elements.IMPLIED_ENDS[name]):
            self._close(elements.IMPLIED_ENDS[name], elements.BARRIERS.get(name, frozenset()), position)
        if name in elements.CLOSES_PARAGRAPH and self._open["p"]:
            self._close(frozenset({"p"}), elements.BARRIERS["p"], position)

    def _close(self, names: frozenset[str], barriers: frozenset[str], position: int) -> None:
        """Ends the outermost open element of these names, and all in it, as far as no barrier stands between."""
        found = -1
        for place in range(len(self._stack) - 1, -1, -1):
            if self._stack[place].name in names:
                found = place
            elif self._stack[place].name in barriers:
                break
        if found >= 0:
            while len(self._stack) > found + 1:
                self._pop(position)
            self._flush()
            self._pop(position)

    def _is_block(self, name: str, parent: Element | None) -> bool:
        if self._open["svg"] and self._in_svg():
            return name in elements.SVG_TEXTS
        return name in elements.KINDS and not (name == "noscript" and parent is not None and parent.name == "p")

    def _in_svg(self) -> bool:
        return self._open["svg"] > sum(self._open[one] for one in elements.FOREIGN)

    def _marked(self, name: str, token: Token, values: Mapping[str, Attribute], parent: Element | None) -> str:
        """Why nothing in an element is for translation, nor its attributes: markup, lang, note, page, svg or none."""
        reason = parent.skipped if parent else ""
        language = values.get("xml:lang") or values.get("lang")
        if language and reason in ("", "lang"):
            value = self._value(language)
            own = self._is_own(value)
            if name in ("html", "body") or (parent is None and not self.fragment):
                self._root_language = value
                own = True
            reason = "" if own else "lang"
            for attribute in token.attributes:
                if own and attribute.name in ("lang", "xml:lang") and attribute.quote != "=":
                    self._languages.append((attribute.start, attribute.end, "tag"))
            self._directed(name, values, own=own)
        elif name == "body" and not reason:
            self._directed(name, values, own=True)
        if "translate" in values and reason != "lang":
            reason = "markup" if self._value(values["translate"]).lower() == "no" else "" if reason != "svg" else reason
        classes = self._value(values["class"]) if "class" in values else ""
        reason = (classes and elements.kept_by_class(name, classes)) or reason
        said = None if self._says(values, *elements.PAGE_MARKS) else classes
        if said != "" and not (reason or token.empty) and elements.is_page_mark(self.text, *token[2:4], said):
            return "page"
        if not reason and self._says(values, *elements.NOTE_MARKS):
            return "note"
        return "" if reason == "svg" and name in elements.SVG_TEXTS | elements.FOREIGN else reason

    def _skipped(self, name: str, marked: str) -> str:
        """The same of its text, which some elements hold as code or as nothing that readers see."""
        if name == "svg" and not marked:
            return "svg"
        too_deep = (
            name in elements.OBJECTS and sum(self._open[one] for one in elements.OBJECTS) >= elements.DEEPEST_OBJECTS
        )
        if name in elements.READINGS and not marked:
            return "reading"
        return "code" if name in elements.SKIPPED else "markup" if too_deep else marked

    def _directed(self, name: str, values: Mapping[str, Attribute], *, own: bool) -> None:
        """Notes which way an element says that it is written; of the element `html`, the writer knows by itself."""
        said = self._value(values["dir"]).lower() if "dir" in values else ""
        if own and said in ("ltr", "rtl") and name not in ("html", "bdo"):
            self._languages.append((*values["dir"][1:3], "direction"))

    def _is_own(self, tag: str) -> bool:
        """Whether a language tag names the language of the document; nothing named is nothing else."""
        code = code_of(tag)
        known = {self.language, code_of(self._root_language)}
        return not tag.strip() or code in known or code.partition("-")[0] in {one.partition("-")[0] for one in known}

    def _says(self, values: Mapping[str, Attribute], *marks: str) -> bool:
        if "role" not in values and "epub:type" not in values:
            return False
        said = [one for name in ("role", "epub:type") if name in values for one in self._value(values[name]).split()]
        return any(mark in said for mark in marks)

    def _value(self, attribute: Attribute) -> str:
        return decoded(self.text[attribute.start : attribute.end], attribute=True, xml=self.xml)

    def _add(self, piece: Token | Mark) -> None:
        if not self._run.pieces and self._stack:
            self._run.kind, self._run.level = self._stack[-1].kind, self._stack[-1].level
        if self._note and isinstance(piece, Token) and self.text[piece.start : piece.end].strip():
            self._run.note, self._note = self._note, ""
        self._run.add(piece)

    def _text(self, token: Token) -> None:
        if token.start < self._ignored < token.end:  # a choice ended in the midst of it
            token = Token(token.kind, self._ignored, token.end)
        if token.start >= self._ignored and not (self._stack and self._stack[-1].skipped):
            self._add_text(token)
        elif token.start >= self._ignored and not any(element.opaque >= 0 for element in self._stack):
            self._keep(self._stack[-1].skipped, self.text[token.start : token.end])

    def _add_text(self, token: Token) -> None:
        """A text, with the codes of template engines and formulas in it, and with choices."""
        choice = next(choices(self.text, token.start, token.end), None)
        if choice is not None:
            self._choice(choice, token)
            return
        for piece, raw in coded(self.text, token):
            if isinstance(piece, Mark):
                self._code(piece, raw)
            else:
                self._add(piece)

    def _choice(self, choice: Choice, token: Token) -> None:
        """A choice of ICU, with the text before and behind it."""
        before, behind = self.text[token.start : choice.start], self.text[choice.end : max(choice.end, token.end)]
        around = " ".join(f"{before[-60:]}…{behind[:60]}".split())
        if before:
            self._add_text(Token("text", token.start, choice.start))
        self._add(Mark(choice.start, choice.end, "placeholder", "\ufffc"))
        self._ignored = choice.end
        for block, site in texts(self.text, choice, around, self.targets, xml=self.xml):
            self._found.append((replace(block, line=self._line(site.start)), site))
        if behind:
            self._add_text(Token("text", choice.end, token.end))

    def _code(self, mark: Mark, raw: str) -> None:
        """Code of a template: what it writes is seen, what it decides or repeats is not."""
        if mark.start < self._ignored or (self._stack and self._stack[-1].skipped):
            return
        if raw and not CONTROL.match(raw):
            self._add(replace(mark, shown=raw))
        elif self._run.pieces:
            self._add(mark)

    def _line_break(self, token: Token) -> None:
        """One line break is part of its paragraph; two in a row part two of them."""
        if self._run.ends_with_break(self.text):
            self._flush()
        else:
            short = self.text[token.start : token.end] in ("<br>", "<br/>", "<br />")
            self._add(Mark(token.start, token.end, "placeholder", "\n", "br", short))

    def _comment(self, token: Token) -> None:
        text = self.text[token.start : token.end]
        note = elements.NOTE.fullmatch(text)
        if note and token.start >= self._ignored:
            self._note = " ".join(unescaped(note[1]).split())
        if token.start < self._ignored or (self._stack and self._stack[-1].skipped):
            return
        if elements.SKIP.fullmatch(text):
            close = elements.END.search(self.text, token.end)
            self._ignored = close.end() if close else len(self.text)
            shown = elements.TAGS.sub("", self.text[token.end : close.start() if close else len(self.text)])
            self._add(Mark(token.start, self._ignored, "placeholder", shown))
        elif self._run.pieces:
            self._add(Mark(token.start, token.end, "placeholder"))

    def _flush(self) -> None:
        run, self._run = self._run, Run()
        for part in run.parts(self.text, xml=self.xml) if run.pieces else ():
            made = part.block(self.text, xml=self.xml)
            if made is None:
                self._keep("markup", "".join(piece.shown for piece in part.pieces if isinstance(piece, Mark)))
                continue
            content, site = made
            level = part.level if part.kind in (BlockKind.HEADING, BlockKind.ITEM) else 0
            block = Block(part.kind, content, level, self._line(site.start), start=site.start, note=part.note)
            self._found.append((block, site))

    def _attributes(self, name: str, values: Mapping[str, Attribute]) -> None:
        for attribute in self._texts(name, values):
            value = self._value(attribute)
            if not has_words(value):
                continue
            content, codes = coded_value(self.text, attribute, xml=self.xml)
            line = self._line(attribute.start)
            block = Block(BlockKind.LABEL, content, line=line, start=attribute.start, note=self._note)
            self._found.append((block, Site(attribute.start, attribute.end, codes, attribute.quote or "bare")))

    def _texts(self, name: str, values: Mapping[str, Attribute]) -> Iterator[Attribute]:
        """The attributes that are for readers; those of metadata that name the language are noted."""
        if name == "meta":
            key = values.get("name") or values.get("property")
            if key and "content" in values and self._value(key).lower() in elements.META_TEXTS:
                yield values["content"]
            kind = self._value(values["http-equiv"]).lower() if "http-equiv" in values else ""
            name = self._value(key).lower() if key else kind
            if name in elements.META_LANGUAGES and "content" in values:
                value = self._value(values["content"]).strip()
                if name == "content-language" or (elements.TAG.fullmatch(value) and self._is_own(value)):
                    self._languages.append((*values["content"][1:3], elements.META_LANGUAGES[name]))
            return
        yield from elements.readable(name, values, self._value)

    def _keep(self, rule: str, text: str) -> None:
        if count := sum(map(str.isalpha, text)):
            self._kept[rule] += count

    def _line(self, position: int) -> int:
        return bisect_right(self._breaks, position) + 1
