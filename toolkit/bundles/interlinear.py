r"""parallel.txt: plain interlinear text, a sentence and its translations on lines below each other.

    p3s1   He arrived on Friday.
      ru   Он прибыл в пятницу.
      ky M Ал жума күнү келди.

The sign between language and text is the mark of the state (the head says what it means). A backslash stands as `\\`,
what plain text cannot hold as `\u{1f}`; between paragraphs there is a line more than between sentences.
"""

import re

from toolkit.bundles import contents, legend, progress
from toolkit.bundles.escapes import UNSAFE, lines_of
from toolkit.errors import BundleError
from toolkit.exchange import Row, units_of
from toolkit.languages import language
from toolkit.units import Bundle

STATUSES = {mark: status for status, mark in legend.MARKS.items()} | {" ": "reviewed"}
_TARGET = re.compile(r"  ([\w-]+) (.)(?: (.*))?", re.DOTALL)
_SOURCE = re.compile(r"(\S+)   (.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
RULE = "-" * 40
"""The line between the head and the text."""


def write(bundle: Bundle, generator: str) -> bytes:
    """The whole bundle as UTF-8."""
    languages = [language(code) for code in bundle.languages]
    units = units_of(bundle)
    lines = [_escaped(contents.title(bundle)), " · ".join(f"{one.own_name} ({one.code})" for one in languages), ""]
    counts = progress.counted(bundle)
    lines += [f"{code} {' '.join(told)}" for code in counts for told in contents.plain_states(counts, code)]
    lines += [_escaped(generator), RULE]
    for segments in contents.blocks(bundle):
        lines.append("")
        for segment in segments:
            assert segment.place is not None
            lines += ["", f"{segment.place.id}   {_escaped(segment.text)}"]
            for code in bundle.languages[1:]:
                unit = units[code].get(segment.key)
                status = unit.status if unit else "untranslated"
                mark = legend.MARKS.get(status, " ")
                lines.append(f"  {code} {mark} {_escaped(unit.text if unit else '')}".rstrip(" "))
    lines += ["", *(_escaped(text) for text in contents.furniture(bundle))]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def read(data: bytes) -> list[Row]:
    """The rows of such a text. Raises BundleError with the line."""
    lines = lines_of(data)
    if RULE not in lines:
        raise BundleError("this is no interlinear text: the line of hyphens below its head is missing")
    rows: list[Row] = []
    place = source = ""
    for number, line in enumerate(lines[lines.index(RULE) + 1 :], start=lines.index(RULE) + 2):
        if target := _TARGET.fullmatch(line):
            code, mark, text = target.groups()
            if mark not in STATUSES or not place:
                raise BundleError(f"line {number}: {mark!r} is no mark of a translation")
            status = STATUSES[mark]
            rows.append(Row(place, code, source, _unescaped(text or ""), status))
        elif found := _SOURCE.fullmatch(line):
            place, source = found[1], _unescaped(found[2])
    return rows


def _escaped(text: str) -> str:
    return UNSAFE.sub(lambda match: f"\\u{{{ord(match.group()):x}}}", text.replace("\\", "\\\\"))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)
