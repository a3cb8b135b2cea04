r"""Running text of reStructuredText: its inline markup by the recognition rules of docutils, and how it is written.

Source: the reStructuredText Markup Specification, "Inline markup recognition rules", and docutils' own tables of
punctuation, here by Unicode category. Markup does not nest; `\ ` parts it from a word that it touches.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from toolkit.documents.markup.inline_codes import inline_at
from toolkit.documents.markup.lined import unnested
from toolkit.documents.markup.running import Piece, RunningText, assembled
from toolkit.units import Code, Content

NAME = r"(?:(?!_)\w){1,200}(?:[-._+:](?:(?!_)\w){1,80}){0,20}"
ROLE = r":[A-Za-z0-9](?:[\w.+-]|:(?=\w))*:"
CANDIDATE = re.compile(
    rf"""\\(?s:.) | ``|\*\*?|_`|(?:{ROLE})?`|\|
    | \[(?:[0-9]+|\#[\w.-]*|\*|{NAME})\]_ | \{{[{{%]
    | (?P<url>(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,8}}
    | (?<![A-Za-z0-9])(?a:(?:https?|ftps?|ssh|git|file|irc)://[\w%~@#&$?=+/:;,.!*()\[\]{{}}-]*[\w%~@#&$=+/*-])
    | (?<![A-Za-z0-9])mailto:[\w.+-]+@[\w.-]+\w)
    | (?:(?<=\W)|(?<=_)|^){NAME}__?(?!\w)""",
    re.VERBOSE,
)  # fmt: skip
ENDS = {
    "*": re.compile(r"(?<=\S)(?<!\*)\*"),
    "**": re.compile(r"(?<=\S)\*(?=\*)"),
    "``": re.compile(r"(?<=\S)`(?=`)"),
    "|": re.compile(r"(?<=\S)\|(?P<suffix>__?|)"),
    "`": re.compile(rf"(?<=[^\s`])`(?P<suffix>{ROLE}|__?|)(?!`)"),
}
"""Start-string -> pattern of its end-string."""
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
EMBEDDED = re.compile(r"(?:(?<=\s)|^)<(?P<target>[^<>]+)>\Z")
QUOTES = {'"': '"', "'": "'", "(": ")", "[": "]", "{": "}", "<": ">", "«": "»", "“": "”", "‘": "’", "„": "“"}
TEXT_ROLES = frozenset(
    ("emphasis", "strong", "sub", "subscript", "sup", "superscript", "title", "title-reference", "t", "guilabel",
     "menuselection", "dfn", "abbr", "abbreviation", "acronym", "ac")
)  # fmt: skip
"""Roles whose text readers read as such; the text of any other is a name that must stay."""
SPECIAL = re.compile(r"[*`|]|_(?![^\W_])|(?<![^\W_])_(?=`)|@(?=\w)|:(?=//)|(?<=mailto):|\{(?=[{%])")
TITLE = ":title-reference:"
"""The role of a text in single backquotes."""
IDENTIFIER = re.compile(r"\A[\w.:/~!$@-]*\Z|[(){}\[\]=<>]", re.ASCII)
"""What is rather the name of something in a program, where a project says what backquotes mean."""
REF = re.compile(r":ref:`([^<>`]+)`")
CALL = re.compile(r"(?:\s*<[^<>]*[^\\]_>)?`__?\Z|(?<=>)`__?\Z")
BACKSLASH = re.compile(r"\\")


def pieces(text: str) -> list[Piece]:
    """The markup of a running text, in order."""
    return list(_Scanner(text).pieces())


class _Scanner:
    """One pass over one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.escaped = {match.start() + 1 for match in ESCAPE.finditer(text)}
        self.ends: dict[str, tuple[list[int], list[tuple[int, int, str]]]] = {}
        self.problems = 0
        """Start-strings without an end, which docutils warns of."""

    def pieces(self) -> Iterator[Piece]:
        text, place = self.text, 0
        while match := CANDIDATE.search(text, place):
            start, sign = match.start(), match.group()
            place = max(match.end(), start + 1)
            if sign[0] == "\\":
                yield Piece(start, match.end(), "text", "" if sign[1].isspace() else sign[1], "escape")
                continue
            if sign in ("{{", "{%"):
                found = inline_at(text, start, len(text), html=True)
                if found is None:
                    continue
                place = found[1].end()
                yield Piece(start, place, "placeholder", found[1].group(), "syntax")
                continue
            if match["url"]:
                yield Piece(start, place, "placeholder", sign, "url", sign)
                continue
            made = self._at(start, sign, match.end())
            if made:
                place = max(place, made[-1].end)
                yield from made

    def _at(self, start: int, sign: str, end: int) -> list[Piece]:
        text = self.text
        if not (start == 0 or _opens(text[start - 1])):
            return []
        if sign.endswith("_"):
            if not (end == len(text) or _closes(text[end])):
                return []
            if sign[0] == "[":
                return [Piece(start, end, "placeholder", "", "footnote", sign)]
            words = sign.rstrip("_")
            under = sign[len(words) :]
            token = ("reference", "" if under == "__" else normalized(words))
            close = Piece(end - len(under), end, "close", "", "link", token, raw=f"`{under}")
            return [Piece(start, start, "open", "", "link", token, raw="`"), close]
        role, sign = (sign[:-1], "`") if sign[0] == ":" else ("", sign)
        following = text[end : end + 1]
        if not following or following.isspace():
            return []
        if start and QUOTES.get(text[start - 1]) == following:
            return []
        found = self._end("`" if sign == "_`" else sign, end)
        if found is None:
            self.problems += 1
            return []
        return self._marked(start, end, role, sign, found)

    def _end(self, sign: str, start: int) -> tuple[int, int, str] | None:
        """The first end-string of a kind that ends something begun before `start`."""
        if sign not in self.ends:
            text = self.text
            found = []
            for match in ENDS[sign].finditer(text):
                end = match.end() + len(sign) - 1
                is_whole = sign == "``" or match.start() not in self.escaped
                if is_whole and (end == len(text) or _closes(text[end])):
                    found.append((match.start(), end, match.groupdict().get("suffix") or ""))
            self.ends[sign] = [one[0] for one in found], found
        starts, ends = self.ends[sign]
        place = bisect_right(starts, start)
        return ends[place] if place < len(ends) else None

    def _marked(self, start: int, inner: int, role: str, sign: str, end: tuple[int, int, str]) -> list[Piece]:
        text, (low, high, suffix) = self.text, end
        words = text[inner:low]
        if sign == "``":
            return [Piece(start, high, "placeholder", words, "code", text[start:high])]
        if sign == "|":
            return [Piece(start, high, "placeholder", "\ufffc", "substitution", text[start:high])]
        if sign in ("*", "**"):
            return self._pair("em" if sign == "*" else "strong", start, inner, low, high, sign)
        if role or suffix.startswith(":"):
            role = role or suffix
            return self._role(role, start, inner, low, high, words)
        if sign == "_`":
            return [Piece(start, high, "placeholder", words, "target", text[start:high])]
        target = EMBEDDED.search(words)
        if suffix:
            low = inner + len(words[: target.start()].rstrip()) if target else low
            if target and low > inner:
                name = target["target"]
                kind = "alias" if name.endswith("_") and not name.endswith("\\_") else "uri"
                token = kind, normalized(name.rstrip("_") if kind == "alias" else name)
                return self._pair("link", start, inner, low, high, token)
            if re.search(r"[<>`\\]", words) or not any(map(str.isalnum, words)):
                # it could not be called by this name from other words, or has none
                return [Piece(start, high, "placeholder", words, "role", text[start:high])]
            token = "reference", "" if suffix == "__" else normalized(words)
            return self._pair("link", start, inner, low, high, token)
        if not IDENTIFIER.search(words):
            return self._pair("role", start, inner, low, high, (TITLE, ""))
        return [Piece(start, high, "placeholder", words, "role", text[start:high])]

    def _role(self, role: str, start: int, inner: int, low: int, high: int, words: str) -> list[Piece]:
        name = role.strip(":").rpartition(":")[2]
        target = EMBEDDED.search(words)
        if target and inner + len(words[: target.start()].rstrip()) > inner and name not in TEXT_ROLES:
            low = inner + len(words[: target.start()].rstrip())
            return self._pair("role", start, inner, low, high, (role, target["target"]))
        if name in TEXT_ROLES:
            return self._pair("role", start, inner, low, high, (role, ""))
        return [Piece(start, high, "placeholder", words.lstrip("~!"), "role", self.text[start:high])]

    def _pair(self, name: str, start: int, inner: int, low: int, high: int, token: object) -> list[Piece]:
        text = self.text
        escapes = [
            Piece(match.start(), match.end(), "text", "" if match[1].isspace() else match[1], "escape")
            for match in ESCAPE.finditer(text, inner, low)
        ]
        return [Piece(start, inner, "open", "", name, token), *escapes, Piece(low, high, "close", "", name, token)]


def normalized(name: str) -> str:
    """A reference name as docutils compares it."""
    return " ".join(ESCAPE.sub(lambda match: "" if match[1].isspace() else match[1], name).lower().split())


def called(token: object) -> str:
    """The name that a reference calls in its document, if it is one; "" otherwise."""
    if isinstance(token, tuple):
        kind, name = token
        return str(name) if kind in ("reference", "alias") else normalized(name) if kind == ":ref:" else ""
    match = REF.match(token) if isinstance(token, str) else None
    return normalized(match[1]) if match else ""


def without_name(raw: str) -> str:
    """A code without what it is called by where its words are translated: `` `_ `` and `` <name_>`__ `` are one."""
    return CALL.sub("`_", raw.removeprefix(TITLE))


def meaning(text: RunningText) -> list[object]:
    """What a reader gets from running text: words without white space, and markup with what it leads to."""
    return wanted(text.content, text)


def _joined(made: list[object]) -> list[object]:
    joined: list[object] = []
    for one in made:
        if isinstance(one, str) and joined and isinstance(joined[-1], str):
            joined[-1] += one
        else:
            joined.append(one)
    return joined


def _identity(piece: Piece) -> object:
    token = piece.token
    if isinstance(token, tuple) and token[0] in ("reference", "alias"):
        return piece.name, "reference", token[1]
    return piece.name, token.replace("\n", " ") if isinstance(token, str) else token or piece.text


def attempts(content: Content, text: RunningText) -> Iterator[tuple[str, Content]]:
    """Ways of writing a content, the most readable first, each with what it should mean."""
    content = unnested(content)
    for escape in (BACKSLASH, re.compile(rf"\\|{SPECIAL.pattern}")):
        for always in (False, True):
            yield _written(content, text, escape, always=always), content


def is_meant(source: str, content: Content, text: RunningText) -> bool:
    """Whether docutils would read this source as this content, without a warning."""
    scanner = _Scanner(source)
    found = assembled(source, list(scanner.pieces()), lambda _, __: True)
    return not scanner.problems and meaning(found) == wanted(content, text)


def wanted(content: Content, text: RunningText) -> list[object]:
    """What a reader should get from a content that has the codes of a text."""
    made: list[object] = []
    for part in content:
        if isinstance(part, str):
            if words := "".join(part.split()):
                made.append(words)
        else:
            made.append((part.kind, _identity(text.codes[part.id, part.kind])))
    return _joined(made)


def _written(content: Content, text: RunningText, escape: re.Pattern[str], *, always: bool) -> str:
    made: list[str] = []
    last = ""
    """The last character that was written."""
    glue = False
    """Whether what comes next must be parted from an end-string."""

    def add(raw: str) -> None:
        nonlocal last
        if raw:
            made.append(raw)
            last = raw[-1]

    for place, part in enumerate(content):
        if isinstance(part, str):
            if glue and part and (always or not _closes(part[0])) and not part[0].isspace():
                add("\\ ")
            add(escape.sub(r"\\\g<0>", part))
            glue = False
            continue
        piece = text.codes[part.id, part.kind]
        raw = _raw(part, piece, content, place)
        if part.kind != "close":
            if glue or (last and (always or not _opens(last)) and not last.isspace()):
                add("\\ ")
            glue = False
        add(raw)
        glue = part.kind != "open"
    return "".join(made)


def _raw(part: Code, piece: Piece, content: Content, place: int) -> str:
    """What stands for a code: a reference whose words were translated leads where it led."""
    token = piece.token
    if part.kind == "placeholder":
        return part.raw.replace("\n", " ")
    if token == (TITLE, "") and part.raw == "`" and part.kind == "open":
        words = content[place + 1] if place + 1 < len(content) else ""
        return f"{TITLE}`" if isinstance(words, str) and IDENTIFIER.search(words) else "`"
    if piece.name != "link" or part.kind != "close" or token[0] == "alias":
        return part.raw
    if token[0] == "uri":  # its words are the name of a target, of which there may be two in another language
        return part.raw[:-1].rstrip("_") + "__"
    name = token[1]
    start = next(n for n in range(place - 1, -1, -1) if getattr(content[n], "id", None) == part.id)
    words = "".join(one for one in content[start + 1 : place] if isinstance(one, str))
    return part.raw if not name or normalized(words) == name else f" <{_quoted(name)}_>`__"


def _quoted(name: str) -> str:
    return re.sub(r"[\\<>]", r"\\\g<0>", name)


@lru_cache(4096)
def _opens(character: str) -> bool:
    """Whether markup may begin behind a character."""
    if character.isspace() or character in "'\"([{<-/:":
        return True
    return not character.isascii() and unicodedata.category(character) in ("Ps", "Pi", "Pf", "Pd", "Po")


@lru_cache(4096)
def _closes(character: str) -> bool:
    """Whether markup may end before a character."""
    if character.isspace() or character in "'\")]}>-/\\:.,;!?":
        return True
    return not character.isascii() and unicodedata.category(character) in ("Pe", "Pi", "Pf", "Pd", "Po")
