"""What a translator may change of a code: the word that is to be filled in (`<file>`, `--out=FILE`), the order of
directives, the text of a link, an abbreviation of emphasis that a script has not.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from toolkit import late
from toolkit.checks.pair import UNSPACED, Pair, own_letter
from toolkit.checks.wordings import Differing, judged
from toolkit.placeables import Found, find
from toolkit.po.formats import directives

_ELEMENTS = """
a abbr article b big blockquote body br button center cite code col dd del div dl dt em embed font form h1 h2 h3 h4 h5
h6 head hr html i iframe img input ins kbd label li link meta nobr ol option p pre qt s samp script section select small
source span strike strong style sub sup table tbody td textarea tfoot th thead title tr tt u ul var video wbr
"""
ELEMENTS = frozenset(_ELEMENTS.split())
EMPHASIS = frozenset(("b", "bold", "em", "emphasis", "i", "italic", "italics", "strong"))
"""Of which writing without slanted letters has fewer."""
WORDS = late.compile(r"<[A-Za-z][\w .,'’/:-]*>")
"""A tag by its look: `<file>`, `<no file>`, `<new-name>`."""
TO_FILL = late.compile(r"[<＜〈«‹《][^<>＜＞〈〉«»‹›《》\n]{1,80}[>＞〉»›》]")
"""The same in a translation, in any letters."""
SHOWN = late.compile(r"""\s(?:title|alt|placeholder|aria-label)\s*=\s*(?:"[^"]*"|'[^']*')""")
SPACE = late.compile(r"\s+(?=/?>\Z)")
NAME = late.compile(r"</?\s*([\w:.-]+)")
VALUE = late.compile(r"=(?:[A-Z][A-Z\d_#:|=\[-]*|<.*|\[[a-z].*|[^\x00-\x7f].*)\Z", re.DOTALL)
"""Of an option, a word in capitals or an element that stands for its value."""
FILLED = late.compile(
    r"[A-Za-z][\w.-]*=[\"']?(?P<directive>%(?:\d+\$)?[-+ #0-9.*]*(?:hh|h|ll|l|z|j|t|q|L)?[A-Za-z])(?![\w%])"
)
"""A value that a program fills in, behind its name: length=%s; the name may be a word of the language."""
LETTER = late.compile(r"\.([a-z])\1+")
"""The fractions of a second in a form of time: [.uuuuuu]."""
ASSIGNED = late.compile(r"(?P<name>[\w.-]+=)(?P<value>.*)\Z", re.DOTALL)
SAYS = late.compile(r"\A[\"'](?=[^\"']*[A-Z][a-z]|[^\"']* )|[^\x00-\x7f]")
"""A value that is text for people."""
TEXT = late.compile(r"[\"'][^\"'_/.\d]*[\"']")
LOCAL = late.compile(r"(?:(?<=/)|(?<=\.)(?=[\w-]*\.))(?:[a-z]{2}(?:[-_][A-Za-z]{2,4})?)(?=[/.])")
"""The language in an address; the country at the end of a domain is another site."""
WIKIPEDIA = late.compile(r"https?://[a-z-]+(?:\.m)?\.wikipedia\.org/[^\s\"'<>]*")
"""An article, which has another name in another language."""
ROLE = late.compile(r":(?P<role>[a-z][\w:+.-]*):\Z")
SAID = frozenset("guilabel menuselection ref doc term any numref abbr dfn emphasis strong title kbd".split())  # noqa: SIM905
"""Roles of reStructuredText whose text is for readers."""
AIM = late.compile(r"<[^<>`]+>(?=`)")
NUMBERED = late.compile(r"%\d+\$")
TIME = late.compile(r"%[-_0^#EO]?[A-Za-z%]|[^%]")
OF_TIME = late.compile(r"%[-_0^#EO]?[aAbBdeHIjklmMpPRSTyYDF]")
SIGNS_OF_TIME = frozenset("aAbBcCdDeFgGhHIjklmMnprRsStTuUVwWxXyYzZ%P")
MARKS = frozenset(
    f"&{name};"
    for name in (
        "quot",
        "laquo",
        "raquo",
        "ldquo",
        "rdquo",
        "bdquo",
        "lsquo",
        "rsquo",
        "apos",
        "mdash",
        "ndash",
        "hellip",
    )
)
"""Entities of punctuation, which is the language's own."""
AND = {
    "ru": late.compile(r"(?<!\w)и(?!\w)"),
    "ky": late.compile(r"(?<!\w)(?:жана|менен)(?!\w)"),
    "zh": late.compile("[和与及并、]"),
    "zt": late.compile("[和與及並、]"),
}
"""What stands for `&amp;` in a translation."""
MENU = late.compile(r"/[^\n]*(?<![^/ -])_[A-Za-z]|/[A-Z][a-z]+/<\w+>\Z")
"""Where a command stands in a menu: /_File/_Open, /Date/<locale>."""
SHARE = late.compile(r"/(?:\{\w*\}|%\d+|%(?:\(\w+\))?[sd])")
EXAMPLE = late.compile(r"/?path/to/", re.IGNORECASE)
CAPITALS = late.compile(
    r"/?(?:_?[A-Z][A-Za-z]*(?:_[A-Z]?[a-z]+)*\\?/+)+(?:_?[A-Z]?[A-Za-z_ ]*[\\/]?|[A-Z][a-z]*\\/[A-Z]?[A-Za-z_ ]*)"
)
"""A path of names that are words: America/New_York, /Help/About."""
EXTENSION = late.compile(r"\.[A-Za-z\d]{1,10}\Z")
ANY_FILE = late.compile(
    r"(?:archive|book|document|example|file|filename|foo|image|input|name|output|text)\.[a-z\d]{1,5}\Z", re.IGNORECASE
)
"""A name that stands for any: file.txt."""
BESIDE = late.compile(r"[\u0400-\u052f]")
HELP = late.compile(r"(?:^|\s)--?[A-Za-z]|\[[A-Z]|^\s*Usage:|[A-Z]{3,}_[A-Z]+.*\b[A-Z]{4,}\b", re.DOTALL)
SEVERAL = late.compile(r"(?:(?<=[A-Z_]{3})|(?<=@[a-zA-Z]))s\Z")
"""The plural of a name: FILEs."""
ANY_IN_CAPITALS = late.compile(r"[A-Z]{3,}(\.[a-z\d]+)")
FIGURED = late.compile(r"\[[A-Z_]{2,}(\d)\]")
FRAMED = late.compile(r"\s*(--[A-Za-z][\w-]*)\s.*--\s*\Z", re.DOTALL)
"""A line with dashes at both ends."""
OTHER_NAME = late.compile(r"[^\W\dA-Za-z]+_[^\W\d]+|[<〈][^<>]*[^\x00-\x7f][^<>]*[>〉]|[А-ЯЁӨҮҢ]{4,}|=[\u4e00-\u9fff]")
NUMBER_SIGN = late.compile(r"#\d{1,3}")
TAG_OF_WORDS = late.compile(r"#[A-Z][a-z]*(?:\Z|(?=['’]))")
LEFT_BRACKETS = late.compile(r"\[\[ [^\]]* \]\]\Z")


