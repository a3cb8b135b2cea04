"""SubRip subtitles (.srt): numbers, times, positions and tags stay, what viewers read is replaced in place.

There is no standard; this reads what players read: times with a comma or a stop, numbers that are missing or wrong,
blank lines within a text, `<i>`, `<font …>` and the `{\\an8}` of SubStation Alpha.
"""

import re

from toolkit.documents.options import ReadOptions
from toolkit.documents.subtitles.cue_format import subtitle_format
from toolkit.documents.subtitles.cues import Atom, Cue
from toolkit.errors import DocumentError
from toolkit.units import Code

LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
TIME = re.compile(
    r"\ufeff?\s*(\d{1,3}):(\d{1,2}):(\d{1,2})[,.](\d{1,3})\s*-->\s*(\d{1,3}):(\d{1,2}):(\d{1,2})[,.](\d{1,3})(?:\s.*)?"
)
NUMBER = re.compile(r"\ufeff?\s*\d+\s*")
CODE = re.compile(r"</?[A-Za-z][^<>\r\n]*>|\{\\[^{}\r\n]*\}|\{/?[bius]\}|\{[yYcCfFsSpP]:[^{}\r\n]*\}|(?<!:)\\[Nh]")
"""Tags, overrides of SubStation Alpha, tags in braces and control codes of MicroDVD."""
HARD_SPACE = "\\h"
MEANINGS = {"\\N": "\n", HARD_SPACE: "\xa0"}
"""What SRT has from SubStation Alpha besides tags."""


def _cues(text: str, name: str, options: ReadOptions, _outside: list[str]) -> list[Cue]:
    where = options.path or name
    lines = [(match.start(), match[1]) for match in LINE.finditer(text)]
    cues: list[Cue] = []
    begun: tuple[int, int, int, int] | None = None
    """Of the open cue: begin, end, offset and line of its text."""
    last = 0
    """Offset behind the last line of the open cue that is not blank."""
    blank = False
    for number, (start, line) in enumerate(lines):
        time = TIME.fullmatch(line) if "-->" in line else None
        following = lines[number + 1][1] if number + 1 < len(lines) else ""
        if time is not None:
            if begun is not None:
                cues.append(_cue(begun, last))
            begin, end = (_milliseconds(time.groups()[at : at + 4]) for at in (0, 4))
            last = lines[number + 1][0] if number + 1 < len(lines) else start + len(line)
            begun, blank = (begin, end, last, number + 2), False
        elif "-->" in line and line.strip()[:1].isdigit():
            raise DocumentError(
                f"{line.strip()[:60]!r} is no time; it is written 00:01:02,500 --> 00:01:04,000",
                path=where,
                line=number + 1,
            )
        elif not line.strip("\ufeff \t"):
            blank = True
        elif NUMBER.fullmatch(line) and "-->" in following:
            continue  # the number of the next cue
        elif begun is None:
            raise DocumentError(
                f"{line.strip()[:40]!r} stands before any time; subtitles begin with a line like "
                "00:01:02,500 --> 00:01:04,000",
                path=where,
                line=number + 1,
            )
        elif blank and NUMBER.fullmatch(line) and not following.strip() and number >= len(lines) - 2:
            raise DocumentError("the file ends behind the number of a subtitle; it seems to be cut off", path=where,
                                line=number + 1)  # fmt: skip
        else:
            last, blank = start + len(line), False
    if begun is not None:
        cues.append(_cue(begun, last))
    return cues


def _cue(begun: tuple[int, int, int, int], stop: int) -> Cue:
    begin, end, start, line = begun
    return Cue(begin, end, start, stop, line)


def _milliseconds(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds, fraction = parts
    return (int(hours) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))


def _atoms(text: str, cue: Cue, _options: ReadOptions) -> list[Atom]:
    found: list[Atom] = []
    end = cue.start
    for match in CODE.finditer(text, cue.start, cue.stop):
        if match.start() > end:
            found.append(Atom(end, text[end : match.start()], text[end : match.start()]))
        raw = match.group()
        found.append(Atom(match.start(), raw, MEANINGS[raw] if raw in MEANINGS else code(len(found), raw)))
        end = match.end()
    if cue.stop > end:
        found.append(Atom(end, text[end : cue.stop], text[end : cue.stop]))
    return found


def _encode(part: str, raw: str) -> str:
    return part.replace("\xa0", HARD_SPACE) if HARD_SPACE in raw else part


def code(number: int, raw: str) -> Code:
    """A tag or override as a code; `<i>` and the like are short."""
    override = re.fullmatch(r"\{(?:\\[ibus]([01])|(/?)[bius])\}", raw)
    if raw[0] == "{":
        kind = "placeholder" if override is None else "close" if override[1] == "0" or override[2] else "open"
    else:
        kind = "close" if raw[1] == "/" else "placeholder" if raw.endswith("/>") or raw == "<br>" else "open"
    return Code(str(number), kind, raw, short=bool(re.fullmatch(r"</?[ibus]>", raw)))


read, rewrite = subtitle_format("srt", _cues, _atoms, _encode)
