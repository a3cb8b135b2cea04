"""The names that sister translations of one text share: Tashkent is in the Chinese and the Russian, not in the Kyrgyz.

A known name is the same by what it names (gazetteer.py), another one by how it sounds: in Russian and Kyrgyz by its
consonants, in Chinese by the characters that are read like it. Each shared name is in two languages, of which one is
written in Cyrillic; it is missed where the third has no form of it and nothing that sounds alike.
"""

import functools
import itertools
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from toolkit import late
from toolkit.checks import gazetteer, hearing, mandarin, names, persons, presence
from toolkit.checks.gazetteer import Known
from toolkit.checks.sounds import alike, cyrillic, skeleton
from toolkit.checks.wordlists import listed
from toolkit.morphology import english

NAME = late.compile(r"(?<![\w-])[А-ЯЁӨҮҢ][а-яёөүң]+(?:-[А-ЯЁӨҮҢ][а-яёөүң]+)*(?![\w-])")
LATIN_NAME = late.compile(r"(?<![\w'’-])[A-Z][a-z]+(?:['’-][A-Za-z][a-z]+)*")
OWNED = late.compile(r"['’]s$")
CYRILLIC = ("ru", "ky")
ENDING = {
    "ru": late.compile(r"(?:ск\w{1,3}|[оеё][йм]|[аыи]х|[аяы]м|ами|[аеиоуыэюяйьъ])$"),
    "ky": late.compile(
        r"(?:[нтд][ыиуү]н|[нтд][ыиуү]|[гк][аеоө]|(?<!с)[дт][аеоө]н?|[дт][аеоө]г[ыиуү]|л[ыиуү]к|"
        r"[лтд][аеоө]р(?:[дгк]?[ыиуүаеоө]н?)?)$"
    ),
}
"""What changes at the end of a name."""
MOST_ENDINGS = {"ru": 1, "ky": 2}
LEAST, SHORTEST, LONGEST_ENDING, LONG = 3, 2, 3, 4
"""Consonants of the shortest unknown name and of the shortest one, what a form of such a one may add to it; characters
of a long name in Chinese."""
SAME, SAME_SHORT = 0.75, 0.8
"""Share of the consonants of two writings of one name, and of a short one."""
HEARD, SURE, MORE, ANY, CUSTOM = 0.6, 0.74, 0.06, 0.8, 0.88
"""How much Chinese has to sound like it where others have it too,
where nothing else says so, and characters that names are seldom written in, and a name that has others by custom."""
_COUNTRIES = """
中国 美国 俄罗斯 英国 法国 德国 日本 韩国 朝鲜 越南 印度 印尼 哈萨克 吉尔吉斯 乌兹别克 塔吉克 土库曼 土耳其 蒙古
伊朗 伊拉克 澳大利亚 加拿大 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 奥地利 泰国 缅甸 巴西 巴基斯坦 阿富汗
阿塞拜疆 以色列 乌克兰 波兰 埃及 沙特
"""
SHORT_NAMES = tuple(_COUNTRIES.split())
"""Countries that have their first character for a name: 中方."""
CONTINENTS = ("欧洲", "非洲", "亚洲", "美洲", "欧亚", "亚欧")
"""What has it within other names: 中亚, 北欧."""
BESIDE = late.compile(rf"[\u4e00-\u9fff]{{1,8}}{persons.DOT}(?:[\u4e00-\u9fff]{{1,8}}{persons.DOT}?)+")
QUOTED = ("«", "“", "„", '"')
MONEY = late.compile("[日韩欧美]元|英镑|印度卢比")
LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "o", "ж": "zh", "з": "z", "и": "i",
        "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "",
        "э": "e", "ю": "yu", "я": "ya", "ө": "o", "ү": "u", "ң": "ng", "-": "",
    }
)  # fmt: skip
"""Cyrillic letters -> those that English writes their sounds with."""


class Word(NamedTuple):
    """A capitalised word of a Cyrillic text."""

    text: str
    begins: bool
    """Whether it is the first of a sentence, where any word has a capital letter."""
    quoted: bool
    """Whether a quotation begins with it: titles are often translated."""
    known: tuple[Known, ...]
    base: str
    """Without what changes at its end."""
    sounds: str
    """Its consonants."""


