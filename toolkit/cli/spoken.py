"""What commands say, in the language of the person at the terminal: gettext, over the standard library.

Messages are written in English where they arise, with their values in them; programs, logs and JSON get those. Here, at
the one door to the terminal, a message is held against the templates of the catalog (`{0} of {1} drafted`), and said in
the reader's language with the same values. What no catalog has stays English; never is a key shown. Translators edit
locales/<language>/LC_MESSAGES/commands.po, and of the sentences of the checks checks.po; `make interface` compiles
them into the .mo files of interface/ here and there. The language is that of LANGUAGE, LC_ALL, LC_MESSAGES and LANG, in
this order, as gettext has it.
"""

import copy
import functools
import gettext
import inspect
import os.path
import re

import click

DOMAIN = "toolkit"
FOLDER = os.path.join(os.path.dirname(__file__), "interface")  # noqa: PTH118, PTH120 - pathlib takes as long as gettext
CHECKS = os.path.join(os.path.dirname(FOLDER), os.pardir, "checks", "interface")  # noqa: PTH118, PTH120 - as above
NAMES = frozenset({"Chinese", "Russian", "Kyrgyz", "English"})
"""Single words inside of a message that are no names of people's own."""
VALUE = re.compile(r"\{(\d+)\}")
COUNTED = re.compile(r"((?:[a-z]{2,3} )?)([\d,]{1,20}) ([a-z][a-z ]*?)(s?)")
"""What languages.counted() makes: `1 segment`, `1,204 segments`; the code of a language may stand before it."""
NUMBERED = re.compile(
    r" (?:segment|word|letter|sentence|block|draft)s\b"
    r"| (?:approved|emptied|marked fuzzy|left|new|kept|changed|trivial|split|joined|revived|obsolete|dropped|corrected"
    r"|conflict|refused|already there|unchanged|written|remembered|aside)$"
)
"""What stands behind a value that is a number."""
LONGEST = 2000
"""Characters of a message that is looked up; a longer one has come from outside."""
DEEPEST = 8
"""Messages inside of messages: a count in a list of counts in a line."""
GUESSES = re.compile(r"\S+(?: \([A-Z][a-z]+\))?(?: or \S+(?: \([A-Z][a-z]+\))?)*")
"""What may have been meant: `.docx or .doc`, `ky (Kyrgyz)`."""
PLACE = re.compile(r"[^:\n]{1,300}(?::\d{1,9})?: ")
"""A file, and the line in it where that is known; what follows may be a message of several parts."""
PARTS = ("; ", ": ", ", ")
"""What stands between messages that were put together, in the order in which a line is taken apart."""


def begin() -> None:
    """Lets click's own words, which gettext gives, come from the same catalogs."""
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)


class _Catalog(gettext.GNUTranslations):
    """One language, and the templates that have values."""

    errors = False
    """Whether the sentences of readers, writers and engines are among them."""

    @functools.cached_property
    def templates(self) -> list[tuple[str, str]]:
        """(the longest part without a value, msgid), those with the most letters first: the most particular wins."""
        msgids = [key for key in self._catalog if isinstance(key, str) and VALUE.search(key)]  # type: ignore[attr-defined]
        weighed = [(max(VALUE.split(msgid)[::2], key=len), msgid) for msgid in msgids]
        return sorted(weighed, key=lambda row: -len(VALUE.sub("", row[1])))


@functools.cache
def _catalog(errors: bool = False) -> "_Catalog | None":
    """What commands and checks say; with `errors`, which few calls need, also what readers, writers, engines raise."""
    try:
        path = gettext.find(DOMAIN, FOLDER)
        if path is None:  # English, or a language that nobody has translated into
            return None
        code = os.path.relpath(path, FOLDER).partition(os.sep)[0]
        more = os.path.join(os.path.dirname(path), "errors.mo") if errors else os.path.join(CHECKS, f"{code}.mo")  # noqa: PTH118, PTH120
        with open(path, "rb") as own, open(more, "rb") as others:  # noqa: PTH123
            found, beside = (_catalog() if errors else None) or _Catalog(own), _Catalog(others)
    except OSError:
        return _catalog() if errors else None
    made = copy.copy(found)
    made._catalog = {**beside._catalog, **found._catalog}  # type: ignore[attr-defined]
    made.__dict__.pop("templates", None)  # those of the smaller one
    made.errors = errors
    return made


@functools.cache
def _pattern(msgid: str) -> "re.Pattern[str]":
    parts = VALUE.split(msgid)
    made = re.escape(parts[0])
    for after in parts[2::2]:
        made += (r"([\d,]+)" if NUMBERED.match(after) else "(.*?)") + re.escape(after)
    return re.compile(made, re.DOTALL)


