"""Language tag -> Language: names, script, direction, plural forms, dates, the joiner between sentences (over Babel).

The toolkit's own codes are those of Argos packages and of folders in locales/ (`zh`, `ru`, `ky`). Outputs carry BCP 47
tags (`zh-Hans`), gettext headers carry locale names (`zh_CN`). This is the only table that maps them.
"""

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.errors import UnknownName, nearest

if TYPE_CHECKING:
    import datetime

BCP47 = {"zh": "zh-Hans", "zt": "zh-Hant", "pb": "pt-BR"}
"""Argos code -> BCP 47 tag, where they differ."""
GETTEXT = {"zh": "zh_CN", "zt": "zh_TW", "pb": "pt_BR"}
"""Argos code -> value of the gettext header field `Language`, where they differ."""
ALIASES = {
    "zh-hans": "zh", "zh-cn": "zh", "zh-hans-cn": "zh", "zh-sg": "zh",
    "zh-hant": "zt", "zh-tw": "zt", "zh-hk": "zt", "zh-mo": "zt", "zh-hant-tw": "zt", "zh-hant-hk": "zt",
    "pt-br": "pb", "pt-pt": "pt", "ky-kg": "ky", "ru-ru": "ru", "en-us": "en", "en-gb": "en",
    "kir": "ky", "rus": "ru", "zho": "zh", "eng": "en",
}  # fmt: skip
"""What people write -> the toolkit's code; keys in lower case with hyphens."""
COMMON = ("en", "zh", "ru", "ky")
"""The languages that the toolkit ships packages for, and their source."""
OTHER_NAMES = {"kirghiz": "ky", "kirgiz": "ky", "mandarin": "zh", "putonghua": "zh"}
"""What a language is called beside its name in CLDR."""
OF_COUNTRIES = {"kz": "kk", "us": "en", "gb": "en"}
"""The language that somebody means who writes the code of a country, where CLDR names another one first, or none."""
UNSPACED = {"zh", "zt", "ja", "th", "lo", "km", "my"}
"""Sentences are joined without a space."""


PLURAL_NUMBERS = 251
"""Whole numbers, from 0, that decide which plural forms a language has."""
ONE_FORM = "bm bo dz hnj id ig ii ja jbo jv kde kea km ko lkt lo ms my nqo osa sah ses sg su th to tpi vi wo yo yue zh"
"""Languages of which CLDR says that they have one form (supplemental/plurals.xml); Babel keeps silence on them."""


class Language(NamedTuple):
    """What the toolkit needs to know of a language."""

    code: str
    """The toolkit's own code: en, zh, ru, ky."""
    tag: str
    """BCP 47, for outputs."""
    gettext: str
    """For the `Language` header of .po files."""
    english_name: str
    own_name: str
    """In the language itself."""
    script: str
    """ISO 15924, e.g. Cyrl."""
    direction: str
    """ltr | rtl"""
    plural_forms: str
    """The value of the gettext header field `Plural-Forms`, from CLDR."""
    plural_count: int
    joiner: str
    """Between two sentences of a paragraph: a space, or nothing."""


READY: dict[str, tuple[Language, tuple[str, ...]]] = {
    "en": (
        Language("en", "en", "en", "English", "English", "Latn", "ltr", "nplurals=2; plural=(n != 1);", 2, " "),
        ("one", "other"),
    ),
    "zh": (
        Language("zh", "zh-Hans", "zh_CN", "Chinese", "中文", "Hans", "ltr", "nplurals=1; plural=0;", 1, ""),
        ("other",),
    ),
    "ru": (
        Language(
            "ru", "ru", "ru", "Russian", "русский", "Cyrl", "ltr",
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);", 3,
            " ",
        ),
        ("one", "few", "many", "other"),
    ),
    "ky": (
        Language("ky", "ky", "ky", "Kyrgyz", "кыргызча", "Cyrl", "ltr", "nplurals=2; plural=(n != 1);", 2, " "),
        ("one", "other"),
    ),
}  # fmt: skip
"""What Babel says of COMMON, and their plural categories: most runs meet no other language, and loading Babel with its
data takes longer than many a document. A test compares them."""


def counted(number: int, noun: str) -> str:
    """`1 segment`, `2 segments`, `1,204 segments`: for messages, which are in English."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@functools.lru_cache(256)
def code_of(tag: str) -> str:
    """The toolkit's code for any spelling of a language tag; an unknown one comes back in lower case."""
    lowered = tag.strip().replace("_", "-").lower()
    return ALIASES.get(lowered, lowered)


@functools.cache
def known_code(tag: str) -> str:
    """The toolkit's code for a language that there is; its names and rules are not read. Raises UnknownName."""
    code = code_of(tag)
    if code not in READY:
        _locale(tag)
    return code


def _locale(tag: str) -> Any:
    from babel import Locale
    from babel.core import UnknownLocaleError

    code = code_of(tag)
    try:
        return Locale.parse(BCP47.get(code, code), sep="-")
    except (UnknownLocaleError, ValueError) as error:
        known = ("en", "zh", "ru", "ky", "and every other language code, such as de or pt_BR")
        raise UnknownName("language", tag, known, near=meant(tag)) from error


def named(name: str) -> str:
    """The code of the language with that name in English, or of one of COMMON in itself; empty where there is none."""
    return _names().get(name.strip().casefold(), "")


def _names() -> dict[str, str]:
    """Name in small letters -> code: English names as CLDR has them, others, those of COMMON in themselves."""
    from babel import Locale

    names = {name.casefold(): code for code, name in Locale("en").languages.items() if code.isalpha()} | OTHER_NAMES
    return names | {language(code).own_name.casefold(): code for code in COMMON}