class Said(NamedTuple):
    """A capitalised word of the English source."""

    text: str
    begins: bool
    sounds: str
    person: bool
    full: bool
    """Whether it is part of a person's name of several words, between which Chinese has a dot."""
    elsewhere: bool
    """Whether Chinese may write it by other characters than those of its sounds."""
    chinese: tuple[str, ...]
    """How the whole name is read, if it is of a Chinese person: liwenhua."""


def missed(texts: Mapping[str, str], source: str = "") -> tuple[str, str] | None:
    """(language, name) of a name that the two others share and the language has not; None where there is none.

    Where two languages lack a name, which is rare, that name counts which is known, or which the source has too.
    """
    if any(code not in texts for code in gazetteer.LANGUAGES) or not any(NAME.search(texts[one]) for one in CYRILLIC):
        return None
    said, chinese = _said(source), texts["zh"]
    if source and not said and not any(_may_name(texts[one], one) for one in CYRILLIC):
        return None
    words = {code: _words(texts[code], code, source, said) for code in CYRILLIC}
    made = [known for _, _, every in gazetteer.made(chinese, "zh") for known in every]
    found: list[tuple[int, str, str]] = []
    for odd, code in (("zh", "ru"), ("ru", "ky"), ("ky", "ru")):
        for one in words[code]:
            original = _original(one, said)
            lacks = (
                _lacks_chinese(one, words["ky"], original, chinese, said, source)
                if odd == "zh"
                else _lacks_cyrillic(one, made, original, texts, odd)
            )
            if lacks:
                found.append((2 * bool(one.known) + (original is not None), odd, one.text))
    best = max(found, key=lambda one: one[0], default=None)
    return best and best[1:]


def _may_name(text: str, language: str) -> bool:
    """Whether a text has a capitalised word that is not the first one, or is known."""
    return any(one.start() or gazetteer.named(one[0], language, begins=True) for one in NAME.finditer(text))


def _words(text: str, language: str, source: str, said: tuple[Said, ...]) -> list[Word]:
    """The words that may be names."""
    found = []
    original = gazetteer.Source(" ".join(one.text for one in said))
    for match in NAME.finditer(text):
        begins = not match.start() or gazetteer.BEGINS.search(text, 0, match.start()) is not None
        base = _bases(match[0], language)[-1]
        known = _named(match[0], base, language, source)
        if known and names.SURNAME.search(match[0].casefold()):  # Алмазбаев is no Алмаз
            known = tuple(each for each in known if any(map(names.SURNAME.search, (*each.stems(language), *each.ru))))
        if known and begins:  # many words begin like a short name
            sure = gazetteer.named(match[0], language, begins=True)
            known = tuple(each for each in known if each in sure or each.supported(original))
        sounds = _consonants(base)
        whole = _consonants(match[0])
        named = not begins and any(_same(one.sounds, sounds) or one.sounds == whole for one in said)
        if known or named or (len(sounds) >= LEAST and not names.is_known(match[0].casefold(), language)):
            found.append(Word(match[0], begins, text[match.start() - 1 : match.start()] in QUOTED, known, base, sounds))
    return found


@functools.lru_cache(1 << 14)
def _bases(word: str, language: str) -> tuple[str, ...]:
    """A word as it is, and without its last ending and the one before: Делидегиден, Делидеги, Дели."""
    found = [word]
    for _ in range(MOST_ENDINGS[language]):
        cut = ENDING[language].sub("", found[-1])
        if len(cut) >= SHORTEST:
            found.append(cut)
    return tuple(found)


def _consonants(word: str) -> str:
    """The consonants of a word in Cyrillic, an m as an n where many say so: Душанбе, Дүйшөмбү."""
    return cyrillic(word).replace("мп", "нп")


@functools.lru_cache(16)
def _places(source: str) -> tuple[tuple[str, tuple[Known, ...]], ...]:
    """(consonants, what it names) of each known name of a source."""
    return tuple((skeleton(re.sub("[ -]", "", name)), tuple(known)) for name, _, known in gazetteer.said(source))


def _named(word: str, base: str, language: str, source: str) -> tuple[Known, ...]:
    """What a word may name: by a form that is doubtful elsewhere (Франция), or has a hyphen, if the source has it."""
    if found := gazetteer.named(word, language) or gazetteer.named(base, language):
        return found
    sounds = _consonants(base)
    for said, known in _places(source):
        same = tuple(each for each in known if base.casefold().startswith(each.stems(language)))
        if same or ("-" in word and _same(said, sounds)):
            return same or known
    return ()


