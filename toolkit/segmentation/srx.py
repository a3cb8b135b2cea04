"""SRX 2.0 <-> rules: the exchange format for segmentation rules that OmegaT, Okapi and LanguageTool share.

The format is "Segmentation Rules eXchange (SRX) 2.0", LISA 2008. A rule says what stands before and after a position
in the text, and whether the text is cut there; the first rule that fits a position decides. A comment before a rule is
kept as its name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from toolkit.errors import SegmentationError, quoted, unexpected

MOST_TAG = 100
WATCH = 0.3
"""Seconds that a language pattern of somebody's file may take."""
NAMESPACE = "http://www.lisa.org/srx20"
HANDLES = {"start": False, "end": True, "isolated": False}
"""The default of SRX 2.0: kind of inline code -> whether it belongs to the segment before a break."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a text is cut, or is not."""

    breaks: bool
    before: str
    """Java regular expression; something that ends at the position must match it."""
    after: str
    """The same for what begins there."""
    name: str = field(default="", compare=False)
    """What the rule is about, for people."""
    path: str = field(default="", compare=False)
    """The file it comes from."""
    line: int = field(default=0, compare=False)
    """Its line there, counted from 1; 0 for a rule that was made from a list."""
    words: frozenset[str] = field(default=frozenset(), compare=False)
    """Unless empty: the rule fits only behind a full stop with one of these right before it (letters, lower case)."""

    @property
    def place(self) -> str:
        """`rules.srx:12`, or the file alone where the rule was made from a list in it."""
        name = Path(self.path).name
        return f"{name}:{self.line}" if self.line else name


@dataclass(frozen=True, slots=True)
class SrxRules:
    """What an SRX file says."""

    languages: Mapping[str, tuple[Rule, ...]]
    """Name of a group of rules -> its rules, in order."""
    maps: tuple[tuple[str, str], ...]
    """(pattern of language codes, name of a group), in order."""
    cascade: bool = True
    """Whether every map that fits a language counts, or only the first."""
    subflows: bool = True
    """Whether footnotes and the like are segmented; kept for other programs."""
    handles: Mapping[str, bool] = field(default_factory=lambda: dict(HANDLES))
    """Kept for other programs: see HANDLES."""

    def for_language(self, *tags: str) -> tuple[Rule, ...]:
        """The rules of a language, in the order in which they are tried; `tags` are all names that it goes by."""
        found: list[Rule] = []
        for pattern, name in self.maps:
            if any(_fits(pattern, tag) for tag in tags):
                found += self.languages[name]
                if not self.cascade:
                    break
        return tuple(found)


def _fits(pattern: str, tag: str) -> bool:
    """Whether a language pattern fits a tag, under a watch, since the pattern comes from anywhere."""
    import regex

    try:
        return regex.fullmatch(pattern, tag[:MOST_TAG], regex.IGNORECASE, timeout=WATCH) is not None
    except TimeoutError as error:
        raise SegmentationError(f"the language pattern {quoted(pattern)} takes too long on {quoted(tag)}") from error


def load(data: bytes, path: str | Path) -> SrxRules:
    """Reads an SRX file of version 1.0 or 2.0. Raises SegmentationError with the line that is wrong."""
    reader = _Reader(str(path))
    try:
        reader.parser.Parse(data, True)
    except (LookupError, ValueError, RecursionError) as error:
        raise SegmentationError(f"this is no SRX file: {unexpected(error)}", path=path) from error
    except expat.ExpatError as error:
        message = f"this is no well-formed XML: {expat.ErrorString(error.code)}"
        raise SegmentationError(message, path=path, line=error.lineno) from error
    return reader.result()