def meant(tag: str) -> tuple[str, ...]:
    """The codes that somebody may mean who writes a name of a language in English or in itself (`chinese`, `кыргызча`),
    the code of a country (`kg`), or misspells one of them (`kyr`); the likeliest first, each with its English name.
    """
    from babel import Locale
    from babel.core import get_global
    from babel.localedata import exists

    wanted = tag.strip().casefold()
    names = _names()
    likely = str(get_global("likely_subtags").get(f"und_{wanted.upper()}", "")).split("_")[0]
    country = OF_COUNTRIES.get(wanted, likely)
    codes = [country] if country else []
    codes += [] if country else [names[hit] for hit in ((wanted,) if wanted in names else nearest(wanted, names))]
    codes += [] if country else [ALIASES[hit] for hit in nearest(wanted, ALIASES)]
    codes += [code for code in COMMON if len(wanted) == 3 and wanted.startswith(code)]
    there = [code for code in dict.fromkeys(map(code_of, codes)) if exists(BCP47.get(code, code).replace("-", "_"))]
    return tuple(
        f"{code} ({Locale.parse(BCP47.get(code, code), sep='-').get_language_name('en')})" for code in there[:3]
    )


@functools.cache
def language(tag: str) -> Language:
    """Looks a language up by code, BCP 47 tag or locale name. Raises UnknownName."""
    code = code_of(tag)
    return READY[code][0] if code in READY else from_babel(tag)


def from_babel(tag: str) -> Language:
    """The same as Babel and CLDR say it, whatever stands in READY. Raises UnknownName."""
    locale = _locale(tag)
    code = code_of(tag)
    bcp47 = BCP47.get(code, code)
    rule, count = _plural_rule(GETTEXT.get(code, code).replace("-", "_"), locale)
    script = locale.script or _likely_script(code)
    return Language(
        code=code,
        tag=bcp47,
        gettext=GETTEXT.get(code, code.replace("-", "_")),
        english_name=locale.get_language_name("en") or code,
        own_name=locale.get_language_name() or code,
        script=script,
        direction=locale.text_direction,
        plural_forms=rule,
        plural_count=count,
        joiner="" if code in UNSPACED else " ",
    )


def _plural_rule(name: str, locale: Any) -> tuple[str, int]:
    """The value of `Plural-Forms`, and how many forms it has: CLDR's categories of whole numbers, in their usual order.

    Categories of fractions and of millions alone have no form. Where gettext's own table says the same of every number,
    it is written as there; so it is where CLDR says nothing.
    """
    import gettext

    from babel import Locale
    from babel.messages.plurals import get_plural
    from babel.plural import PluralRule, to_gettext

    form = locale.plural_form if str(locale) != "pt" else Locale("pt", "PT").plural_form
    rules = form.rules
    numbers = range(PLURAL_NUMBERS)
    chosen = [form(number) for number in numbers]
    reached = set(chosen)
    tags = [tag for tag in ("zero", "one", "two", "few", "many", "other") if tag in reached]
    kept = PluralRule({tag: rules[tag] for tag in tags[:-1]})  # the last one is what is left
    told = to_gettext(kept)
    known = get_plural(name)
    listed = f"nplurals={known.num_plurals}; plural={known.plural_expr};"
    choose = gettext.c2py(known.plural_expr)
    same = [tags[choose(number)] if known.num_plurals == len(tags) else "" for number in numbers] == chosen
    if same or (not rules and locale.language not in ONE_FORM.split()):
        return listed, known.num_plurals
    return f"{told.rstrip(';')};" if rules else "nplurals=1; plural=0;", len(tags)


@functools.cache
def plural_categories(tag: str) -> tuple[str, ...]:
    """CLDR's plural categories of a language in their usual order, `other` last. Raises UnknownName."""
    code = code_of(tag)
    return READY[code][1] if code in READY else categories_from_babel(tag)


def categories_from_babel(tag: str) -> tuple[str, ...]:
    """The same as Babel says it, whatever stands in READY. Raises UnknownName."""
    tags = _locale(tag).plural_form.tags
    return (*(name for name in ("zero", "one", "two", "few", "many") if name in tags), "other")


def plural_category(number: Any, tag: str) -> str:
    """CLDR's plural category of a number, an int or a Decimal, in a language. Raises UnknownName."""
    return str(_locale(tag).plural_form(number))


def localised_moment(moment: "datetime.datetime | datetime.date", tag: str, *, seconds: bool = True) -> str:
    """A date, or a date and time of day (to the second or the minute), the way the language writes it in text."""
    import datetime  # what merges a catalog knows no dates

    from babel.dates import format_date, format_time

    locale = language(tag).tag.replace("-", "_")
    day = format_date(moment, format="long", locale=locale)
    if not isinstance(moment, datetime.datetime):
        return day
    return f"{day} {format_time(moment, format='HH:mm:ss' if seconds else 'HH:mm', locale=locale)}"


def regional_tag(tag: str) -> str:
    """A tag as word processors know languages, with the country where most speak it: `zh-CN`, `ru-RU`, `ky-KG`."""
    found = language(tag)
    likely = _likely(found.tag.replace("-", "_"))
    parts = (likely if likely.count("_") > 1 else _likely(found.tag.partition("-")[0])).split("_")
    own = [part for part in found.tag.split("-")[1:] if len(part) == 2]
    region = own or [part for part in parts[1:] if len(part) in (2, 3) and part.isupper()]
    return "-".join([parts[0] or found.code, *region[:1]])


def _likely(tag: str) -> str:
    """The tag with the subtags that it most likely means (CLDR); the tag itself where CLDR does not say."""
    from babel.core import get_global

    return str(get_global("likely_subtags").get(tag, tag))


def _likely_script(code: str) -> str:
    return next((part for part in _likely(code).split("_") if len(part) == 4), "Latn")
