"""The words of the page in Chinese, Russian and Kyrgyz, as the scripts get them.

Translators edit locales/<language>/LC_MESSAGES/review.po, and of the sentences of the checks checks.po;
`make interface` compiles them into interface/<language>.mo.
"""

import gettext
from functools import cache
from importlib.resources import files
from io import BytesIO

from toolkit.bundles import interface
from toolkit.bundles.doubts import REASONS, UNKNOWN
from toolkit.errors import UnknownName

LANGUAGES = ("zh", "ru", "ky")


class _Catalog(gettext.GNUTranslations):
    @property
    def table(self) -> dict[str, str | list[str]]:
        found: dict[str, str | list[str]] = {}
        for key, text in sorted(self._catalog.items(), key=str):  # type: ignore[attr-defined]
            if isinstance(key, tuple):
                forms = found.setdefault(key[0], [])
                assert isinstance(forms, list)
                forms.append(text)
            elif key:
                found[key] = text
        return found


@cache
def table(code: str) -> dict[str, str | list[str]]:
    """English text -> the translation, or its plural forms in the order of gettext. Raises UnknownName."""
    if code not in LANGUAGES:
        raise UnknownName("language of the page", code, LANGUAGES)
    shared: dict[str, str | list[str]] = {text: interface.say(text, code)[0] for text in (*REASONS.values(), UNKNOWN)}
    for part in ("toolkit.checks", "toolkit.review"):
        shared |= _Catalog(BytesIO((files(part) / "interface" / f"{code}.mo").read_bytes())).table
    return shared
