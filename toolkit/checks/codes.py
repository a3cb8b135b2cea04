"""Codes: placeables, directives of formats, tags, addresses, line ends, invisible characters, lengths."""

import functools
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from toolkit import late
from toolkit.checks.keys import without_keys
from toolkit.checks.liberties import LOCAL, settled, shape
from toolkit.checks.pair import HAN, UNSPACED, Fault, Pair, masked, quoted, span_of
from toolkit.checks.spellings import is_spelled
from toolkit.checks.wordings import Differing
from toolkit.engines.placeables import kind_of, pairs
from toolkit.placeables import NUMBER, Found, find
from toolkit.placeables.access_keys import count, marks
from toolkit.po.formats import DIRECTIVES, directives, fits
from toolkit.signs import Sign
from toolkit.units import flatten

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""Elements of HTML that have no end tag."""
CONTROL = late.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufffd\ufffe\uffff]")
ZERO_WIDTH = late.compile(
    r"[\u200b\u2060\ufeff\u00ad]|(?<![\u0600-\u0dff])[\u200c\u200d](?![\u0600-\u0dff\U0001f000-\U0001faff])"
)
"""Joiners are letters' business in Arabic and Indic scripts, and hold emoji together."""
MARKS, WIDE_MARKS, EDGES = frozenset(":,;"), frozenset("：，、；"), frozenset(" \t\u00a0\u3000")
BIDI = late.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HIDDEN = late.compile(rf"{CONTROL.pattern[:-1]}\u200b-\u200f\u2060\ufeff\u00ad\u061c\u202a-\u202e\u2066-\u2069]")
"""Whatever CONTROL, ZERO_WIDTH and BIDI may find; some of it is white space, so that no word would have it."""


