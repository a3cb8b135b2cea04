"""The words of the reader's interface, in every language that has a catalog: gettext, over the standard library.

Translators edit locales/<language>/LC_MESSAGES/toolkit.po; `make interface` compiles it into interface/<language>.mo,
which is what an installed toolkit reads. The English words are the msgids.
"""

import functools
import gettext
import re
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from io import BytesIO

from toolkit.languages import language

LANGUAGES = ("en", "zh", "ru", "ky")
"""Codes of the languages that the interface speaks; English needs no catalog."""
MARKED = re.compile(r"\{\{(.+?)\}\}", re.DOTALL)
"""A msgid in a template."""


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name for it
    """Marks a msgid for the template of the catalogs where it is only kept; `say` looks it up."""
    return msgid


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Marks a msgid with its plural, both with `%d` for the number; `in_all_counted` and `say_counted` look it up."""
    return one, many


def say_counted(forms: tuple[str, str], number: int, code: str) -> tuple[str, str]:
    """(text with the number, BCP 47 tag), in the plural form that the language has for it; English as with `say`."""
    text = _catalog(code).ngettext(*forms, number) if code in LANGUAGES[1:] else forms[number != 1]
    return text % number, language(code).tag if code == "en" or text not in forms else "en"


def in_all_counted(forms: tuple[str, str], number: int) -> str:
    """HTML as of `in_all`, with a number."""
    return "".join(
        f'<span class="t" lang="{language(code).tag}">{escape(say_counted(forms, number, code)[0], quote=False)}</span>'
        for code in LANGUAGES
    )


def in_each(texts: Mapping[str, str]) -> str:
    """Attributes with a title in each language of the interface, for the scripts; `texts`: code -> text."""
    return "".join(f' data-{code}="{escape(texts[code])}"' for code in LANGUAGES)


def titles(msgid: str, more: str = "") -> dict[str, str]:
    """Code -> a title in each language of the interface, `more` behind it."""
    return {code: say(msgid, code)[0] + more for code in LANGUAGES}


def say(msgid: str, code: str) -> tuple[str, str]:
    """(text, BCP 47 tag); English where the language has no catalog or the catalog no translation."""
    text = _catalog(code).gettext(msgid) if code in LANGUAGES[1:] else msgid
    return (text, language(code).tag) if code == "en" or text != msgid else (msgid, "en")


def in_all(msgid: str) -> str:
    """HTML with the text in each language of the interface, of which a style sheet shows one."""
    return "".join(
        f'<span class="t" lang="{language(code).tag}">{escape(say(msgid, code)[0], quote=False)}</span>'
        for code in LANGUAGES
    )


@functools.cache
def filled(template: str) -> str:
    """A template of templates/ with every `{{msgid}}` in all languages."""
    return MARKED.sub(lambda match: in_all(" ".join(match[1].split())), text_of(template))


@functools.cache
def text_of(template: str) -> str:
    """A file of templates/."""
    return (files("toolkit.bundles") / "templates" / template).read_text(encoding="utf-8")


def choice(preferred: str) -> str:
    """The radio buttons for the language of the interface, `preferred` chosen where it is one of them."""
    chosen = preferred if preferred in LANGUAGES else "en"
    return "".join(
        f'<label><input type="radio" name="ui" id="ui-{code}" value="{language(code).tag}"'
        f'{" checked" if code == chosen else ""}><span lang="{language(code).tag}">'
        f"{escape(language(code).own_name)}</span></label>"
        for code in LANGUAGES
    )


def rules() -> str:
    """The style sheet that hides the languages which are not chosen; a browser without `:has` shows all."""
    return "".join(
        f"header:has(#ui-{code}:checked) .t{other},header:has(#ui-{code}:checked)~* .t{other}{{display:none}}\n"
        for code in LANGUAGES
        for other in [f':not([lang="{language(code).tag}"])']
    )


@functools.cache
def _catalog(code: str) -> gettext.NullTranslations:
    data = (files("toolkit.bundles") / "interface" / f"{code}.mo").read_bytes()
    return gettext.GNUTranslations(BytesIO(data))