@functools.lru_cache(16)
def _said(source: str) -> tuple[Said, ...]:
    """The words of an English source that may be names."""
    found: list[Said] = []
    bare = gazetteer.without_marks(source)
    every = list(persons.persons(bare))
    for match in LATIN_NAME.finditer(bare):
        word = OWNED.sub("", match[0])
        if english.is_common(word.casefold()):
            continue
        begins = not match.start() or gazetteer.BEGINS.search(bare, 0, match.start()) is not None
        run = next((one for one in every if word in one), None) or persons.run_around(bare, match.start())
        chinese = persons.chinese(run) or _spelled(run) or _chinese_within(run, word)
        elsewhere = persons.is_elsewhere(run) and not chinese
        found.append(
            Said(
                word,
                begins and len(run) < 2,
                skeleton(word.replace("-", "")).replace("мп", "нп"),
                run in every,
                run in every and len(run) > 1,
                elsewhere,
                chinese,
            )
        )
    return tuple(found)


def _spelled(run: tuple[str, ...]) -> tuple[str, ...]:
    """How a name is read that begins with a syllable of Mandarin, and has one or two more."""
    if len(run) != LEAST - 1 or not all(map(mandarin.is_spelled, run)) or not mandarin.is_syllable(run[0]):
        return ()
    return (_letters("".join(run)), _letters("".join(reversed(run))))


def _chinese_within(run: tuple[str, ...], word: str) -> tuple[str, ...]:
    """The same of a name behind other capitalised words: Ambassador Li Jianguo."""
    for pair in itertools.pairwise(run):
        if word in pair and len(run) > len(pair) and pair[0].casefold() in listed("surname", "zh"):
            return persons.chinese(pair)
    return ()


def _same(one: str, other: str) -> bool:
    """Whether two rows of consonants are of one name, one of which may have an ending."""
    short, long = sorted((one, other), key=len)
    if len(short) < LEAST:
        return one == other and len(one) >= SHORTEST
    return one == other or alike(short, long, SAME if len(short) > LEAST + 1 else SAME_SHORT)


def _is_same(one: Word, other: Word) -> bool:
    """Whether two words of different languages may be one unknown name."""
    return one.text == other.text or one.base == other.base or _same(one.sounds, other.sounds)


def _original(one: Word, said: Iterable[Said]) -> Said | None:
    """How the source writes a name."""
    every = (one.sounds, _consonants(one.text))
    found = [word for word in said if any(_same(word.sounds, own) for own in every)]
    return next((word for word in found if word.sounds == one.sounds), found[0] if found else None)


def _is_name(one: Word, original: Said | None) -> bool:
    """Whether an unknown word is a name: it is one in the source, or has a capital letter where nothing else has."""
    if names.SURNAME.search(one.text.casefold()):
        return True
    return not one.begins or (original is not None and not original.begins)


def _lacks_chinese(
    one: Word, others: list[Word], original: Said | None, text: str, said: tuple[Said, ...], source: str
) -> bool:
    """Whether a name of the Russian is in the Kyrgyz, and not in the Chinese."""
    for other in others:
        known = {each for each in one.known if each in other.known}
        written = [original.text] if original else [_latin(one.base), _latin(other.base)]
        if any(_in_chinese(each, text) for each in known or {*one.known, *other.known}):
            if known:
                return False
            continue
        if known:
            return not any(_is_heard(word, text, CUSTOM) for word in written)
        if (one.known and other.known) or one.quoted or not _is_same(one, other):
            continue
        if not (_is_name(one, original) and _is_name(other, original)):
            continue
        if original and original.text == _instead_of(source, text):
            return True
        if unread := [word for word in said if word.chinese and not _is_read(word, text)]:
            return original is None or original in unread
        if original.chinese if original else any(mandarin.is_spelled(word.text) for word in said):
            return False
        if original and (original.elsewhere or persons.is_translated(original.text, text) or original.text in text):
            return False
        if not all(map(persons.is_long, written)):
            return False
        beside = "".join(match[0] for match in BESIDE.finditer(text)) or text
        if original and original.full and beside != text:  # the name stands there, and little else
            return not any(_is_heard(original.text, beside, ANY, usual=usual) for usual in (True, False))
        least = SURE if original is None or original.person or names.SURNAME.search(one.text.casefold()) else HEARD
        return not any(
            _is_heard(word, text, least) or _is_heard(word, beside, least + MORE, usual=False) for word in written
        )
    return False