def spoken(text: str, *, errors: bool = False) -> str:
    """A message in the reader's language; the same text where there is none.

    `errors` is for what goes to standard error, where the sentences of readers, writers and engines are met.
    """
    catalog = _catalog(errors)
    return text if catalog is None else _said(catalog, text, 0)


def _said(catalog: _Catalog, text: str, deep: int) -> str:
    if not text or len(text) > LONGEST or deep > DEEPEST:
        return text
    inner = text.strip().removeprefix("; ")  # what is put behind another message
    if inner != text:
        return text.replace(inner, _said(catalog, inner, deep), 1) if inner else text
    said, weight = _whole(catalog, text, deep)
    if catalog.errors and (place := PLACE.match(text)):
        behind, more = _whole(catalog, text[place.end() :], deep + 1)
        if more and more >= weight:  # rather than that the place is taken for the first value
            before = text[: place.end() - 2]
            return (catalog.gettext(before) if " " in before else before) + ": " + behind
    return said or _put_together(catalog, text, deep)


def _whole(catalog: _Catalog, text: str, deep: int) -> tuple[str, int]:
    """A text that is one message, with its values, and how many of its letters are the message's; else empty, 0."""
    if (deep == 0 or " " in text or text in NAMES) and (found := catalog.gettext(text)) != text:
        return found, len(text)  # a single word inside of a message may be a name or somebody's text
    if counted := COUNTED.fullmatch(text):
        code, number, noun, _ = counted.groups()
        forms = f"{{0}} {noun}", f"{{0}} {noun}s"
        said = catalog.ngettext(*forms, int(number.replace(",", "") or 0))
        if said not in forms:
            return code + said.replace("{0}", number), len(noun)
    if deep and " " in text and GUESSES.fullmatch(text):
        choices = [_guess(catalog, one) for one in text.split(" or ")]
        return f" {catalog.gettext('or')} ".join(choices), 2 * len(choices)
    for longest, msgid in catalog.templates:
        if longest in text and (match := _pattern(msgid).fullmatch(text)):
            parts = VALUE.split(catalog.gettext(msgid))
            parts[1::2] = [_said(catalog, match[int(number) + 1], deep + 1) for number in parts[1::2]]
            made = "".join(parts)
            if made != text or not msgid.startswith("{"):  # what anything may stand before hides no other message
                return made, len("".join(VALUE.split(msgid)[::2]))
    return "", 0


def _guess(catalog: _Catalog, text: str) -> str:
    before, mark, name = text.partition(" (")
    return f"{before} ({catalog.gettext(name[:-1])})" if mark and name[:-1] in NAMES else text


def language_name(code: str) -> str:
    """The name of a language in the reader's language, by CLDR; in English where nobody has translated into that."""
    from toolkit.languages import BCP47, language

    catalog, name = _catalog(), language(code).english_name
    if catalog is None:
        return name
    if (found := catalog.gettext(name)) != name:
        return found
    from babel import Locale

    reader = Locale.parse(catalog.info().get("language", "en"))
    tag = BCP47.get(code, code).replace("-", "_")
    return Locale.parse(tag).get_language_name(reader) or name


def sentence(text: str) -> str:
    """A sentence of a check in the reader's language, with its full stop or without it."""
    if text.endswith(".") or (said := spoken(f"{text}.")) == f"{text}.":
        return spoken(text)
    return said.rstrip(".。")


def _put_together(catalog: _Catalog, text: str, deep: int) -> str:
    """A line that several messages make; as it is where none of them is known."""
    for mark in PARTS:
        if mark == ", ":  # a list, however long
            parts = text.split(mark)
            said = [_said(catalog, part, deep + 1) for part in parts]
            return mark.join(said) if said != parts else text
        before, found, after = text.partition(mark)
        if found:
            both = _said(catalog, before, deep + 1), _said(catalog, after, deep + 1)
            if both != (before, after):
                return mark.join(both)
    return text


EXAMPLES = ("Example:", "Examples:")


def translate_help(command: click.Command) -> click.Command:
    """The command with its help in the reader's language, paragraph by paragraph; the one that was given stays."""
    if _catalog() is None:
        return command
    made = copy.copy(command)
    made.params = [copy.copy(param) for param in command.params]
    if made.help:
        made.help = "\n\n".join(_paragraph(one) for one in inspect.cleandoc(made.help).split("\n\n"))
    for param in made.params:
        if isinstance(param, click.Option) and param.help:
            param.help = spoken(param.help)
    if made.short_help:
        made.short_help = spoken(made.short_help)
    if isinstance(made, click.Group):
        made.commands = {name: translate_help(one) for name, one in made.commands.items()}
    return made


def _paragraph(text: str) -> str:
    if not text.startswith("\b"):
        return spoken(" ".join(text.split()))
    mark, _, rest = text.partition("\n")
    heading, _, samples = rest.partition("\n")
    return f"{mark}\n{spoken(heading)}\n{samples}" if heading in EXAMPLES else text
