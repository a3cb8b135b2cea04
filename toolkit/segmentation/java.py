"""Java and ICU regular expressions, as SRX files hold them, in the dialect of the `regex` library.

What both dialects have is passed on; what only Java has (`\\Q…\\E`, `\\h`) is written out. Unbounded repeats get an
upper bound, so that a rule looks at most `REACH` characters to either side of a position and a long run of marks cannot
take quadratic time (the `segment` library by J. Lipski bounds them likewise).
"""

import contextlib
import functools
import re
from dataclasses import replace

from toolkit.segmentation.escapes import (
    HORIZONTAL,
    NUMBERS,
    PROPERTIES,
    SHORTHANDS,
    SIMPLE_ESCAPES,
    VERTICAL,
    numbered,
    quote,
)
from toolkit.segmentation.pattern import Characters, End, Pattern, compiled, either, one
from toolkit.segmentation.ready import ready
from toolkit.storage.given import whole_number

REACH = 200
"""Upper bound of `*`, `+` and `{n,}`, in repeats."""
COUNTS = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")
FLAGS = re.compile(r"([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])")
PROPERTY = re.compile(r"\{(\^?)([\w =:.-]+)\}|(\w)")
WORD = re.compile(r"[^\W_]{2,}(?![*+?{])")
"""Letters and digits that nothing repeats."""
SINGLE = re.compile(r"\\(?:[^pPxuU]|[pP]\{[^}]*\}|x..|U.{8})|\[[^\[\]\\]*\]")


class PatternError(ValueError):
    """A regular expression that the toolkit cannot take; the text says why, without saying where."""


EMPTY = Pattern("")


@functools.lru_cache(maxsize=4096)
def translate(java: str, *, backwards: bool = False, trusted: bool = False) -> Pattern:
    """Translates one expression; `backwards` for one that is matched right to left from where it ends.

    A `trusted` expression is not tried out, which saves the time to compile it.

    Raises PatternError for what is no regular expression, and for back references, which rules have no use for.
    """
    if trusted and (known := ready().patterns.get((java, backwards))) is not None:
        return known
    found = translated(java, backwards)
    if not trusted:
        _try_out(f"(?<={found.source})" if backwards else found.source)
    return found


def translated(java: str, backwards: bool) -> Pattern:
    """The same without a look at the table of what is translated already. Raises PatternError."""
    parser = _Parser(java, backwards)
    found = parser.alternatives()
    if parser.position < len(java):
        raise PatternError(f"there is a ) without its ( at character {parser.position + 1}")
    return found