def save(rules: SrxRules) -> bytes:
    """The file as other programs read it, valid by the schema of SRX 2.0. Raises ValueError where a group is empty."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<srx xmlns="{NAMESPACE}" version="2.0">',
        f'  <header segmentsubflows="{_yes(rules.subflows)}" cascade="{_yes(rules.cascade)}">',
        *(f'    <formathandle type="{kind}" include="{_yes(value)}"/>' for kind, value in rules.handles.items()),
        "  </header>",
        "  <body>",
        "    <languagerules>",
    ]
    for name, group in rules.languages.items():
        if not group:
            raise ValueError(f"the group {name} has no rules, which SRX does not allow")
        lines.append(f'      <languagerule languagerulename="{_escaped(name)}">')
        named = ""
        for rule in group:
            if rule.name != named:
                lines.append(f"        <!-- {rule.name.replace('--', '- -').rstrip('-')} -->")
                named = rule.name
            lines.append(f'        <rule break="{_yes(rule.breaks)}">')
            for tag, text in (("beforebreak", rule.before), ("afterbreak", rule.after)):
                if text:
                    lines.append(f"          <{tag}>{_escaped(text, quote=False)}</{tag}>")
            lines.append("        </rule>")
        lines.append("      </languagerule>")
    lines += ["    </languagerules>", "    <maprules>"]
    for pattern, name in rules.maps:
        lines.append(f'      <languagemap languagepattern="{_escaped(pattern)}" languagerulename="{_escaped(name)}"/>')
    lines += ["    </maprules>", "  </body>", "</srx>", ""]
    return "\n".join(lines).encode()


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _escaped(text: str, *, quote: bool = True) -> str:
    """For XML; white space other than the space would not come back as it was."""
    import html  # only to write; its table of entities is long

    return re.sub(r"[\r\n\t]", lambda match: f"&#{ord(match[0])};", html.escape(text, quote))


class _Reader:
    """Collects the rules while expat reads the file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.CommentHandler = self.comment
        self.root = ""
        self.cascade = self.subflows = True
        self.handles: dict[str, bool] = {}
        self.languages: dict[str, list[Rule]] = {}
        self.maps: list[tuple[str, str]] = []
        self.map_lines: list[int] = []
        self.group: list[Rule] | None = None
        self.name = ""
        self.rule: dict[str, str] | None = None
        self.rule_line = 0
        self.text: list[str] | None = None

    def error(self, message: str, line: int | None = None) -> SegmentationError:
        return SegmentationError(message, path=self.path, line=line or self.parser.CurrentLineNumber)

    def doctype(self, *_: object) -> None:
        raise self.error("a document type is not allowed in SRX rules; remove the <!DOCTYPE …> line")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = tag.rpartition(" ")[2]
        if not self.root:
            self.root = element
            if element != "srx":
                raise self.error(f"this is no SRX file: it begins with <{element}>")
            if attributes.get("version", "2.0") not in ("1.0", "2.0"):
                raise self.error(f"SRX version {attributes['version']} is not known; known: 1.0, 2.0")
        elif element == "header":
            self.cascade = self.yes(attributes, "cascade")
            self.subflows = self.yes(attributes, "segmentsubflows")
        elif element == "formathandle":
            self.handles[attributes.get("type", "")] = self.yes(attributes, "include")
        elif element == "languagerule":
            self.name = ""
            self.group = self.languages.setdefault(self.attribute(attributes, element, "languagerulename"), [])
        elif element == "rule":
            if self.group is None:
                raise self.error("a <rule> outside of a <languagerule>")
            self.rule = {"break": self.checked(attributes.get("break", "yes"), "break")}
            self.rule_line = self.parser.CurrentLineNumber
        elif element in ("beforebreak", "afterbreak") and self.rule is not None:
            self.text = []
        elif element == "languagemap":
            pattern = self.attribute(attributes, element, "languagepattern")
            import regex

            try:
                regex.compile(pattern)
            except (regex.error, RecursionError, OverflowError) as error:
                raise self.error(f"the language pattern {quoted(pattern)} is no regular expression: {error}") from error
            self.maps.append((pattern, self.attribute(attributes, element, "languagerulename")))
            self.map_lines.append(self.parser.CurrentLineNumber)

    def end(self, tag: str) -> None:
        element = tag.rpartition(" ")[2]
        if element in ("beforebreak", "afterbreak") and self.rule is not None and self.text is not None:
            self.rule[element], self.text = "".join(self.text), None
        elif element == "rule" and self.rule is not None and self.group is not None:
            rule = self.rule
            before, after = rule.get("beforebreak", ""), rule.get("afterbreak", "")
            self.group.append(Rule(rule["break"] == "yes", before, after, self.name, self.path, self.rule_line))
            self.rule = None
        elif element == "languagerule":
            self.group = None

    def characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def comment(self, text: str) -> None:
        self.name = " ".join(text.split())

    def attribute(self, attributes: dict[str, str], element: str, name: str) -> str:
        if name not in attributes:
            raise self.error(f"<{element}> has no {name}")
        return attributes[name]

    def yes(self, attributes: dict[str, str], name: str) -> bool:
        return self.checked(attributes.get(name, "yes"), name) == "yes"

    def checked(self, value: str, name: str) -> str:
        if value not in ("yes", "no"):
            raise self.error(f"{name} must be yes or no, not {value!r}")
        return value

    def result(self) -> SrxRules:
        for (pattern, name), line in zip(self.maps, self.map_lines, strict=True):
            if name not in self.languages:
                known = ", ".join(self.languages) or "none"
                raise self.error(f"languages {pattern!r} are sent to the rules {name!r}; known: {known}", line)
        languages: Mapping[str, Sequence[Rule]] = self.languages
        return SrxRules(
            {name: tuple(group) for name, group in languages.items()},
            tuple(self.maps),
            self.cascade,
            self.subflows,
            self.handles or dict(HANDLES),
        )
