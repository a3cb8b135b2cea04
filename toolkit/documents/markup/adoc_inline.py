"""Running text of AsciiDoc: its inline markup by the expressions of Asciidoctor (rx.rb)."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from toolkit.documents.markup.inline_codes import inline_at
from toolkit.documents.markup.running import Piece, RunningText
from toolkit.documents.markup.tags import decoded
from toolkit.units import Content

MACROS = (
    "link|mailto|xref|image|icon|kbd|btn|menu|footnoteref|footnote|indexterm2|indexterm|anchor|pass|stem|asciimath|"
    "latexmath|counter2?|cite|citenp|bibitem|term|class|def|tooltip|audio|video|inlinestem|fn|eqref"
)
SCHEME = r"(?:https?|ftp|irc|file)://"
CANDIDATE = re.compile(
    rf"""(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{{1,31}}|\#[0-9]{{1,7}}|\#x[0-9A-Fa-f]{{1,6}});)
    | (?P<template>\{{[{{%])
    | (?P<attribute>\{{(?:set:|counter2?:)?!?\w[\w-]{{0,99}}(?::[^{{}}\n]{{0,99}})?\}})
    | (?P<break>(?<=\S)[ ]\+(?=\n|\Z))
    | (?P<url>(?:link:)?{SCHEME}[^\s\[\]<>]+)
    | (?P<macro>(?<![A-Za-z0-9])(?:{MACROS}):(?=[^\s:\[][^\s\[]*\[|\[))
    | (?P<email>(?<![\w.+:/>-])[\w.+-]{{1,64}}@[A-Za-z0-9-]{{1,64}}(?:\.[A-Za-z0-9-]{{1,64}}){{1,8}})
    | (?P<reference><<(?=[^\s<>]))
    | (?P<anchor>\[\[\[?[\w:.-]+(?:,[^\[\]\n]*)?\]\]\]?)
    | (?P<index>\(\(\(?(?=[^\s()]))
    | (?P<sign>(?:\[[^\[\]\n]{{1,99}}\])?(?:"`|'`|``|`|\*\*?|__?|\#\#?|\+\+\+|\+\+?|\^|~))
    | (?P<escape>\\)""",
    re.VERBOSE,
)  # fmt: skip
NAMES = {"*": "strong", "_": "em", "#": "mark"}
CURLY = {'"`': ("“", "”"), "'`": ("‘", "’")}
"""What quotation marks with backquotes show; in a translation they are written as they show."""
BEFORE = {"`": re.compile(r"[\w\"'`;:}]"), "#": re.compile(r"[\w&;:}]")}
"""What a constrained sign may not stand behind."""
USUAL_BEFORE = re.compile(r"[\w;:}]")
INTRINSIC = frozenset(
    ("amp", "apos", "asterisk", "backslash", "backtick", "blank", "brvbar", "caret", "cpp", "cxx", "deg", "endsb", "gt",
     "ldquo", "lsquo", "lt", "nbsp", "plus", "pp", "quot", "rdquo", "rsquo", "sp", "startsb", "tilde", "two-colons",
     "two-semicolons", "vbar", "wj", "zwsp")
)  # fmt: skip
"""Attributes that are characters, and so lead nowhere (Asciidoctor, Compliance and INTRINSIC_ATTRIBUTES)."""
URL_BEFORE = re.compile(r"[\s>()\[\];\"'<]")
LABEL_END = re.compile(r"(?<!\\)\]")
NOTE_END = re.compile(r"(?:[a-z]{3,6}://|link:|xref:|mailto:)[^\s\[\]]*\[(?:[^\[\]\\]|\\.)*\]|(?<!\\)(?P<end>\])")


def pieces(text: str) -> list[Piece]:
    """The markup of a running text, in order."""
    return list(_Scanner(text).within(0, len(text), 0))


class _Scanner:
    """Finds the markup of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends: dict[str, list[int]] = {}
        self._next: dict[str, tuple[int, int]] = {}
        self._in_link = False
        self._open: list[object] = []
        """The marks that the text is in."""

    def _find(self, mark: str, start: int, end: int) -> int:
        """As str.find; what was found for an earlier start is not looked for again, nor what is nowhere."""
        since, found = self._next.get(mark, (-1, -1))
        if not since <= start <= found:
            found = self.text.find(mark, start)
            self._next[mark] = start, len(self.text) if found < 0 else found
            found = self._next[mark][1]
        return found if found + len(mark) <= end else -1

    def within(self, start: int, end: int, depth: int) -> Iterator[Piece]:
        """The pieces between two offsets."""
        place = start
        while match := CANDIDATE.search(self.text, place, end):
            place = max(match.end(), match.start() + 1)
            if match.lastgroup == "escape":
                after = CANDIDATE.match(self.text, match.end(), end)
                if after and after.lastgroup != "escape" and self._made(after, end, depth + 1):
                    yield Piece(match.start(), match.end(), "text", "", "escape")
                    place = after.end() if after.lastgroup in ("attribute", "reference") else match.end() + 1
                continue
            made = self._made(match, end, depth)
            if made:
                place = made[-1].end
                yield from made

    def _made(self, match: re.Match[str], end: int, depth: int) -> list[Piece]:
        text, (start, stop), kind = self.text, match.span(), match.lastgroup
        raw = match.group()
        if kind == "entity":
            known = decoded(raw)
            return [Piece(start, stop, "text", known, "entity")] if known != raw else []
        if kind == "template":
            found = inline_at(text, start, end, html=True)
            return [Piece(start, found[1].end(), "placeholder", found[1].group(), "syntax")] if found else []
        if kind == "attribute":
            name = raw[1:-1]
            if name == "empty":
                return [Piece(start, stop, "text", "", "entity")]
            if text[stop : stop + 1] == "[" and stop < end and (not start or URL_BEFORE.match(text[start - 1])):
                role = CANDIDATE.match(text, stop, end)  # marks are read before links
                if name not in INTRINSIC and not (
                    role and role.lastgroup == "sign" and self._made(role, end, depth + 1)
                ):
                    return self._label(start, stop, end, "link", raw, depth)
            shown = "" if name.startswith(("set:", "counter2:")) else raw
            return [Piece(start, stop, "placeholder", shown, "syntax", raw)]
        if kind == "break":
            behind = stop + 1 if text[stop : stop + 1] == "\n" and stop < end else stop
            return [Piece(start, behind, "placeholder", "\n", "break", "+")]
        if kind == "email":
            return [Piece(start, stop, "placeholder", raw, "url", raw)]
        if kind == "anchor":
            return [Piece(start, stop, "placeholder", "", "anchor", raw)]
        if kind == "url":
            return self._url(start, stop, end, depth)
        if kind == "macro":
            return self._macro(match, end, depth)
        if kind == "reference":
            return self._reference(start, end, depth)
        if kind == "index":
            return self._index(start, end, depth)
        return self._signed(match, end, depth)

    def _url(self, start: int, stop: int, end: int, depth: int) -> list[Piece]:
        text = self.text
        if self._in_link:  # links are found in one go, and what is in one is none
            return []
        is_link = text.startswith("link:", start)
        if not is_link and start and not URL_BEFORE.match(text[start - 1]):
            return []
        target = text[start:stop].removeprefix("link:")
        if text[stop : stop + 1] == "[" and stop < end:
            return self._label(start, stop, end, "link", target, depth)
        if is_link:
            return []
        target = target.rstrip(".,;:!?)'\"")
        return [Piece(start, start + len(target), "placeholder", target, "url", target)]

    def _macro(self, match: re.Match[str], end: int, depth: int) -> list[Piece]:
        text, start = self.text, match.start()
        name = match.group()[:-1]
        bracket = self._find("[", match.end(), end)
        if bracket < 0 or "\n" in text[start:bracket]:
            return []
        target = text[match.end() : bracket]
        if name == "mailto" and text.startswith("[]", bracket):
            return [Piece(start, bracket + 2, "placeholder", target, "url", target)]
        if name in ("link", "xref", "mailto"):
            return self._label(start, bracket, end, "link", f"{name}:{target}".removeprefix("link:"), depth)
        close = self._close(bracket, end, name)
        if close < 0:
            return []
        inner = text[bracket + 1 : close]
        shown = {"pass": inner, "kbd": inner, "btn": inner, "indexterm": "", "anchor": "", "footnote": ""}
        known = "\ufffc" if name in ("image", "icon") else inner or text[start : close + 1]
        token = (name, target) if name in ("image", "footnote") else text[start : close + 1]
        if name == "indexterm2":
            return self._pair(start, bracket + 1, close, close + 1, "index", "((", depth)
        found = Piece(start, close + 1, "placeholder", shown.get(name, known), "macro", token)
        if name in ("image", "footnote"):
            found.name = {"footnote": "note"}.get(name, name)
        return [found]

    def _close(self, bracket: int, end: int, name: str = "") -> int:
        """The bracket that closes a macro; one with a backslash, or that of a link in a footnote, does not."""
        if name == "footnote":
            found = NOTE_END.finditer(self.text, bracket + 1, end)
            return next((match.start() for match in found if match["end"]), -1)
        match = LABEL_END.search(self.text, bracket + 1, end)
        return match.start() if match else -1

    def _label(self, start: int, bracket: int, end: int, name: str, target: str, depth: int) -> list[Piece]:
        """A link and the words in its brackets."""
        close = self._close(bracket, end)
        if close < 0:
            return []
        low, high = bracket + 1, close
        inner = self.text[low:high]
        if inner[:1] == '"' and (quote := inner.find('"', 1)) > 0:
            low, high = low + 1, low + quote
        elif "=" in inner and re.search(r"(?:^|,)\s*[\w-]+=", inner):
            first = inner.partition(",")[0]
            high = low if "=" in first else low + len(first) - first.endswith("^")
        elif inner.endswith("^"):
            high -= 1
        if not self.text[low:high].strip():
            return [Piece(start, close + 1, "placeholder", target, "url", target)]
        before, self._in_link = self._in_link, True
        found = self._pair(start, low, high, close + 1, name, target, depth)
        self._in_link = before
        return found

    def _reference(self, start: int, end: int, depth: int) -> list[Piece]:
        text = self.text
        close = self._find(">>", start, end)
        if close < 0 or "\n\n" in text[start:close]:
            return []
        target, comma, words = text[start + 2 : close].partition(",")
        if not comma or not words.strip():
            return [Piece(start, close + 2, "placeholder", target, "xref", ("xref", target))]
        low = start + 3 + len(target)
        low += len(words) - len(words.lstrip())
        return self._pair(start, low, close, close + 2, "xref", ("xref", target), depth)

    def _index(self, start: int, end: int, depth: int) -> list[Piece]:
        text = self.text
        if text.startswith("(((", start):
            close = self._find(")))", start, end)
            return [Piece(start, close + 3, "placeholder", "", "indexterm")] if close > 0 else []
        close = self._find("))", start, end)
        if close < 0 or "\n\n" in text[start:close]:
            return []
        return self._pair(start, start + 2, close, close + 2, "index", "((", depth)

    def _signed(self, match: re.Match[str], end: int, depth: int) -> list[Piece]:
        text, start, inner = self.text, match.start(), match.end()
        role, _, sign = match.group().rpartition("]")
        role = role + "]" if role else ""
        begin = start + len(role)
        if sign in ('"`', "'`"):
            close = self._end(sign[::-1], inner, end, constrained=True)
            if close < 0 or (begin and USUAL_BEFORE.match(text[begin - 1])):
                return []
            left, right = CURLY[sign]
            within = list(self.within(inner, close, depth + 1)) if depth < 12 else []
            return [
                Piece(start, inner, "text", left, "quotes"),
                *within,
                Piece(close, close + 2, "text", right, "quotes"),
            ]
        before = text[start - 1 : start] if start else ""
        for mark in dict.fromkeys((sign, sign[0])):
            inner = begin + len(mark)
            constrained = len(mark) == 1 and mark not in "^~"
            if constrained and (BEFORE.get(mark, USUAL_BEFORE).match(before) or not text[inner : inner + 1].strip()):
                continue
            close = self._end(mark, inner, end, constrained=constrained)
            plus = mark == "`" and text[inner:close] == "+" and "+`" not in text[close:end]  # which would end it
            if close <= inner or not (plus or text[inner:close].strip("+`")):
                continue
            if mark == "`" and "`" in text[inner:close]:
                continue
            if mark in "^~":
                if re.search(r"\s", text[inner:close]):
                    return []
                return [Piece(start, close + 1, "placeholder", text[inner:close], "script", text[start : close + 1])]
            if mark[0] in "`+":
                shown = text[inner:close].strip("+") or "+" if mark[0] == "`" else text[inner:close]
                name = "code" if mark[0] == "`" else "passthrough"
                return [Piece(start, close + len(mark), "placeholder", shown, name, (name, role, shown))]
            name = NAMES[mark[0]]
            return self._pair(start, inner, close, close + len(mark), name, (name, role), depth)
        return []

    def _end(self, sign: str, start: int, end: int, *, constrained: bool) -> int:
        """The first sign of a kind that ends what begins before `start`; -1 where there is none."""
        text = self.text
        key = f"{sign}{constrained}"
        if key not in self._ends:
            found = []
            for match in re.finditer(f"(?={re.escape(sign)})", text):
                place = match.start()
                after = text[place + len(sign) : place + len(sign) + 1]
                if constrained and (text[place - 1 : place].isspace() or re.match(r"\w", after)):
                    continue
                if sign == "`" and after and after in "\"'`":
                    continue
                found.append(place)
            self._ends[key] = found
        ends = self._ends[key]
        number = bisect_left(ends, start + 1)
        return ends[number] if number < len(ends) and ends[number] + len(sign) <= end else -1

    def _pair(self, start: int, low: int, high: int, stop: int, name: str, token: object, depth: int) -> list[Piece]:
        if self.text[low:high].isspace():
            return [Piece(start, stop, "placeholder", " ", name, token)]
        again = name in NAMES.values() and token in self._open
        self._open.append(token)
        inner = list(self.within(low, high, depth + 1)) if depth < 12 else []
        self._open.pop()
        escapes = [
            Piece(match.start(), match.end(), "text", "]", "escape")
            for match in re.compile(r"\\\]").finditer(self.text, low, high)
            if not any(one.start <= match.start() < one.end for one in inner)
        ]
        inner = sorted([*inner, *escapes], key=lambda piece: piece.start)
        if again:  # what is bold is no bolder in more of them
            return [Piece(start, low, "text", "", "again"), *inner, Piece(high, stop, "text", "", "again")]
        return [Piece(start, low, "open", "", name, token), *inner, Piece(high, stop, "close", "", name, token)]


def meaning(text: RunningText, content: Content, *, called: bool = True) -> list[object]:
    """What a reader gets from running text: words without white space, and markup with what it leads to.

    Without what references call where not `called`: a title that has new words is called by its id.
    """
    made: list[object] = []
    for part in content:
        if isinstance(part, str):
            words = "".join(part.split())
            if words and made and isinstance(made[-1], str):
                made[-1] += words
            elif words:
                made.append(words)
        else:
            piece = text.codes[part.id, part.kind]
            token = piece.token if piece.token is not None else part.raw
            said = token if isinstance(token, tuple) else (token,)
            said = said if called or piece.name != "xref" else ()
            made.append((part.kind, piece.name, *("".join(str(one).split()) for one in said)))
    return made