class _Parser:
    """Recursive descent over a Java expression; every method returns the translation of what it consumed."""

    def __init__(self, text: str, backwards: bool) -> None:
        self.text = text
        self.backwards = backwards
        self.position = 0
        self.free_spacing = False
        self.ignore_case = False
        self.lines = False
        """Whether `(?m)` stood somewhere: then ^ is not only the beginning of the text."""
        self.inline = ""
        """Flags that `(?i)` turned on (or `(?-i)` off) for the rest of the group."""

    def alternatives(self) -> Pattern:
        flags = self.free_spacing, self.ignore_case, self.inline
        self.inline = ""
        branches = [self.sequence()]
        while self.take("|"):
            branches.append(self.sequence())
        self.free_spacing, self.ignore_case, self.inline = flags
        if len(branches) == 1:
            return branches[0]
        return Pattern(
            "(?:" + "|".join(branch.source for branch in branches) + ")",
            functools.reduce(either, (branch.first for branch in branches)),
            functools.reduce(either, (branch.last for branch in branches)),
            any(branch.nullable for branch in branches),
            max(branch.width for branch in branches),
            all(branch.at_start for branch in branches),
        )

    def sequence(self) -> Pattern:
        whole, inline = EMPTY, self.inline
        while self.position < len(self.text) and self.text[self.position] not in "|)":
            if self.skip_space():
                continue
            word = None if self.free_spacing else WORD.match(self.text, self.position)
            atom = self.quantified(self.atom()) if word is None else self.word(word[0])
            if self.inline != inline:  # (?i) in the middle: the rest of the sequence becomes a group of its own
                atom = self.sequence()
            whole = whole.then(atom) if whole.source else atom
        return replace(whole, source=f"(?{inline}:{whole.source})") if inline else whole

    def skip_space(self) -> bool:
        """In the free-spacing mode (`(?x)`): white space and comments mean nothing."""
        if not self.free_spacing:
            return False
        if self.text[self.position].isspace():
            self.position += 1
            return True
        if self.text[self.position] == "#":
            end = self.text.find("\n", self.position)
            self.position = len(self.text) if end < 0 else end + 1
            return True
        return False

    def quantified(self, atom: Pattern) -> Pattern:
        while self.position < len(self.text):
            mark = self.text[self.position]
            if mark in "*+?":
                self.position += 1
                low, high = {"*": (0, REACH), "+": (1, REACH), "?": (0, 1)}[mark]
            elif mark == "{":
                low, high = self.counts()
            elif not self.skip_space():
                return atom
            else:
                continue
            suffix = "?" if self.take("?") else "+" if self.take("+") else ""
            if self.backwards and suffix == "+":
                suffix = ""  # matched from its end, a repeat that gives nothing back would take what stands before it
            source = atom.source if _is_single(atom.source) else f"(?:{atom.source})"
            count = "?" if (low, high) == (0, 1) else f"{{{low}}}" if low == high else f"{{{low},{high}}}"
            repeated = functools.reduce(Pattern.then, [atom] * min(low, 2)) if low else atom
            if high > 1:
                repeated = _or(repeated, atom.then(atom))
            atom = replace(
                repeated,
                source=f"{source}{count}{suffix}",
                nullable=atom.nullable or low == 0,
                width=atom.width * high,
                at_start=atom.at_start and low > 0,
            )
        return atom

    def counts(self) -> tuple[int, int]:
        found = COUNTS.match(self.text, self.position)
        if found is None:
            raise PatternError(f"a {{ without a count at character {self.position + 1}; write \\{{ for the character")
        self.position = found.end()
        low = whole_number(found[1], REACH * REACH)
        high = low if not found[2] else whole_number(found[3], REACH * REACH) if found[3] else max(low, REACH)
        if high < low or high > 10_000:
            raise PatternError(f"the count {found[0][:40]} makes no sense")
        return low, high

    def atom(self) -> Pattern:
        mark = self.text[self.position]
        if mark == "(":
            return self.group()
        if mark == "[":
            inside = self.set()
            return one(inside, self.folded(inside))
        self.position += 1
        if mark == "\\":
            return self.escape()
        if mark == ".":
            return one(".", None)
        if mark in "^$":
            return Pattern(mark, at_start=mark == "^" and not self.lines)
        if mark in "*+?":
            raise PatternError(f"nothing to repeat before {mark} at character {self.position}")
        return self.literal(mark)

    def literal(self, character: str) -> Pattern:
        source = quote(character)
        return one(source, self.folded(source))

    def word(self, letters: str) -> Pattern:
        """What one letter after the other would make, in one step: most of a list of abbreviations is words."""
        self.position += len(letters)
        first, second, last_but_one, last = map(self.folded, (*letters[:2], *letters[-2:]))
        begins, ends = End(first, second, alone=False), End(last, last_but_one, alone=False)
        return Pattern(letters, (begins,), (ends,), False, len(letters))

    def folded(self, inside: str) -> Characters:
        """The characters of one atom; all, where case is ignored and more than one character is meant."""
        if not self.ignore_case:
            return frozenset([inside])
        return frozenset([inside, inside.swapcase()]) if len(inside) == 1 else None

    def group(self) -> Pattern:
        self.position += 1
        opening = "(?:"
        flags = self.free_spacing, self.ignore_case
        zero_width = False
        if self.take("?"):
            kind = next((mark for mark in (":", "=", "!", "<=", "<!", ">") if self.take(mark)), None)
            if kind is not None:
                opening, zero_width = f"(?{kind}", kind not in ":>"
            else:
                if self.take("<"):  # a named group: the name is of no use, nothing refers to it
                    end = self.text.find(">", self.position)
                    if end < 0:
                        raise PatternError("a group name without its >")
                    self.position = end + 1
                else:
                    opening = self.flags()
                    if opening == "":
                        return EMPTY
        backwards = self.backwards
        if zero_width:
            self.backwards = "<" in opening
        inner = self.alternatives()
        self.backwards = backwards
        if not self.take(")"):
            raise PatternError("there is a ( without its )")
        self.free_spacing, self.ignore_case = flags
        if zero_width:
            return Pattern(f"{opening}{inner.source})")
        return replace(inner, source=f"{opening}{inner.source})")

    def flags(self) -> str:
        """`(?i)` changes what follows, `(?i:` its own group; i, m, s are passed on, x is resolved, u, U always on."""
        found = FLAGS.match(self.text, self.position)
        if found is None or set(found[1] + (found[2] or "")) - set("idmsuxU"):
            raise PatternError(f"an unknown kind of group at character {self.position}")
        self.position = found.end()
        on, off = found[1], found[2] or ""
        self.free_spacing = ("x" in on or self.free_spacing) and "x" not in off
        self.ignore_case = ("i" in on or self.ignore_case) and "i" not in off
        written = "".join(flag for flag in on if flag in "ims")
        if without := "".join(flag for flag in off if flag in "ims"):
            written += f"-{without}"
        self.lines |= "m" in on
        if found[3] == ":":
            return f"(?{written}:"
        self.inline = written or self.inline
        return ""

    def escape(self) -> Pattern:
        if self.position >= len(self.text):
            raise PatternError("a \\ at the end")
        mark = self.text[self.position]
        self.position += 1
        if mark == "Q":
            end = self.text.find("\\E", self.position)
            quoted = self.text[self.position : len(self.text) if end < 0 else end]
            self.position = len(self.text) if end < 0 else end + 2
            if not quoted:
                return EMPTY
            whole = functools.reduce(Pattern.then, map(self.literal, quoted))
            return replace(whole, source=f"(?:{whole.source})")
        if mark in "bBAz":
            return Pattern({"z": r"\Z"}.get(mark, "\\" + mark))
        if mark == "Z":
            return Pattern(rf"(?=(?:\r\n|[{VERTICAL}])?\Z)")
        if mark == "R":
            ends = (End(frozenset([VERTICAL]), frozenset([VERTICAL])),)
            return Pattern(rf"(?:\r\n|[{VERTICAL}])", ends, ends, False, 2)
        if mark == "X":
            return one(r"\X", None)
        if mark == "G" or mark == "k" or mark in "123456789":
            raise PatternError(f"\\{mark} (a back reference or anchor) cannot be used in a rule")
        self.position -= 1
        inside = self.class_escape()
        source = inside if _is_single(inside) else f"[{inside}]"
        return one(source, self.folded(inside))

    def class_escape(self) -> str:
        """What follows a \\ and stands for one character or a set of them, as the inside of a class."""
        mark = self.text[self.position]
        self.position += 1
        if mark in SHORTHANDS:
            return SHORTHANDS[mark]
        if mark in SIMPLE_ESCAPES:
            return quote(SIMPLE_ESCAPES[mark])
        if mark in "hvHV":
            inside = HORIZONTAL if mark in "hH" else VERTICAL
            return inside if mark in "hv" else f"[^{inside}]"
        if mark in "pP":
            return self.property(negated=mark == "P")
        if mark in "xu0cN":
            return quote(self.code_point(mark))
        if mark.isalpha() and mark.isascii():
            raise PatternError(f"\\{mark} is not known")
        return quote(mark)

    def property(self, *, negated: bool) -> str:
        found = PROPERTY.match(self.text, self.position)
        if found is None:
            raise PatternError("\\p without the name of a property")
        self.position = found.end()
        name = found[2] or found[3]
        negated ^= bool(found[1])
        if name in PROPERTIES:
            return f"[^{PROPERTIES[name]}]" if negated else PROPERTIES[name]
        for spelling in (name, name.removeprefix("Is"), f"Script={name.removeprefix('Is')}"):
            source = f"\\{'P' if negated else 'p'}{{{spelling}}}"
            with contextlib.suppress(PatternError):
                _try_out(source)
                return source
        raise PatternError(f"there is no character property {name}")

    def code_point(self, mark: str) -> str:
        found = re.compile(NUMBERS[mark]).match(self.text, self.position)
        if found is None:
            raise PatternError(f"\\{mark} without the number of a character")
        self.position = found.end()
        value = next(group for group in found.groups() if group)
        try:
            return numbered(mark, value)
        except (KeyError, ValueError) as error:
            raise PatternError(f"\\{mark} names no character: {value}") from error

    def set(self) -> str:
        """`[…]` with its brackets; nested classes and `&&` keep their meaning."""
        self.position += 1
        parts = ["[^" if self.take("^") else "["]
        first = True
        while True:
            if self.position >= len(self.text):
                raise PatternError("there is a [ without its ]")
            if self.text.startswith("[:", self.position) and ":]" in self.text[self.position :]:
                end = self.text.index(":]", self.position) + 2
                parts.append(self.text[self.position : end])
                self.position = end
            elif self.text[self.position] == "[":
                parts.append(self.set())
            elif self.text[self.position] == "]" and not first:
                self.position += 1
                return "".join(parts) + "]"
            elif self.take("&&"):
                parts.append("&&")
            elif self.free_spacing and self.text[self.position].isspace():
                self.position += 1
            else:
                parts.append(self.class_item())
            first = False

    def class_item(self) -> str:
        low = self.class_character()
        ahead = self.text[self.position : self.position + 2]
        if len(ahead) == 2 and ahead[0] == "-" and ahead[1] not in "[]":
            self.position += 1
            return f"{low}-{self.class_character()}"
        return low

    def class_character(self) -> str:
        mark = self.text[self.position]
        self.position += 1
        if mark != "\\":
            return quote(mark)
        if self.text.startswith("Q", self.position):
            end = self.text.find("\\E", self.position)
            quoted = self.text[self.position + 1 : len(self.text) if end < 0 else end]
            self.position = len(self.text) if end < 0 else end + 2
            return "".join(map(quote, quoted))
        if self.position >= len(self.text):
            raise PatternError("a \\ at the end")
        return self.class_escape()

    def take(self, mark: str) -> bool:
        if self.text.startswith(mark, self.position):
            self.position += len(mark)
            return True
        return False


def _try_out(source: str) -> None:
    import regex

    try:
        compiled(source)
    except (regex.error, OverflowError) as error:
        raise PatternError(str(error)) from error


def _or(these: Pattern, those: Pattern) -> Pattern:
    """What matches either, without a source of its own."""
    nullable = these.nullable or those.nullable
    return Pattern("", either(these.first, those.first), either(these.last, those.last), nullable)


def _is_single(source: str) -> bool:
    """Whether the source is one item that a repeat applies to as a whole."""
    return len(source) == 1 or bool(SINGLE.fullmatch(source))
