"""Where sentences end, for scripts with spaces (Latin, Cyrillic) and without (Chinese).

A stop ends a sentence unless something says otherwise: an abbreviation or initial before it, a small letter or a
number list after it. Abbreviations are data: rules/<language>.txt, one a line.
"""

import functools
import re
from importlib.resources import files

OPENERS = "\"'“‘«„‚(\\[{「『（《〈【"
CLOSERS = "\"'”’»“)\\]}」』）》〉】"
WIDE_CLOSERS = "”’」』）》〉】)\\]}»"
EMOJI = r"[\u2639-\u263b\U0001f300-\U0001faff\ufe0f\u200d]"
SMILEY = rf"(?:[:;=][-']?[)(DPp/|]+|{EMOJI}+)"
"""What follows a mark and belongs to the sentence before it."""
STOP = re.compile(
    rf"""
      # needs no space after it
      (?P<wide> (?:[。！？｡]|(?<=[\u2e80-\u9fff])…{{1,2}})[。！？｡…!?]* [{WIDE_CLOSERS}]* {EMOJI}* )
      # needs white space or the end; begins where the run of marks begins, so that a long run is looked at once
    | (?P<narrow> (?<![.!?…‽؟]) (?:[.!?…‽؟]+) [{CLOSERS}]* (?: \s* {SMILEY} (?= \s | $ ) )* ) (?= \s | $ )
      # half-width marks between hanzi
    | (?P<hanzi> (?<=[\u2e80-\u9fff]) [!?]+ [{WIDE_CLOSERS}]* ) (?= [\u2e80-\u9fff{OPENERS}] )
    """,
    re.VERBOSE,
)
WORD_BEFORE = re.compile(r"(?:[^\W_]|[.'’-])*$")
INITIAL = re.compile(r"(?:^|[\s(«“\"\-‑])[^\W\d_]\.$")
LIST_NUMBER = re.compile(r"^\s*(?:\d{1,3}|[^\W\d_])\.$")
DIALOGUE = re.compile(r"\s*[—–-]\s+([^\W\d_])")
SHOUT = re.compile(rf"[!?]+(?:\s*{SMILEY})*")
PLAIN_WORD = re.compile(r"(?:^|\s)(?:[a-z]{4,}|[a-z]+'[a-z]+)\.$")
AFTER = re.compile(r"\s*(\S)")
HANZI = re.compile(r"[\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff]")
UNSPACED = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]")


def is_unspaced(character: str) -> bool:
    """Whether lines that break next to this character are joined without a space (hanzi and their punctuation)."""
    return bool(UNSPACED.match(character))


@functools.cache
def abbreviations(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """(never the end of a sentence, the end of one before a capital), in lower case without the final stop."""
    never, sometimes = set(), set()
    path = files("toolkit.segmentation") / "rules" / f"{language}.txt"
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = line.partition("#")[0].strip()
            if entry.startswith("?"):
                sometimes.add(entry[1:].strip().rstrip(".").lower())
            elif entry:
                never.add(entry.rstrip(".").lower())
    return frozenset(never), frozenset(sometimes)


def sentence_spans(text: str, language: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in one block of text, in characters; only white space lies outside of them."""
    spans = []
    start = 0
    for match in STOP.finditer(text):
        end = match.end()
        if match.lastgroup == "narrow" and _continues(text, start, match, language):
            continue
        if match.lastgroup == "wide" and _goes_on_after_quotation(text, match):
            continue
        spans.append((start, end))
        start = end
    spans.append((start, len(text)))
    trimmed = []
    for begin, end in spans:
        piece = text[begin:end]
        if piece.strip():
            trimmed.append((begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())))
    return trimmed


def _goes_on_after_quotation(text: str, match: re.Match[str]) -> bool:
    """A quotation that closes inside its sentence: `“……！”他说` goes on, `“……。”他说` does not."""
    mark, after = match.group(), text[match.end() : match.end() + 1]
    return mark[-1] in "”’」』）》" and mark[0] in "！？" and (after in set("，、；") or bool(HANZI.match(after)))


def _continues(text: str, start: int, match: re.Match[str], language: str) -> bool:
    """Whether the stop at `match` does not end the sentence that began at `start`."""
    found_after = AFTER.match(text, match.end())
    if found_after is None:
        return False
    after = found_after.group(1)
    mark = match.group()
    if mark.startswith(".") and not mark.startswith(".."):
        before = text[max(start, match.start() - 40) : match.start() + 1]
        if LIST_NUMBER.match(text[start : min(match.start() + 1, start + 60)]):
            return True
        if INITIAL.search(before) and before[-2].isupper():
            return not _ends_with_pronoun(before, language)
        found = WORD_BEFORE.search(before[:-1])
        word = (found.group() if found else "").lower().lstrip(".'’-")
        never, sometimes = abbreviations(language)
        if word in never:
            return True
        if word in sometimes:
            return not (after.isupper() or after in OPENERS)
        if after.islower() and language == "en" and PLAIN_WORD.search(before):
            return False  # people who write without capitals still write stops
    if after.islower():
        # A question or exclamation that no quotation closes is over, however the next sentence begins (`… me? ok`).
        return not SHOUT.fullmatch(mark.rstrip())
    if mark[0] in "!?…":
        spoken = DIALOGUE.match(text, match.end())
        return bool(spoken and spoken.group(1).islower())
    return False


def _ends_with_pronoun(before: str, language: str) -> bool:
    """`… and I. Then` ends a sentence in English; `J. Doe` does not."""
    return language == "en" and bool(re.search(r"\b(?:and|than|am|[a-z]+ as) I\.$", before))