def shape(one: Found, text: str) -> str:
    """What of a code must be the same in a translation; empty for nothing."""
    kind = one.kind.name
    if kind == "option" and one.text.endswith("--"):
        return ""  # a word between dashes
    if kind == "reference":
        return one.text.replace(" ", "")
    if kind in ("path", "file") and not any(map(str.isalnum, one.text)):
        return ""  # a list of signs: ./+/-/_
    if kind == "option":
        return VALUE.sub("", one.text)
    if kind == "assignment":
        filled = FILLED.match(text, one.start)
        return filled["directive"] if filled else _assigned(one.text)
    if kind == "wiki link" and "|" in one.text:
        return one.text.partition("|")[0] + "|"
    if kind == "code span":
        return _span(one, text)
    if kind == "file" and LETTER.fullmatch(one.text):
        return ""
    if kind in ("path", "file") and _is_torn(one, text):
        return ""
    if kind in ("path", "file"):
        return one.text.rstrip("-")
    return one.text


def _assigned(text: str) -> str:
    parts = ASSIGNED.match(text)
    if parts is None:
        return text
    if parts["name"][0].isupper() and parts["name"][1:-1].islower():
        return ""  # Left=Zoom: words on both sides
    return parts["name"] if SAYS.search(parts["value"]) or VALUE.search(text) else text


