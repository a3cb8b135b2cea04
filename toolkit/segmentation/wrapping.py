"""Text that a document breaks over lines, put back on one line."""

import re

UNSPACED = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))
"""First and last of the hanzi and their punctuation. Compared, since `re` takes long to compile so large a class."""
UNSPACED_SIGNS = "“”‘’…—"
LINE_BREAK = re.compile(r"(?:(?<![ \t])[ \t]+)?(?:\r\n|\r|\n)[ \t]*")


def is_unspaced(character: str) -> bool:
    """Whether lines that break next to this character are joined without a space (hanzi and their punctuation)."""
    first = character[:1]
    return bool(first) and (first in UNSPACED_SIGNS or any(low <= first <= high for low, high in UNSPACED))


def unwrap(text: str) -> str:
    """A sentence that the document breaks over lines, as one line: a space at each break, none between hanzi.

    A hyphen at the end of a line stays, without a space behind it: `inter-⏎national` may or may not be one word.
    """
    if "\n" not in text and "\r" not in text:
        return text

    def joiner(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if is_unspaced(before) and is_unspaced(after):
            return ""
        hyphenated = before == "-" and after.islower() and text[match.start() - 2 : match.start() - 1].isalpha()
        return "" if hyphenated else " "

    return LINE_BREAK.sub(joiner, text)