@functools.lru_cache(16)
def _instead_of(source: str, text: str) -> str:
    """The word of the source in whose place a Chinese text has another name, on one side of a dot."""
    strange = persons.stranger(source, text)
    return strange.instead_of if strange else ""


def _is_read(word: Said, text: str) -> bool:
    """Whether a Chinese person of the source is in a Chinese text."""
    return any(mandarin.is_read(letters, text) for letters in word.chinese)


def _in_chinese(known: Known, text: str) -> bool:
    """Whether a Chinese text has the beginning of a known name, or a character that stands for it."""
    for name in (one.lstrip(gazetteer.DOUBTFUL).replace(persons.DOT, "") for one in known.zh):
        if name[: 2 if len(name) <= LONG else 3] in text:
            return True
        if name.startswith(CONTINENTS) and name[0] in text:
            return True
        if name.startswith(SHORT_NAMES) and name[0] in _bare(text):
            return True
    return False


@functools.lru_cache(16)
def _bare(text: str) -> str:
    """A Chinese text without money and the whole names of places."""
    for name, place, _ in gazetteer.made(text, "zh"):
        text = text[:place] + "。" * len(name) + text[place + len(name) :]
    return MONEY.sub(" ", text)


def _is_heard(word: str, text: str, least: float, *, usual: bool = True) -> bool:
    """Whether some characters of a Chinese text are read like a name, or sound like it."""
    letters = _letters(word)
    if len(letters) >= LEAST and mandarin.is_read(letters, text):
        return True
    return persons.is_long(word) and mandarin.heard_within(word.replace("-", ""), text, usual=usual) >= least


def _lacks_cyrillic(one: Word, made: list[Known], original: Said | None, texts: Mapping[str, str], odd: str) -> bool:
    """Whether a name of one Cyrillic text is in the Chinese, and not in the other Cyrillic one."""
    text = texts[odd]
    known = [each for each in one.known if each in made]
    if any(presence.is_present(each, text, odd) for each in known or one.known) or any(
        presence.is_present(each, text, odd) for each in one.known if _in_chinese(each, texts["zh"])
    ):
        return False
    if not known and not (_is_name(one, original) and _may_be_in_chinese(one, original, texts["zh"])):
        return False
    sounds = [
        one.sounds,
        *map(_consonants, one.base.split("-")),
        *([original.sounds] if original and not known else ()),
    ]
    sounds = [each for each in sounds if len(each) >= SHORTEST]
    if one.base in text or (original and original.text in text) or len(one.sounds) < SHORTEST:
        return False
    first = bool(original and mandarin.is_spelled(original.text) and not known)
    return not any(_sounds_within(each, text, odd, sure=bool(known), any_first=first) for each in sounds)


def _may_be_in_chinese(one: Word, original: Said | None, text: str) -> bool:
    """Whether a Chinese text may well have a name of a Cyrillic one, for certain where the source has none like it."""
    if original is None:
        return _is_heard(_latin(one.base), text, ANY)
    if original.chinese:
        return _is_read(original, text)
    return any(_is_heard(word, text, HEARD, usual=False) for word in (_latin(one.base), original.text))


def _sounds_within(sounds: str, text: str, language: str, *, sure: bool, any_first: bool) -> bool:
    """Whether a word of a Cyrillic text sounds like a name, which it must begin like where that is `sure` to be known.

    Chinese names may begin with `any_first` consonant.
    """
    for word in hearing.CYRILLIC_WORD.findall(text):
        if not word[0].isupper() and not hearing.ADJECTIVE.search(word):
            continue
        for part in {word.replace("-", ""), *word.split("-")}:
            every = {_consonants(base) for base in _bases(part, language)}
            if any(_alike(sounds, own, sure=sure, any_first=any_first) for own in every):
                return True
    return False


def _letters(word: str) -> str:
    return re.sub("[^a-z]", "", word.casefold())


def _alike(sounds: str, own: str, *, sure: bool, any_first: bool) -> bool:
    if len(sounds) < LEAST:
        return own.startswith(sounds) and len(own) <= len(sounds) + (0 if sure else LONGEST_ENDING)
    if own.startswith(sounds[:LEAST]) or (not sure and _same(sounds, own)):
        return True
    return any_first and own[1:LEAST] == sounds[1:LEAST]


@functools.lru_cache(1 << 12)
def _latin(word: str) -> str:
    """A Cyrillic name in Latin letters."""
    return word.casefold().translate(LETTERS).capitalize()