def _span(one: Found, text: str) -> str:
    """In reStructuredText what stands in backticks behind a role for readers may be translated, but for its aim."""
    role = ROLE.search(text, 0, one.start)
    aim = AIM.search(one.text)
    if role and (aim or role["role"].rpartition(":")[2] in SAID):
        return f"`{aim[0]}`" if aim else "`…`"
    inner = one.text.strip("`")
    if one.text.count("`") == len("``") and len(held := find(inner)) == 1 and held[0].text == inner:
        return inner  # `%s' in other quotation marks
    return re.sub(r"\s+", " ", one.text)


def _is_torn(one: Found, text: str) -> bool:
    """Whether a piece of other words looks like a path, since letters of another script stand beside it."""
    beside = BESIDE.match(text[one.start - 1 : one.start] or " ") or BESIDE.match(text[one.end : one.end + 1] or " ")
    return beside is not None and one.text[0] == "/" and "." not in one.text


def settled(pair: Pair, family: str, missing: list[str], extra: list[str]) -> Differing:
    """What is really missing and really too much, of the codes of one family that differ, and what is said in words."""
    if family == "code" and pair.format:  # its directives are compared by their arguments, too
        known = tuple(one.raw for text in (pair.source, pair.target) for one in directives(text, pair.format))
        missing, extra = (
            [one for one in some if one in known or not one.startswith(known)] for some in (missing, extra)
        )
    if family == "code":
        return judged(pair, family, *_codes(pair, missing, extra))
    if family == "tag":
        return judged(pair, family, *_tags(pair, *_without(missing, extra, _tag)))
    extra = [one for one in extra if not 0 < _times(one, pair.target) <= _times(one, pair.source)]
    if family == "path":
        missing, extra = _paths(pair, missing, extra)
    elif any(map(NUMBERED.search, extra)) and not any(map(NUMBERED.search, missing)):
        missing, extra = _without(missing, extra, lambda one: NUMBERED.sub("%", one))
    return judged(pair, family, missing, extra)


def _times(code: str, text: str) -> int:
    """How often a code stands in a text, whatever it is taken for there: `-f' and «-f»."""
    if code not in text:
        return 0
    if code[0] == "%":  # of %swarning nobody knows whether it is one
        return text.count(code)
    before, behind = r"(?<![A-Za-z\d_])" * code[0].isalnum(), r"(?![A-Za-z\d_-])" * code[-1].isalnum()
    return len(re.findall(f"{before}{re.escape(code)}{behind}", text))


def _codes(pair: Pair, missing: list[str], extra: list[str]) -> tuple[list[str], list[str]]:
    missing, extra = _without(missing, extra, _said)
    if set(missing) == {"{}"} and sorted(extra) == [f"{{{number}}}" for number in range(pair.source.count("{}"))]:
        return [], []
    missing, extra = _without(missing, extra, lambda one: _listed(one, pair.source))
    extra = [one for one in extra if not 0 < _times(one, pair.target) <= _times(one, pair.source)]
    missing = [one for one in missing if not 0 < _times(one, pair.source) <= _times(one, pair.target)]
    if _only_time(pair.source) and _only_time(pair.target):
        return [], []
    if not any(map(NUMBERED.match, missing)) and any(map(NUMBERED.match, extra)):
        missing, extra = _without(missing, extra, lambda one: NUMBERED.sub("%", one))
    extra = [one for one in extra if not (NUMBERED.match(one) and _is_moved(one, pair)) and not _is_glossed(one, pair)]
    framed = FRAMED.match(pair.source)
    missing = [one for one in missing if not (framed and one == framed[1]) and not _is_kept_value(one, pair)]
    said = " ".join(pair.source.split())
    extra = [one for one in extra if not (one[0] == "`" and one.strip("`") in said)]
    missing, extra = _without(missing, extra, lambda one: SEVERAL.sub("", _begun(one, pair.source)).replace("...", "…"))
    joined = AND.get(pair.target_language)
    html = "&nbsp;" not in pair.source and ("</" in pair.source or ";" in pair.source)
    missing = [
        one
        for one in missing
        if one not in MARKS
        and not (one == "&amp;" and joined and joined.search(pair.target))
        and not (NUMBER_SIGN.fullmatch(one) and re.search(rf"(?:№|第|No\.?)\s?{one[1:]}(?!\d)", pair.target))
        and not (not pair.prose and TAG_OF_WORDS.match(one))
        and not (LEFT_BRACKETS.match(one) and "[[ " in pair.target)
        and not (one.isidentifier() and one == pair.source.strip())
        and not _is_to_type(one, pair)
        and not (ANY_FILE.match(one) and _stands(rf"[\u0400-\u9fff_]{re.escape(one[one.index('.') :])}", pair.target))
    ]
    extra = [
        one
        for one in extra
        if not (NUMBER_SIGN.fullmatch(one) and _times(one[1:], pair.source))
        and one not in MARKS
        and f"{one}$'" not in pair.target
        and not (one == "&nbsp;" and html)
        and not (pair.other and one in pair.other)
    ]
    return missing, extra


