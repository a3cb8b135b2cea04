"""WebVTT subtitles (.vtt), as the W3C has them: identifiers, times, settings, notes, styles, regions and tags stay.

`NOTE toolkit:skip` leaves out the next cue, `NOTE toolkit:note …` tells its translators something. What stands in
`<lang fr>` is not translated where the document is in another language.
"""

import re

from toolkit.documents.options import ReadOptions
from toolkit.documents.strings.files import is_language
from toolkit.documents.subtitles.cue_format import subtitle_format
from toolkit.documents.subtitles.cues import Atom, Cue
from toolkit.documents.subtitles.srt import LINE, code
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.storage.given import unescaped, whole_number
from toolkit.units import Code

HEAD = re.compile(r"\ufeff?WEBVTT(?:[ \t].*)?")
STAMP = r"(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})"
TIME = re.compile(rf"\s*{STAMP}\s*-->\s*{STAMP}(?:\s.*)?")
MARKUP = re.compile(
    r"(?P<reading><rt(?:\.[^<>]*)?>[^<>]*</rt>)|<lang\s+(?P<lang>[^<>\s]+)>(?P<inner>[^<>]*)</lang>|<(?:/?[A-Za-z][^<>]*|[\d:.]+)>"
    r"|\{\\[^{}\r\n]*\}|(?P<entity>&(?:[A-Za-z]+|#\d+|#[xX][0-9A-Fa-f]+);)"
)
LANGUAGE = re.compile(r"(?<=<lang )[^<>\s]+(?=>)")
ENTITIES = {"\xa0": "&nbsp;", "\u200e": "&lrm;", "\u200f": "&rlm;"}
NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)")
OPTION = re.compile(r"NOTE[ \t\r\n]+toolkit:(skip|note)\b[ \t]*([^\r\n]*)")


def _named(text: str, target: Language, options: ReadOptions) -> str:
    """A translated text, whose tags of the document's language name the target's."""
    return LANGUAGE.sub(lambda match: target.tag if is_language(match.group(), options) else match.group(), text)


def _cues(text: str, name: str, options: ReadOptions, outside: list[str]) -> list[Cue]:
    """The cues; text that belongs to none of them is put into `outside`.

    A cue ends at a line without a character or where the next time stands (https://www.w3.org/TR/webvtt1/, 6.1).
    """
    where = options.path or name
    lines = [(match.start(), match[1]) for match in LINE.finditer(text)]
    if text.strip("\ufeff \t\r\n") and not HEAD.fullmatch(lines[0][1]):
        raise DocumentError("the first line of WebVTT is WEBVTT, and here it is not", path=where, line=1)
    cues: list[Cue] = []
    note, skip, number = "", False, 0
    while number < len(lines):
        first = number
        timed = None
        while number < len(lines) and lines[number][1]:
            if "-->" in lines[number][1]:
                if timed is not None or number > first + 1:
                    break
                timed = number - first
            number += 1
        block = lines[first:number]
        number += number == len(lines) or not lines[number][1]
        if first == 0 or not block:
            continue
        if timed is None:
            start = block[0][0]
            if option := OPTION.match(text, start, block[-1][0] + len(block[-1][1])):
                note, skip = (option[2].strip(), skip) if option[1] == "note" else (note, True)
            elif not NO_CUE.match(block[0][1]):
                outside += [line for _, line in block]
            continue
        time = TIME.fullmatch(block[timed][1])
        if time is None:
            raise DocumentError(
                f"{block[timed][1].strip()[:60]!r} is no time; it is written 00:01:02.500 --> 00:01:04.000",
                path=where,
                line=first + timed + 1,
            )
        begin, end = (_milliseconds(time.groups()[at : at + 4]) for at in (0, 4))
        if spoken := block[timed + 1 :]:
            stop = spoken[-1][0] + len(spoken[-1][1])
            cues.append(Cue(begin, end, spoken[0][0], stop, first + timed + 2, note, skip))
        note, skip = "", False
    return cues


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, fraction = (whole_number(part or "0", 0) for part in parts)
    return (hours * 3600 + minutes * 60 + seconds) * 1000 + fraction


def _atoms(text: str, cue: Cue, options: ReadOptions) -> list[Atom]:
    found: list[Atom] = []
    end = cue.start

    def add(start: int, stop: int) -> None:
        if stop > start:
            found.append(Atom(start, text[start:stop], text[start:stop]))

    place = cue.start
    while match := MARKUP.search(text, place, cue.stop):
        raw, place = match.group(), match.end()
        if match["entity"] and (meant := unescaped(raw)) == raw:
            continue
        add(end, match.start())
        end = match.end()
        if match["lang"] and is_language(match["lang"], options):  # its words are the document's
            place = end = match.start("inner")
            raw = text[match.start() : end]
            found.append(Atom(match.start(), raw, code(len(found), raw)))
            continue
        if match["entity"]:
            found.append(Atom(match.start(), raw, meant))
        elif match["lang"]:
            found.append(
                Atom(match.start(), raw, Code(str(len(found)), "placeholder", raw, match["inner"], short=False))
            )
        elif match["reading"] or raw[1:2].isdigit():
            found.append(Atom(match.start(), raw, Code(str(len(found)), "placeholder", raw, short=False)))
        else:
            found.append(Atom(match.start(), raw, code(len(found), raw)))
    add(end, cue.stop)
    return found


def _encode(part: str, raw: str) -> str:
    """Text with the entities that it needs, and those that the speech had."""
    bare = re.search(r"&(?![A-Za-z]+;|#)", raw)
    part = re.sub(r"&(?=[A-Za-z]+;|#)" if bare else "&", "&amp;", part)
    part = part.replace("<", "&lt;") if "&lt;" in raw else re.sub(r"<(?=[A-Za-z/\d])", "&lt;", part)
    part = part.replace(">", "&gt;") if "&gt;" in raw else part.replace("-->", "--&gt;")
    for character, entity in ENTITIES.items():
        part = part.replace(character, entity) if entity in raw else part
    return part


read, rewrite = subtitle_format("vtt", _cues, _atoms, _encode, named=_named)
