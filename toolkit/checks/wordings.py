"""What a translator of a program says of a code in words: its parts in the language's own letters, a value apart from
its name, a word of the source that is a code in the translation. Nobody loses anything by these: they are warnings at
most, and are looked for only where a code differs.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

from toolkit import late
from toolkit.checks.likeness import MARKS_OF_QUOTATION, VARIABLE, is_date, is_legend, likeness
from toolkit.checks.pair import Pair, own_letter
from toolkit.checks.programs import USAGE
from toolkit.placeables import find

NAME_OF_WORDS = late.compile(r"(?:[A-Z]|[A-Z]?[a-z]+)(?:_[A-Z]?[a-z]+)+")
"""block_size, Nature_Grass: no name in capitals, and none with figures."""
OF_WORDS = late.compile(r"[a-z]+(?:\.[a-z]+)*=[\"']?[a-z]+[\"']?\]?")
OTHER_VALUE = late.compile(r"[^\x00-\x7f] ?[=＝]")
OWN_WORDS = late.compile(r"[^\x00-\x7f]+(?:[ _-]?[^\x00-\x7f]+)*")
JOINED = late.compile(r"_*[A-Za-z\d]+(?:_+[A-Za-z\d]+)+|_[a-z]+(?:_[a-z]+)*_*")
"""A name with underscores between its words: Track_name_1, __special__."""
OWN_JOINED = late.compile(r"[^\W\d_A-Za-z]_+\w|\w_+[^\W\d_A-Za-z]|(?<!\w)_+[^\W\d_A-Za-z]")
"""The same with a word of the language."""
ASSIGNED = late.compile(r"(?P<name>[A-Za-z][\w.-]*)=(?P<value>.+)\Z", re.DOTALL)
DIGITS = late.compile(r"\d+(?:[./-]\d+)+\Z")
"""A date or version in figures, which the check of numbers compares."""
VERSION = late.compile(r"v\d+(?:\.\d+)*\Z")
BRACES = late.compile(r"\{['\"”’»].*['\"“‘«]\}\Z", re.DOTALL)
"""No variable, but two braces in quotation marks and what is between them: '{' and '}'."""
DIRECTIVE = late.compile(r"%(?P<flags>[-+ #0]*)(?P<width>\d*)(?P<rest>(?:\.\d+)?(?:hh|h|ll|l|z|j|t|L)?[A-Za-z])\Z")
HAN_NUMERALS = "〇一二三四五六七八九十"
SECONDS = late.compile(r"%\d[a-z]\Z")
"""A value of Qt with its unit: %1s."""
NUMERIC = late.compile(r"&#(?:\d+|x[\da-f]+);\Z", re.IGNORECASE)
MENU = late.compile(r"\w\W{0,3} (?:&gt;|->|>) \W{0,3}\w")
"""The way through a menu: Edit &gt; Find."""
PERCENT = late.compile(r"процент|百分|пайыз|％", re.IGNORECASE)
TAG = late.compile(r"</?(?P<name>[A-Za-z][\w.:-]*)(?P<rest>[^<>]*)>\Z")
EMPHASIS = frozenset("b big i em strong tt u small code".split())  # noqa: SIM905
BLOCKS = frozenset(("br", "h1", "h2", "h3", "h4", "li", "p", "ul"))
KUIT = late.compile(
    r"(?:application|bcode|command|email|emphasis|envar|filename|icode|interface|item|list|message|note|p|para|placeholder|"
    r"resource|shortcut|title|warning)\Z"
)
"""What KDE marks a word with, for which a translation may have quotation marks; or a paragraph."""
HTML_ONLY = frozenset(
    "a abbr blockquote body br button center div font form h1 h2 h3 h4 h5 h6 head hr html img li nobr ol p pre "  # noqa: SIM905
    "span sub sup table tbody td th thead tr ul video wbr".split()
)
"""Names of elements that are no words that a person might fill in."""
SPECIFIED = late.compile(r"указанн|заданн|指定|给定|көрсөтүлгөн|берилген", re.IGNORECASE)
"""The file that is given: no word stands in its place."""
OWN_TAG = late.compile(r"[<〈«‹《][^<>〈〉«»‹›《》\n]{0,60}?[^\W\d_A-Za-z][^<>〈〉«»‹›《》\n]{0,60}[>〉»›》]")
ENDING = late.compile(r"\*?\.[A-Za-z\d]{1,8}\Z")
SCHEME = late.compile(r"\A(?:https?|ftp)://(?:www\.)?|/+\Z")
LOCALE = late.compile(r"[a-z]{2,3}_[A-Z]{2}\Z")
SITE = late.compile(r"[A-Z]\w+\.(?:com|fm|io|net|org)\Z")
"""The name of a project that is an address, too: OpenOffice.org."""
TRANSLATED = late.compile(r"перев[её]?[ло]|翻译|汉化|котор(?:гон|мо)", re.IGNORECASE)
KEYS = late.compile(
    r"<(?:alt|backspace|ctrl|control|del|delete|down|end|enter|esc|escape|f\d+|home|insert|left|mouse[\w :-]*|pgdn|"
    r"pgup|return|right|shift|space|super|tab|up)(?:[-+ ][\w -]+)?>\Z",
    re.IGNORECASE,
)
"""Keys, which a translation may call by their names: <Enter>."""
NAMED = late.compile(r"(?:%\d+(?:\$[a-z])?|\{\w+\}|\$\{\w+\}|%\(\w+\)[a-z]|`[^`\n]+`)\Z")
"""What is said by its name or number, however often: make sure %1 is installed, эта программа; a `code`."""
OWN_SCHEME = late.compile(r"[^\W\d_A-Za-z]+://")
ARTICLE = late.compile(r"(<(?:b|em|i|strong)>)(?:an?|the)(</\w+>)", re.IGNORECASE)
"""Emphasis of a word that others have not."""
LEAST_WORD = 3
LEAST_BEGUN = 4
"""Letters of a word that may go on in the source: fork() of “forked”."""


class Differing(NamedTuple):
    """The codes of one family that differ."""

    missing: list[str]
    extra: list[str]
    unsaid: list[str]
    """Of those missing what the translation says in words."""
    added: list[str]
    """Of those too much what is no more than emphasis or layout."""


def judged(pair: Pair, family: str, missing: list[str], extra: list[str]) -> Differing:
    """What differs, and what of it is said in words."""
    if not missing and not extra:
        return Differing([], [], [], [])
    if family == "code" and not pair.prose:
        missing, extra = ([one for one in some if not BRACES.match(one)] for some in (missing, extra))
        missing, extra = _alike(missing, extra)
    unsaid, extra = _reworded(pair, family, missing, extra)
    missing = [one for one in missing if one not in unsaid]
    if pair.prose or family == "loose" or not (missing or extra):
        return Differing(missing, extra, unsaid, [])
    missing = _unfilled(missing, pair) if family == "tag" else missing
    missing = [one for one in missing if not _is_answered(one, family, pair)]
    extra = [one for one in extra if not _is_named(one, family, pair)]
    if family == "url":
        missing, extra, other = _schemes(missing, extra, pair.target_language)
        unsaid += other
    said, target = [], pair.target
    for one in missing:
        found = likeness(one, family, pair)
        if found:
            extra = [other for other in extra if other not in found and found not in other]
            if is_legend(one):
                continue
        repeated = family == "code" and NAMED.match(one) and one in target and pair.source.count(one) > 1
        if found or repeated or _is_said(one, family, pair):
            unsaid.append(one)
        else:
            said.append(one)
    if family == "tag":
        lost = _emphasis(said)
        if (article := ARTICLE.search(pair.source)) and sorted(said) == sorted(article.groups()):
            lost = said
        said = [one for one in said if one not in lost]
        added = _layout(said, extra, pair)
        return Differing(said, [one for one in extra if one not in added], unsaid + lost, added)
    said, extra, other = _cases(said, extra, pair)
    again = [one for one in extra if _is_again(one, family, pair)]
    return Differing(said, [one for one in extra if one not in again], unsaid + other, again)


def _paired(
    missing: list[str], extra: list[str], twin: Callable[[str, list[str]], str | None]
) -> tuple[list[str], list[str], list[str]]:
    """Missing and extra without those that are twins, each of one alone; and the missing ones of these."""
    said, made, other = [], list(extra), []
    for one in missing:
        same = twin(one, made)
        if same is None:
            said.append(one)
        else:
            made.remove(same)
            other.append(one)
    return said, made, other


def _cases(missing: list[str], extra: list[str], pair: Pair) -> tuple[list[str], list[str], list[str]]:
    """Missing and extra without names that differ in small and capital letters alone, or in the language of an example;
    and those."""

    def twin(one: str, made: list[str]) -> str | None:
        same = next((found for found in made if not VARIABLE.search(one) and found.casefold() == one.casefold()), None)
        if same is None and LOCALE.match(one):
            same = next((found for found in made if LOCALE.match(found) and found[:2] == pair.target_language), None)
        return same

    return _paired(missing, extra, twin)


def _is_again(code: str, family: str, pair: Pair) -> bool:
    """Whether a code too much is said again instead of “it”, is the name of a site, or the address of a translator."""
    if family == "mail":
        return TRANSLATED.search(pair.target) is not None
    if code == "&nbsp;":
        return code in pair.source
    if family == "url" and SITE.match(code):
        return True
    return (family in ("path", "url") or not VARIABLE.search(code)) and _is_word(code, pair.source)


def _reworded(pair: Pair, family: str, missing: Iterable[str], extra: Iterable[str]) -> tuple[list[str], list[str]]:
    """Of the missing codes those of words that the translation has in its own, and what is too much besides."""
    made = [*extra]
    if family != "code" or not own_letter(pair):
        return [], made
    told = []
    for one in missing:
        if one[0] == "`":
            other = next((other for other in made if is_reworded(one, other)), None)
            if other is not None:
                made.remove(other)
                told.append(one)
        elif not pair.prose and (
            NAME_OF_WORDS.fullmatch(one) or (OF_WORDS.fullmatch(one) and OTHER_VALUE.search(pair.target))
        ):
            told.append(one)
    return told, made


def is_reworded(code: str, other: str) -> bool:
    """Whether a code in backticks differs from another one only by words of other letters: `rs(0, author)`."""
    parts = OWN_WORDS.split(other)
    if len(parts) == 1 or code[0] != "`":
        return False
    return re.fullmatch("[A-Za-z][A-Za-z _-]*".join(map(re.escape, parts)), code) is not None


def _alike(missing: list[str], extra: list[str]) -> tuple[list[str], list[str]]:
    """Both without directives that differ in their width alone, and names in their number: %4.5f, %.5f; file_names."""

    def twin(one: str, made: list[str]) -> str | None:
        plain = _plain(one)
        return next((found for found in made if plain and _plain(found) == plain), None)

    return _paired(missing, extra, twin)[:2]


def _plain(code: str) -> str:
    match = DIRECTIVE.match(code)
    if match:
        return match["rest"].replace("i", "d")
    return code.removesuffix("s") if code.isidentifier() else ""


def _is_answered(code: str, family: str, pair: Pair) -> bool:
    """Whether what is missing stands in the translation in another form that loses nothing."""
    target = pair.target
    if family == "code":
        if NUMERIC.match(code):
            char = html.unescape(code)
            kind = unicodedata.category(char[0])[0]
            return char in target or kind in "PZ" or (kind == "L" and own_letter(pair))  # S&#248;ren: Сёрен
        if VERSION.match(code):  # v0.2: версия 0.2
            return re.search(rf"(?<![\d.]){re.escape(code[1:])}(?![\d])", target) is not None
        if SECONDS.match(code):
            return re.search(rf"{code[:-1]}\s?[^\W\d_A-Za-z]", target) is not None
        if code == "%%":
            return PERCENT.search(target) is not None
        if code.endswith("()"):
            return re.search(rf"(?<!\w){re.escape(code[:-2])}\s?[(（]\s?[)）]", target) is not None
        if code[0] == "-":  # one that is said again in its own line of help
            of_help = pair.source.lstrip()[:1] == "-" or USAGE.search(pair.source) is not None
            return (
                of_help
                and pair.source.count(code) > 1
                and re.search(rf"{re.escape(code)}(?![\w-])", target) is not None
            )
        if code[0] == "#" and len(code) > 1 and not code[1].isalpha():
            place = HAN_NUMERALS[int(code[1:]) : int(code[1:]) + 1] if code[1:].isdecimal() else ""
            if place and f"第{place}" in target:
                return True
            return re.search(rf"(?<![\d.,#]){re.escape(code[1:])}(?![\d])", target) is not None
        return is_date(code) and own_letter(pair)
    if family == "path" and ENDING.match(code):  # a full stop without a space behind it
        return re.search(rf"[\"'»”’)]\s?{re.escape(code)} ", pair.source) is not None
    return False


def _unfilled(missing: list[str], pair: Pair) -> list[str]:
    """The missing tags without words to be filled in for which the translation has others, or that it has elsewhere."""
    words = [one for one in missing if (match := TAG.match(one)) and _is_filled(match, pair)]
    if words and len([one for one in OWN_TAG.findall(pair.target) if one not in pair.source]) >= len(words):
        return [one for one in missing if one not in words]
    return [one for one in missing if one not in words or one not in pair.target]


def _is_filled(tag: "re.Match[str]", pair: Pair) -> bool:
    """Whether what looks like a tag is a word that a person fills in, with no attributes and closed nowhere."""
    name = tag["name"]
    if tag["rest"].strip(" /") and "=" in tag["rest"]:
        return False
    return name not in HTML_ONLY and f"</{name}" not in pair.source + pair.target and tag[0][1] != "/"


def _is_said(code: str, family: str, pair: Pair) -> bool:
    """Whether the translation says in words what the code stands for."""
    target = pair.target
    if family == "mail":
        return code == pair.source.strip()  # an example, as a field shows it
    if not own_letter(pair):
        return False
    if family == "tag":
        match = TAG.match(code)
        if KEYS.match(code) or (match and code == pair.source.strip() and _is_filled(match, pair)):
            return True
        if match is None or not _is_filled(match, pair) or USAGE.search(pair.source):
            return False
        return match["name"].casefold() in _words(pair.source) or SPECIFIED.search(target) is not None
    if family == "url":
        return code.partition("://")[0].isupper() and OWN_SCHEME.search(target) is not None
    if family != "code":
        return False
    if re.fullmatch("#[a-z]+", code):
        return code not in target  # the number of them
    if re.fullmatch("[a-z]+->[a-z]+", code):
        return re.search("->|→", target) is not None
    if code[0] == "`":
        inner = code.strip("`")
        marks = f"[{MARKS_OF_QUOTATION}]"
        return re.search(rf"{marks}{re.escape(inner)}{marks}", target) is not None or (
            inner[:1].isupper() and re.search(rf"{marks}[^\W\d_A-Za-z]", target) is not None
        )
    if match := ASSIGNED.match(code):
        value = match["value"].strip("\"'[]")
        if match["name"] == "default":
            return True
        if value and all(
            re.search(rf"(?<!\w){re.escape(one)}(?!\w)", target, re.ASCII) for one in (match["name"], value)
        ):
            return True  # CR为0D
        if value and not VARIABLE.search(match["name"]) and match["name"].islower():
            return re.search(rf"(?<![\w]){re.escape(value)}(?![\w])", target, re.IGNORECASE) is not None
        return False
    if code == "&gt;":
        return MENU.search(pair.source) is not None
    if re.fullmatch(r"\{\w+\}", code):  # {month}, {month.genitive}
        return re.search(rf"\{{{re.escape(code[1:-1])}[.\[!]", target) is not None
    if JOINED.fullmatch(code):
        return OWN_JOINED.search(target) is not None
    return False


def _is_named(code: str, family: str, pair: Pair) -> bool:
    """Whether what is too much is words of the source, which the translator marked as code: `--block` for “block”."""
    if DIGITS.match(code):
        return True
    if family == "path" and (ENDING.match(code) or (code[:2] == "*." and code in pair.source)):
        return True
    if family in ("url", "mail") or code[:1] in "{%$\\&" or _is_word(code, pair.source):
        return False
    if "=" in code and code in re.sub(r"\s*=\s*", "=", pair.source):
        return True
    if VERSION.match(code):
        return code[1:] in pair.source
    match = TAG.match(code)
    if match and match["name"] == "qt":
        return True  # KDE's mark of a text that has tags
    if match and (match["name"].casefold() in HTML_ONLY | EMPHASIS):
        return False
    said = _words(pair.source)
    parts = re.findall(r"[A-Za-z]+|\d+", code)
    whole = "".join(parts).casefold()
    if len(whole) >= LEAST_WORD and (whole in said or whole.removesuffix("s") in said or f"{whole}s" in said):
        return True
    return bool(parts) and all(_is_word_of(part, said, pair.source) for part in parts)


def _is_word(code: str, text: str) -> bool:
    """Whether a code stands in a text and is no part of a longer one."""
    return code in text and re.search(rf"(?<![\w/.-]){re.escape(code)}(?![\w/-]|\.\w)", text) is not None


def _words(source: str) -> frozenset[str]:
    """The words of the source in small letters, without those in its codes; and neighbours that are one name joined."""
    rest = source
    for one in reversed(find(source)):
        if not one.text.isalnum():
            rest = rest[: one.start] + " " * len(one.text) + rest[one.end :]
    found = [word.casefold() for word in re.findall(r"[A-Za-z]+|\d+", rest)]
    names = re.findall(r"[A-Za-z]+(?:[-_][A-Za-z\d]+)+", source)
    joined = [re.sub("[-_]", "", name.casefold()) for name in names]
    return frozenset((*found, *joined))


def _is_word_of(part: str, said: frozenset[str], source: str) -> bool:
    if len(part) == 1 and part.isupper():
        return re.search(rf"(?<![\w]){part}(?!\w)", source) is not None
    small = part.casefold()
    if small.isdigit() or len(small) < LEAST_WORD:
        return small in said
    return small in said or (len(small) >= LEAST_BEGUN and any(word.startswith(small) for word in said))


def _schemes(missing: list[str], extra: list[str], language: str) -> tuple[list[str], list[str], list[str]]:
    """Missing and extra without addresses that differ in http and https, or are in the language; and those."""

    def twin(one: str, made: list[str]) -> str | None:
        same = next((found for found in made if SCHEME.sub("", found) == SCHEME.sub("", one)), None)
        if same is None:  # en.wiki.example/Ink, ru.wiki.example/Чернила
            own, site = f"{language}.", _site(one).removeprefix("en.")
            same = next((found for found in made if _site(found) == own + site), None)
        return same

    return _paired(missing, extra, twin)


def _emphasis(missing: list[str]) -> list[str]:
    """Of the missing tags those of KDE and of paragraphs, where both beginning and end are missing."""
    lost = []
    for one in missing:
        name = TAG.match(one)
        if name and KUIT.match(name["name"]):
            begin, end = f"<{name['name']}>", f"</{name['name']}>"
            lost += [one] * (missing.count(begin) == missing.count(end))
    return lost


def _site(address: str) -> str:
    return SCHEME.sub("", address).partition("/")[0]


def _layout(missing: list[str], extra: list[str], pair: Pair) -> list[str]:
    """Emphasis that is opened and closed, and line breaks, in a text that has tags of its own."""
    if missing or "<" not in pair.source:
        return []
    names = [match["name"].casefold() if (match := TAG.match(one)) else "" for one in extra]
    if not all(name in EMPHASIS or name in BLOCKS for name in names):
        return []
    ends = sum(one[1] == "/" for one in extra)
    breaks = sum(name == "br" for name in names)
    return extra if 2 * ends == len(extra) - breaks else []