def _listed(code: str, source: str) -> str:
    """Of an option in a list of options its name, since what stands behind it is to be filled in: --filter=filter."""
    name = code.partition("=")[0]
    return name if re.search(rf"^\s+(?:-\w(?: [\w-]+)?, +)?{re.escape(name)}=", source, re.MULTILINE) else code


def _begun(code: str, source: str) -> str:
    """Of a name that a text begins with, as it is elsewhere: Server.met."""
    return code[0].lower() + code[1:] if code[:1].isupper() and code[1:].islower() and source.startswith(code) else code


def _is_glossed(code: str, pair: Pair) -> bool:
    """Whether what looks like a call is a name of the source with its meaning behind it."""
    name, bracket, _ = code.partition("(")
    return bool(bracket) and code[0] != "`" and not code.isascii() and name in pair.source


def _is_kept_value(code: str, pair: Pair) -> bool:
    """Whether the value behind an equals sign is kept, in other quotation marks or behind a name to be filled in."""
    if code[:1] == "@":
        return code[1:].isupper() and re.search(r"@[^\x00-\x7f]", pair.target) is not None
    if named := ANY_IN_CAPITALS.fullmatch(code):
        return _stands(rf"[\u0400-\u9fff]{re.escape(named[1])}", pair.target)
    if filled := FIGURED.fullmatch(code):
        return re.search(rf"\[[^\x00-\x7f]+{filled[1]}\]", pair.target) is not None
    if code[-1:] == "=" and code[:-1].isupper():
        return re.search(r"[^\x00-\x7f]=", pair.target) is not None
    name, sign, value = code.partition("=")
    value = value.strip("\"'")
    if not sign or not value:
        return False
    before = re.escape(name) + (r"|[^\x00-\x7f]" if name.isupper() else "")
    return re.search(rf"(?:{before})=[{{\"'«„“‘]?{re.escape(value)}(?![\w])", pair.target) is not None


def _is_moved(directive: str, pair: Pair) -> bool:
    """Whether a directive with a number is one of the source without, of a format that nobody named: %2$L, %L."""
    plain = NUMBERED.sub("%", directive)
    return plain in pair.source and NUMBERED.search(pair.source) is None


def _said(code: str) -> str:
    """Of an assignment whose value is text in quotation marks, or is translated, the name."""
    parts = ASSIGNED.match(code)
    if parts is None or (parts["value"] and not TEXT.fullmatch(parts["value"])):
        return code
    return parts["name"] if parts["name"][0].islower() else parts["value"] or code


def _is_to_type(code: str, pair: Pair) -> bool:
    """Whether a name is a word that a person puts something for, in a line about commands: LINK_NAME, [job_spec]."""
    if not code.isidentifier() or pair.prose:
        return False
    if code.isupper() and own_letter(pair):
        if re.search(rf"(?:(?<!\S)--?[a-z][\w-]*[ =]|\]\s?|\.\.\.\s?){code}(?!\w)", pair.source):
            return True
        return HELP.search(pair.source) is not None and OTHER_NAME.search(pair.target) is not None
    return re.search(rf"\[{code}(?: \.\.\.)?\]", pair.source) is not None and "[" in pair.target


def _only_time(text: str) -> bool:
    """Whether it is a form of a date or time for `strftime`, whose parts each language has in its own order."""
    if len(set(OF_TIME.findall(text))) < 2:
        return False  # %d of %d are numbers
    return all(part[-1] in SIGNS_OF_TIME for part in TIME.findall(text) if part[0] == "%" and len(part) > 1)


def _without(missing: Iterable[str], extra: Iterable[str], same: Callable[[str], str]) -> tuple[list[str], list[str]]:
    """Both without those that are the same in some way."""
    said, made = list(missing), []
    for one in extra:
        found = next((other for other in said if same(other) == same(one)), None)
        if found is None:
            made.append(one)
        else:
            said.remove(found)
    return said, made


