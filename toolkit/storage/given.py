"""Numbers, references to characters, JSON and TOML of strangers: read right, or refused with a ValueError."""

import math
import re
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

MOST_DIGITS = 18
LONGEST_REFERENCE = 8
"""Digits from which no reference means a character; Python refuses to read numbers of thousands."""
_LONG_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{8,})|([0-9]{8,}));?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)


def whole_number(text: str | None, default: int | None = None) -> int:
    """The whole number that a text is, in ASCII digits; `default` where it is none or has more than 18.

    Raises ValueError without a default.
    """
    text = (text or "").strip()
    if _WHOLE.fullmatch(text):
        return int(text)
    if default is None:
        raise ValueError(f"{text[:40]!r} is no whole number")
    return default


def unescaped(text: str) -> str:
    """A text with its HTML references read; one to a number that no character can have is U+FFFD, however long."""
    import html  # its table of entities is long

    return html.unescape(_LONG_REFERENCE.sub(_shortened, text) if "&#" in text else text)


def _shortened(match: "re.Match[str]") -> str:
    digits = (match[1] or match[2]).lstrip("0") or "0"
    return f"&#{'x' if match[1] else ''}{digits};" if len(digits) < LONGEST_REFERENCE else "\ufffd"


def json_value(data: bytes | str) -> Any:
    """What a JSON text says. Raises ValueError, also for nesting too deep to read and for numbers that are none."""
    import json

    try:
        return _read(partial(json.loads, data, parse_int=_integer, parse_float=_finite, parse_constant=_finite))
    except UnicodeDecodeError as error:
        raise ValueError(f"byte 0x{error.object[error.start]:02X} at offset {error.start} is not UTF-8") from error


def toml_value(text: str) -> dict[str, Any]:
    """What a TOML text says. Raises ValueError, also for nesting too deep to read."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    read: dict[str, Any] = _read(partial(tomllib.loads, text))
    return read


def _read(reader: Callable[[], Any]) -> Any:
    try:
        return reader()
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def _integer(text: str) -> int:
    if len(text) > MOST_DIGITS + 1:
        raise ValueError(f"{text[:20]}… is too large a number")
    return int(text)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text[:20]} is no number that can be counted with")
    return value
