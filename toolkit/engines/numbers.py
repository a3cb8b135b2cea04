"""Whether the numbers of a text are in its draft: digits are compared, their separators are the language's own."""

import re
import unicodedata
from collections import Counter

NUMBER = re.compile(r"\d+(?:[.,'’ \u00a0\u202f]\d{3}(?!\d))*(?:[.,:]\d+)*")
"""`1,000.5`, `1 000,5`, `12:30` and `3.5.1` are one number each."""
DIGIT = re.compile(r"\d")
MAGNITUDE = re.compile(
    r"[百千万亿萬億]|тысяч|миллион|миллиард|триллион|\bтыс|\bмлн|\bмлрд|миң|hundred|thousand|million|billion|trillion",
    re.IGNORECASE,
)
"""With such a word on either side the digits may differ: `10,000` is `1万`."""
SPOKEN = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w*(?:twen|thir|for|fif|six|seven|"
    r"eigh|nine)ty(?:-\w+)?|first|second|third|once|twice|half|double|dozen|both|pair|"
    r"jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|(?:septem|octo|novem|decem)ber|january|february|march|april|"
    r"august|monday|tuesday|wednesday|thursday|friday|saturday|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
"""English words that another language may write in digits."""


def numbers(text: str) -> list[str]:
    """The digits of each number, in ASCII, without separators: `1,000.5` and `1 000,5` are `10005`."""
    return ["".join(str(unicodedata.digit(c)) for c in found if c.isdigit()) for found in NUMBER.findall(text)]


def wrong(source: str, target: str, source_language: str) -> bool:
    """Whether a number is missing in the target, doubled, or, as far as one can know, invented."""
    if not DIGIT.search(source) and not DIGIT.search(target):
        return False
    said, made = Counter(numbers(source)), Counter(numbers(target))
    if said == made or MAGNITUDE.search(source) or MAGNITUDE.search(target):
        return False
    if "".join(sorted(said.elements())) == "".join(sorted(made.elements())):
        return False  # the same digits, only cut into numbers in another way
    if said - made:
        return True
    return source_language == "en" and not SPOKEN.search(source)
