"""Chinese words: cutting text into them by a word list, measure words, numbers in 万 and 亿, dates and times."""

from collections.abc import Container
from decimal import Decimal
from functools import cache
from pathlib import Path

LONGEST = 8
"""The longest word, in characters, that a cut looks for."""
DIGITS = "〇一二三四五六七八九"
PLACES = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
DEFAULT_MEASURE = "个"
MEASURE_WORDS = frozenset(
    "个名位家所座条辆架艘份项场次本张件只头匹棵支部台栋间首颗种套届段块封把双杯瓶根枚株顶口盏幅群对批"
)
"""What may stand between a number and a noun."""
DATA = Path(__file__).parent / "data" / "chinese-measures.tsv"


@cache
def measures() -> dict[str, str]:
    """Noun, or its last characters -> measure word; "" for what is counted bare."""
    rows = [line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {noun: measure.strip("-") for measure, nouns in rows for noun in nouns.split()}


def measure_word(noun: str) -> str:
    """The measure word of a noun by its longest known ending: ``女记者`` takes 名 as 记者 does; else 个."""
    by_noun = measures()
    for start in range(max(0, len(noun) - 4), len(noun)):
        if noun[start:] in by_noun:
            return by_noun[noun[start:]]
    return DEFAULT_MEASURE


def cut(text: str, words: Container[str], longest: int = LONGEST) -> list[str]:
    """Chinese text into words, the longest listed one first from the left; what is not listed stands by characters.

    Letters and digits that stand together stay together.
    """
    found: list[str] = []
    position = 0
    while position < len(text):
        if text[position].isascii() and text[position].isalnum():
            end = position + 1
            while end < len(text) and (text[end].isascii() and (text[end].isalnum() or text[end] in ".,%-")):
                end += 1
            found.append(text[position:end].rstrip(".,-"))
            position += len(found[-1])
            continue
        for length in range(min(longest, len(text) - position), 0, -1):
            if length == 1 or text[position : position + length] in words:
                found.append(text[position : position + length])
                position += length
                break
    return [word for word in found if word.strip()]


def number(value: Decimal | int) -> str:
    """A number as news writes it: 350, 3万, 2.5亿, 12340 (only round ones are shortened, so that no figure is lost)."""
    amount = Decimal(value)
    for size, name in PLACES:
        shortened = amount / size
        if amount >= size and -_exponent(shortened) <= 2:
            return _plain(shortened) + name
    return _plain(amount)


def _exponent(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def words_of(value: int) -> str:
    """A small number in characters: 二十一, 三百零五; two before a measure word is 两 and left to the caller.

    Raises:
        ValueError: below 0 or above 9999.
    """
    if not 0 <= value <= 9999:
        raise ValueError(value)
    if value == 0:
        return "零"
    written, zero = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            written += ("零" if zero and written else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return written.removeprefix("一") if written.startswith("一十") else written


def counted(value: str, noun: str) -> str:
    """A number and a noun with the measure word between them: ``3名记者``, ``两座城市``, ``5年``."""
    return f"{'两' if value == '二' else value}{measure_word(noun)}{noun}"


def date(day: str | None, month: int | None, year: str | None) -> str:
    """``2023年9月7日``; what is None is left out.

    Raises:
        ValueError: if all three are None.
    """
    written = (f"{year}年" if year else "") + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    if not written:
        raise ValueError("a date needs a day, a month or a year")
    return written


def clock(hour: int, minute: int = 0) -> str:
    """A time of day on the 24 hour clock: ``16时``, ``9时30分``."""
    return f"{hour}时" + (f"{minute}分" if minute else "")