def _tags(pair: Pair, missing: list[str], extra: list[str]) -> tuple[list[str], list[str]]:
    if pair.target_language in UNSPACED:
        missing, extra = _without(missing, extra, _emphasis)
    closed = {match[1] for match in re.finditer(r"</([\w:.-]+)", pair.source + pair.target)}
    to_fill = [one for one in missing if _is_to_fill(one, closed, pair.source)]
    if to_fill:
        others = Counter(one.text for one in find(pair.source) if one.text not in to_fill)
        room = sum(not others[one] for one in TO_FILL.findall(pair.target))
        asked = sum(map(pair.source.count, dict.fromkeys(to_fill)))
        if room >= asked:
            missing = [one for one in missing if one not in to_fill]
    return missing, [one for one in extra if not (_is_to_fill(one, closed, pair.source) and len(to_fill) > 0)]


def _tag(tag: str) -> str:
    """A tag without the language of its address, texts that are shown and the kind of its quotation marks."""
    tag = WIKIPEDIA.sub("", SPACE.sub("", tag))
    return SHOWN.sub("", LOCAL.sub("", tag)).replace("'", '"') if "=" in tag else tag


def _is_to_fill(tag: str, closed: set[str], source: str) -> bool:
    """Whether what looks like a tag is a word to be filled in, or a note: no element of HTML, or one behind an option
    (`--label <label>`), and closed nowhere.
    """
    name = NAME.match(tag)
    if name is None or WORDS.fullmatch(tag) is None:
        return False
    if name[1] in closed:
        return False
    return name[1].casefold() not in ELEMENTS or re.search(rf"(?<![\w-])--?[\w-]+[ =]{tag}", source) is not None


def _emphasis(tag: str) -> str:
    name = NAME.match(tag)
    return tag if name is None or name[1].casefold() not in EMPHASIS else tag.replace(name[1], "em", 1)


def _paths(pair: Pair, missing: list[str], extra: list[str]) -> tuple[list[str], list[str]]:
    if not pair.prose and MENU.match(pair.source) and pair.source.count("/") == pair.target.count("/"):
        return [], []
    missing = [one for one in missing if not _is_share(one, pair.source, pair.target)]
    said, made = [], [one for one in extra if not (CAPITALS.fullmatch(one) or _is_share(one, pair.target, pair.source))]
    for one in missing:
        ending = EXTENSION.search(one)
        if EXAMPLE.match(one) or CAPITALS.fullmatch(one):
            continue
        if "<" in one and _to_fill(one, pair.target):
            continue
        if ending and ANY_FILE.match(one) and _stands(rf"[\u0400-\u9fff_]{re.escape(ending[0])}", pair.target):
            made = [other for other in made if other != ending[0]]
            continue  # файл.lrs
        if one.startswith("*.") and _stands(r"\*\.[\u0400-\u9fff]+", pair.target):
            continue  # *!*@*.host, *.компьютер
        if ending and ending[0] == one and _stands(rf"(?<![A-Za-z]){one[1:]}", pair.target):
            continue  # pot-файл
        said.append(one)
    files = [one.text for one in find(pair.source) if EXTENSION.search(one.text)]
    made = [
        one
        for one in made
        if not (EXTENSION.fullmatch(one) and (any(file.endswith(one) for file in files) or _is_said(one, pair.source)))
    ]
    return said, made


def _is_share(path: str, text: str, other: str) -> bool:
    """Whether what looks like a path of a text is a stroke between two variables: {n}/{total}, {n} of {total}."""
    return (
        SHARE.fullmatch(path) is not None
        and path[1:] in other
        and re.search(rf"[}}sd\d]{re.escape(path)}", text) is not None
    )


def _to_fill(path: str, target: str) -> bool:
    """Whether the place in a path for which a person puts something is named in other letters: /dev/<name>."""
    return re.search(re.sub(r"<\w+>", "<[^<>]+>", re.sub(r"([.*+?{}()\[\]\\|^$])", r"\\\1", path)), target) is not None


def _is_said(ending: str, source: str) -> bool:
    """Whether the source names the kind of a file without the point: PO files, Desktop File."""
    return re.search(rf"(?<!\w){ending[1:]}(?= files?\b|-files?\b)", source, re.IGNORECASE) is not None


def _stands(pattern: str, text: str) -> bool:
    return re.search(rf"{pattern}(?![A-Za-z\d])", text, re.IGNORECASE) is not None