FAMILIES = {
    "url": "url", "domain": "url", "email": "mail", "file": "path", "path": "path", "tag": "tag", "comment": "tag",
    "template tag": "tag",
}  # fmt: skip
"""Kind of a placeable (toolkit/placeables) -> what it is to the person who reads the finding; any other is a code."""
KINDS = ("code", "address", "e-mail address", "path", "tag")
"""What a finding calls what is to stay as it is."""
ICU = late.compile(r"\{\s*([\w.]+)\s*,\s*(\w+)")
INNER = late.compile(r"\{\s*[\w.]+\s*\}|(?<=[\s,])=\d+")
SEVERAL = late.compile(r"\b(?:two|few|many|other)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
"""A branch of a plural for several numbers, with its text."""
BRACE = late.compile(r"[{}]")
BRANCHES, BRANCH_NAME = late.compile(r"\{[^{}]*\}"), late.compile(r"([^\s\0,]+)\s*\0")
CATEGORIES = frozenset(("zero", "one", "two", "few", "many", "other"))
"""Of plurals, in CLDR."""
TYPED = late.compile(
    r"\b(?:(?:type|enter|answer)(?: in)?|remote|branch|command) [\"'“‘`](?P<word>[a-z]{2,12})[\"'”’](?=[ .,:;?!]|\Z)",
    re.IGNORECASE,
)
"""A word in quotation marks that somebody has to type, or that a command knows: Type "yes"."""
ELEMENT_OF_CODE = late.compile(r"<(code|kbd|samp|tt)>([!-~ ]{2,200}?)</\1>")
"""What somebody has to type or reads in a program, unless a translation has it in its own letters."""
OF_VARIABLE = late.compile(r"(?<![\w-])--(?:%[a-z]|\{\w+\}|\$\{?\w+\}?)")
"""An option whose name a program fills in."""
MAY_BE_TYPED = Sign(r"\b(?:type|enter|answer|remote|branch|command)\b", "Latn", "en")
NOTHING, BRANCH = Differing([], [], [], []), 2
"""No difference; braces that are open within a branch of a plural or select, where a name in braces is an argument."""


WRAPPED = late.compile(r"(?<=[\w,)\"'>])[ \t]*\n[ \t]*(?=[a-z(])")
"""A line break within a sentence, which a translation may have elsewhere or not at all."""
MOST_BREAKS, LEAST_WORDS = 2, 3
"""Of a message, whose few lines of some words each a translation may make one, as it may not of a list or a table."""
BLOCK = late.compile(r"\A\s*\n\s*|\n\s*\Z")
"""How a block of a template begins and ends, whose indentation nobody sees; a line break that is lost is told apart."""
LINE_BREAKS = (
    ("startswith", "The source begins with a line break.", "The source does not begin with a line break."),
    ("endswith", "The source ends with a line break.", "The source does not end with a line break."),
)
"""Side -> what is said where only the source has a line break there, and where only the translation has."""


def may_be_hidden(text: str) -> bool:
    """Whether there is any character that nobody sees; of what can be printed, the sign of a lost one is such."""
    return (not text.isprintable() or "\ufffd" in text) and HIDDEN.search(text) is not None


@functools.lru_cache(256)
def _found(text: str) -> tuple[tuple[str, str], ...]:
    """(family, placeable) of what is to stay as it is; `loose` for what a translator may think about."""
    return tuple(
        (FAMILIES.get(one.kind.name, "code") if one.kind.strict else "loose", kept)
        for one in find(text)
        if one.kind.group != NUMBER and one.kind.name not in ("line escape", "escape") and (kept := _shape(one, text))
    )


def _shape(one: Found, text: str) -> str:
    """What must be the same: of a plural or select of ICU its argument and what its branches fill in."""
    head = ICU.match(one.text) if one.kind.name == "icu" else None
    if head is None:
        return shape(one, text)
    depth, inner = 0, {"#"} if _all_counted(one.text) else set[str]()
    inner.update(_wrong_branches(one.text, head[2]))
    for match in re.finditer(rf"{INNER.pattern}|{BRACE.pattern}", one.text):
        name = re.sub(r"\s", "", match[0])
        if len(name) == 1:
            depth += 1 if name == "{" else -1
        elif name[0] == "=" or depth >= BRANCH:
            inner.add(name)
    return f"{{{head[1]}, {head[2]}}} {' '.join(sorted(inner))}".strip()


def _wrong_branches(text: str, kind: str) -> Iterator[str]:
    """The names of branches that no program knows: of a plural any but those of CLDR, of a select translated ones."""
    inside, known = text[1:-1], ""
    while inside != known:
        inside, known = BRANCHES.sub("\0", inside), inside
    names = BRANCH_NAME.findall(inside.partition(",")[2].partition(",")[2])
    yield from (one for one in names if not (one.isascii() if kind == "select" else one in CATEGORIES or one[0] == "="))
    if names and "other" not in names and kind != "choice":
        yield "other"


def _all_counted(text: str) -> bool:
    """Whether every branch of a plural that is for several numbers says which one: other {# files}."""
    branches = SEVERAL.findall(text)
    return bool(branches) and all("#" in branch for branch in branches)


def _changed(pair: Pair, family: str) -> Differing:
    """The placeables of one family that the target lacks, and those that it has and the source has not."""
    missing, extra = _differing(pair, family)
    return settled(pair, family, missing, extra) if missing or extra else NOTHING


def _differing(pair: Pair, family: str) -> tuple[list[str], list[str]]:
    """The same by their look alone."""
    source, target = (pair.source, pair.target) if pair.prose else without_keys(pair.source, pair.target)
    before, after = _found(source), _found(target)
    if before == after:
        return [], []
    said = Counter(one for kind, one in before if kind == family)
    made = Counter(one for kind, one in after if kind == family)
    return list((said - made).elements()), list((made - said).elements())


def _each(pair: Pair, family: str, name: str) -> Iterator[Fault]:
    missing, extra, unsaid, added = _changed(pair, family)
    for one in unsaid:
        yield Fault(f"The {name} {quoted(one)} of the source is missing.", doubtful=True)
    for one in added:
        yield Fault(f"The {name} {quoted(one)} is not in the source.", span_of(pair.target, one), doubtful=True)
    if len(missing) == len(extra) == 1:
        yield Fault(f"The {name} {quoted(missing[0])} became {quoted(extra[0])}.", span_of(pair.target, extra[0]))
        return
    for one in missing:
        yield Fault(f"The {name} {quoted(one)} of the source is missing.")
    for one in extra:
        yield Fault(f"The {name} {quoted(one)} is not in the source.", span_of(pair.target, one))


def placeholder(pair: Pair) -> Iterator[Fault]:
    """A variable, a directive or another code of the source is missing, doubled or invented."""
    if pair.format in DIRECTIVES:
        return  # format-spec knows those better
    if pair.fewer and not _changed(pair, "code").extra:
        return
    yield from _each(pair, "code", "code")


def code_like(pair: Pair) -> Iterator[Fault]:
    """A name such as iPhone, a key such as Ctrl+C, an emoji or another sign of the source is missing."""
    missing = _changed(pair, "loose").missing
    if not pair.prose and (typed := TYPED.search(pair.source)) and typed["word"] not in pair.target:
        missing = [*missing, typed["word"]]
    if (option := OF_VARIABLE.search(pair.source)) and "--" not in pair.target:
        missing = [*missing, option[0]]
    if "</" in pair.source and (said := [text for _, text in ELEMENT_OF_CODE.findall(pair.source)]):
        made = [text for _, text in ELEMENT_OF_CODE.findall(pair.target)]
        if len(made) == len(said):
            missing = [*missing, *(one for one in said if one not in made)]
    for one in missing if missing != [pair.source.strip()] else ():  # a name alone is a label: AudioNext
        bare = re.sub(r"(?<=\d)[A-Z]+$", "", one) if one[0].isdigit() else one  # 256K may be 256 КБ
        if _joined(bare) not in _joined(pair.target) and not is_spelled(one, pair):
            yield Fault(f"{quoted(one)} of the source is missing.")


def _joined(text: str) -> str:
    """In small letters, without spaces, keys with one sign between them: Ctrl+B, Ctrl-B."""
    return text.casefold().replace(" ", "").replace("-", "+")


def format_spec(pair: Pair) -> Iterator[Fault]:
    """`msgfmt --check` would refuse the translation: the program would fail to fill in its values."""
    if not fits(pair.source, pair.target, pair.format, fewer=pair.fewer):
        said, made = ([one.raw for one in directives(text, pair.format)] for text in (pair.source, pair.target))
        wanted, found = " ".join(said), " ".join(made)
        if not wanted:
            yield Fault(f"The {pair.format} directives are {found} where the source has none.")
        elif not found:
            yield Fault(f"The {pair.format} directives are none where the source has {wanted}.")
        else:
            yield Fault(f"The {pair.format} directives are {found} where the source has {wanted}.")


def address(pair: Pair) -> Iterator[Fault]:
    """A web address differs. One in another language of the same site is allowed to."""
    missing, extra, unsaid, added = _changed(pair, "url")
    if not (missing or extra or unsaid or added):
        return
    if not (unsaid or added) and Counter(LOCAL.sub("", one) for one in missing) == Counter(
        LOCAL.sub("", one) for one in extra
    ):
        return
    yield from _each(pair, "url", "address")


def mail(pair: Pair) -> Iterator[Fault]:
    """An e-mail address differs."""
    yield from _each(pair, "mail", "e-mail address")


def path(pair: Pair) -> Iterator[Fault]:
    """A file name or path differs."""
    yield from _each(pair, "path", "path")


def tag(pair: Pair) -> Iterator[Fault]:
    """A tag is missing, invented or stands where its pair is broken."""
    faults = list(_each(pair, "tag", "tag"))
    yield from faults
    if faults:
        return
    said, made = masked(pair.source).placeables, masked(pair.target).placeables
    if len(said) > 1 and len(pairs(said)) > len(pairs(made)):
        paired = {index for both in pairs(made) for index in both}
        alone = next(
            (one for index, one in enumerate(made) if index not in paired and kind_of(one) != "placeholder"), ""
        )
        shown = flatten((alone,)) if alone else "the tags"
        yield Fault(f"The tag {quoted(shown)} has lost its partner: the order of opening and closing tags is broken.",
                    span_of(pair.target, shown))  # fmt: skip


class _Balance(HTMLParser):
    """Whether the tags of a fragment are nested rightly."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.waiting: list[str] = []
        self.sound = True
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's interface
        if tag not in VOID:
            self.waiting.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """`<br/>` stands alone."""

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - the parser's interface
        """`<![…` of a name that is none is a comment, as browsers read it; the parser would raise AssertionError."""
        return self.parse_bogus_comment(i)

    def handle_endtag(self, tag: str) -> None:
        if not self.waiting or self.waiting.pop() != tag:
            self.sound = False

    @property
    def well_formed(self) -> bool:
        return self.sound and not self.waiting


def markup(pair: Pair) -> Iterator[Fault]:
    """The source is well-formed markup and the translation is not."""
    if "</" not in pair.source and "/>" not in pair.source:
        return
    if _Balance(pair.source).well_formed and not _Balance(pair.target).well_formed:
        yield Fault("The markup is no longer well-formed: tags are not nested as they were.")


def line_ends(pair: Pair) -> Iterator[Fault]:
    """Line breaks at the beginning, at the end, or their number differ."""
    for side, with_one, without in LINE_BREAKS:
        said, made = (getattr(text, side)("\n") for text in (pair.source, pair.target))
        if said != made:
            body = pair.target.strip("\n")
            fix = "\n" * pair.source.startswith("\n") + body + "\n" * pair.source.endswith("\n")
            yield Fault(with_one if said else without, fix=fix)
            return
    said, made = (text.count("\n") for text in (pair.source, pair.target))
    if said and not made and len(WRAPPED.findall(pair.source)) < said:
        flowing = not pair.prose and said <= MOST_BREAKS and all(map(_is_flowing, pair.source.split("\n")))
        yield Fault(f"The source has {said + 1} lines, the translation one.", doubtful=flowing)


def _is_flowing(line: str) -> bool:
    """Whether a line is empty or one of words, and no point of a list."""
    line = line.strip()
    return not line or (line[0] not in "-*•0123456789" and len(line.split()) >= LEAST_WORDS)


def escaped(pair: Pair) -> Iterator[Fault]:
    r"""`\n` or `\t` written out, as two characters, is missing or was added."""
    for code in (r"\n", r"\t", r"\r"):
        if (pair.source.count(code) > 0) != (pair.target.count(code) > 0):
            missing = f"A written {code} is missing."
            extra = f"A written {code} is not in the source."
            yield Fault(missing if code in pair.source else extra, span_of(pair.target, code))


def edge_space(pair: Pair) -> Iterator[Fault]:
    """Spaces at the beginning or end differ: programs put texts together."""

    if EDGES.isdisjoint((pair.source[:1], pair.source[-1:], pair.target[:1], pair.target[-1:])):
        return

    def edges(text: str) -> tuple[str, str]:
        body = text.strip(" \t\u00a0\u3000")
        start = text.find(body) if body else 0
        return text[:start], text[start + len(body) :]

    said, made = (edges(BLOCK.sub("", text)) for text in (pair.source, pair.target))
    if pair.target_language in UNSPACED and pair.target[-1:] in WIDE_MARKS and pair.source.rstrip()[-1:] in MARKS:
        said = said[0], ""  # such a mark has the space within it
    if not pair.target.strip() or [bool(one) for one in said] == [bool(one) for one in made]:
        return
    body = pair.target.strip(" \t\u00a0\u3000")
    first, last = (
        "The spaces at the beginning are not those of the source.",
        "The spaces at the end are not those of the source.",
    )
    yield Fault(first if bool(said[0]) != bool(made[0]) else last, fix=said[0] + body + said[1])


def control(pair: Pair) -> Iterator[Fault]:
    """A control character, or the sign of a character that could not be decoded."""
    for match in CONTROL.finditer(pair.target) if may_be_hidden(pair.target) else ():
        if match[0] not in pair.source:
            fix = CONTROL.sub(lambda found: found[0] if found[0] in pair.source else "", pair.target)
            yield Fault(f"The character U+{ord(match[0]):04X} does not belong in a text.", match.span(), fix)
            return


def invisible(pair: Pair) -> Iterator[Fault]:
    """A zero-width space, a soft hyphen or another character that nobody sees."""
    for match in ZERO_WIDTH.finditer(pair.target) if may_be_hidden(pair.target) else ():
        if match[0] not in pair.source:
            fix = ZERO_WIDTH.sub(lambda found: found[0] if found[0] in pair.source else "", pair.target)
            yield Fault(f"There is an invisible character, U+{ord(match[0]):04X}.", match.span(), fix)
            return


def direction(pair: Pair) -> Iterator[Fault]:
    """A sign that turns the direction of writing round; it can make a text read as another one."""
    if not may_be_hidden(pair.target):
        return
    said = set(BIDI.findall(pair.source))
    for match in BIDI.finditer(pair.target):
        if match[0] not in said and pair.target_language not in ("ar", "fa", "he", "ur", "ug", "ps", "ckb", "yi"):
            fix = BIDI.sub(lambda found: found[0] if found[0] in said else "", pair.target)
            yield Fault(f"There is a sign of writing direction, U+{ord(match[0]):04X}.", match.span(), fix)
            return


def accelerator(pair: Pair) -> Iterator[Fault]:
    """The mark before the letter of a shortcut key is missing or was added."""
    if pair.prose:
        return
    said = [mark for mark, _ in marks(pair.source)]
    if len(said) != 1:
        return
    made = count(pair.target, said[0])
    if made != 1:
        none = f"The source marks one letter as a shortcut with {said[0]}, the translation none."
        more = f"The source marks one letter as a shortcut with {said[0]}, the translation {made}."
        yield Fault(more if made else none)
    elif pair.target_language in UNSPACED and (typed := re.search(rf"{said[0]}(?={HAN.pattern})", pair.target)):
        yield Fault("The shortcut is marked on a Chinese character, which no key has.", typed.span())


def length(pair: Pair) -> Iterator[Fault]:
    """Longer than the note for translators allows."""
    if pair.limit is not None and len(pair.target) > pair.limit:
        yield Fault(f"{len(pair.target)} characters where {pair.limit} have room.", (pair.limit, len(pair.target)))
