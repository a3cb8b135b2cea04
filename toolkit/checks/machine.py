"""How models fail: loops, copies, foreign letters, another language, junk. People's words are looked at alike."""

import itertools
import re
import unicodedata
from collections.abc import Iterator

from toolkit import late
from toolkit.checks.languages import MAY_BE_OTHER, other_language
from toolkit.checks.occasions import AGAIN, NO_LETTER, Occasion
from toolkit.checks.pair import Fault, Pair, own_letter, quoted, span_of, without_names
from toolkit.checks.programs import USAGE, without_codes
from toolkit.checks.romanised import MAY_BE_ROMANISED, romanised
from toolkit.checks.wordlists import listed
from toolkit.engines import support, traditional
from toolkit.engines.degeneration import (
    LETTERS,
    STRANGE,
    SYLLABLES,
    echoes,
    foreign,
    loops,
    tokens,
)
from toolkit.engines.placeables import MARKS
from toolkit.engines.scripts import SCRIPTS
from toolkit.signs import LATIN_AND_CYRILLIC, Sign
from toolkit.terms.lexicon import LANGUAGES, load

LATIN_IN_CYRILLIC = late.compile(r"[A-Za-z]")
CYRILLIC = late.compile(r"[\u0400-\u052f]")
LOOK_ALIKE = dict(zip("AaBCcEeHKkMmOoPpTtXxYyu", "АаВСсЕеНКкМмОоРрТтХхУуи", strict=True))
"""Latin letter -> the Cyrillic one that looks the same in most fonts."""
TO_LATIN = str.maketrans({cyrillic: letter for letter, cyrillic in LOOK_ALIKE.items()})
UPRIGHT = frozenset(LOOK_ALIKE) - frozenset("tu")
"""Of them those that look the same in upright letters: another one may have been typed instead, or too much."""
CAPITALS = late.compile("[A-Z]{2,}|(?<=[А-ЯЁ])x(?=[А-ЯЁ])")
"""A Latin abbreviation at a word, and a sign of multiplication between two."""
OF_OTHERS = dict(zip("οΟαΑΒΕΚΜΗΡΤΧρυɵγŋөѳ", "оОаАВЕКМНРТХруөүңөө", strict=True))
"""The same for letters of Greek and of the phonetic alphabet, in Cyrillic words."""
OF_ANOTHER = r"(?<=[\u0400-\u052f])[\u0370-\u03ffɵŋ](?=[\u0400-\u052f])"
AMONG_LATIN = r"(?<=[A-Za-z])[\u0400-\u052f](?=[A-Za-z])|(?<=--)[\u0400-\u052f](?=[A-Za-z]{2})"
STRANGER = late.compile(f"{OF_ANOTHER}|{AMONG_LATIN}")
"""One letter of another script between two of a word, or the first of an option: --output."""
BESIDE = late.compile(r"(?<=[A-Za-z])[\u0400-\u052f]|[\u0400-\u052f](?=[A-Za-z])")
"""The same where Cyrillic letters have no words of their own: there no ending stands behind a Latin name."""
MAY_BE_STRANGE = Sign({"Cyrl": OF_ANOTHER, LATIN_AND_CYRILLIC: f"{AMONG_LATIN}|{BESIDE.pattern}"})
OF_DEGREES = late.compile(r"[°º]\s?[CFK]\Z")
"""Before an ending of Kyrgyz: 180 °Cта."""
MIXED_WORD = late.compile(r"(?<![^\W_]|[.@/\\-])(?=[^\W_]*[\u0400-\u052f])(?=[^\W_]*[A-Za-z])[^\W_]{2,}(?![^\W_]|[@/])")
CUT_OFF = late.compile(r"(?<![\w./@-])[А-Яа-яЁёӨөҮүҢң]{2,}(?=[a-z]*[bdfgijlnqrstvwz])[a-z]{2,}[а-яёөүң]*(?![\w@/])")
"""A word that goes on in Latin letters that no Cyrillic one looks like: жаныbarlaryn."""
JUNK = late.compile(
    r"♪|\(笑声?\)|（笑声?）|\[(?:music|applause|laughter|aplausos|silence|noise|музыка|смех|аплодисменты)\]|"
    r"(?:subtitles|captions) by|субтитры (?:сделал|создал|создавал|подогнал|делал)\b|字幕(?:组|由|制作)|"
    r"[(（](?:笑|掌声|音乐|鼓掌|laughs?|applause|music)[)）]|"
    r"<\|[a-z_]{2,20}\|>|>>[a-z_]{2,8}<<|<2[a-z]{2}>|"
    r"(?<!\w)__[a-z]{2,3}(?:_[a-z]{4})?__(?!\w)|"
    r"\A\[(?:en|zh|ru|ky)\](?= )|"
    r"⁇|</?(?:unk|s|pad|bos|eos|sep|cls|mask)>|\[(?:unk|pad|bos|eos|sep|cls|mask)\]|"
    r"▁|@-@|@@(?!\w)|##(?=[a-zа-я])|(?<=[^\W\d_])##(?!\w)|&(?:apos|quot|amp|lt|gt|nbsp|#\d{2,4});(?=\w*&?)",
    re.IGNORECASE,
)
BYTES = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The second half of a letter of UTF-8, as Latin-1 and Windows-1252 read it."""
BYTES_1251 = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕї"
"""The same as Windows-1251 reads it."""
BYTES_KOI8 = r"\u2219-\u25a0°²·÷©Ёё"
"""The same as KOI8-R reads it, where half of it is signs of frames."""
WRONG_BYTES = late.compile(
    rf"(?:[ÂÃÐÑÒÓ][{BYTES}]){{3,}}|(?:[ä-é][{BYTES}]{{2}}){{2,}}|"
    rf"(?<=[\u0400-\u04ff\u4e00-\u9fff，。、])[ä-é][{BYTES}]{{2}}|[ÐÑÒÓ][{BYTES}][ÐÑÒÓ]|ã€[{BYTES}]|"
    rf"[ÂÃ][\xa0-\xbf€™]|"
    rf"[\u00c0-\u00ff][\u00a1-\u00ff]{{3,}}|"
    rf"(?:[РСТУ][{BYTES_1251}]){{4,}}|(?:[пя][{BYTES_KOI8}]){{2,}}|\?{{5,}}|(?:\?{{2,}}[ ,.]+){{3,}}"
)
"""Letters of Cyrillic or Chinese that were read in another encoding, or written in one that has them not."""
PREFACE = late.compile(
    r"^\W*(?:(?:以下|下面|这)是[^，。]{0,12}(?:翻译|译文)|(?:译文|翻译)(?:如下)?[:：]|"
    r"(?:вот|это) (?:\w+ )?перевод\b|перевод(?:[^.,:]{0,30}(?:язык|русск|предложен|текст|фраз)\w*[^.,:]{0,20})?:|"
    r"(?:бул|мына)[^.,]{0,40}котормосу|котормосу?:|(?:here is|sure|certainly)\b)",
    re.IGNORECASE,
)
"""What a model says before it translates."""
THANKS = late.compile(
    r"(?:谢谢|感谢)(?:您的?)?(?:观看|收看|收听)|спасибо за (?:просмотр|внимание)|продолжение следует|подписывайтесь на|"
    r"көргөнүңүз(?:дөр)? үчүн (?:чоң )?рахмат",
    re.IGNORECASE,
)
"""The end of a video."""
MAY_THANK = Sign({"Hani": "观看|收看|收听", "Cyrl": "спасибо|продолжение|подписывайтесь|рахмат"})
OF_THANKS = late.compile(r"thank|watch|listen|attention|continu|subscri|follow|grateful|appreciat", re.IGNORECASE)
OF_TRANSLATION = late.compile(r"translat|transfer|remit|wire|rendering", re.IGNORECASE)
OF_SUBTITLES = late.compile(
    r"subtitle|caption|субтитр|字幕|[(（\[](?:laugh|applau|music|silence|noise|笑|掌声|音乐|鼓掌|смех|аплод|музык|aplau)",
    re.IGNORECASE,
)
"""A note or credit: where the source has one, the translation has it too, in words of its own."""
MAY_BE_JUNK = Sign(
    {
        "Zyyy": r"♪|[(（](?:笑|掌声|音乐|鼓掌|laugh|applause|music)|"
        r"\[(?:music|applause|laughter|silence|noise|музыка|смех|аплодисменты)|"
        r"<\||<2|>>|__|\[(?:en|zh|ru|ky)\]|⁇|[<\[]/?(?:unk|s|pad|bos|eos|sep|cls|mask)[>\]]|▁|@-@|@@|##|&#?\w+;|\?{2,}",
        "": f"[âãðñòóä-é][{BYTES.lower()}]|[\u00c0-\u00ff][\u00a1-\u00ff]{{3}}",
        "Cyrl": rf"(?:[рсту][{BYTES_1251.lower()}]){{2}}|(?:[пя][{BYTES_KOI8.lower()}]){{2}}|"
        "субтитры|спасибо|продолжение|подписывайтесь|рахмат|перевод|котормо",
        "Latn": r"subtitles|captions|\b(?:here|sure|certainly)\b",
        "Hani": "字幕|观看|收看|收听|译",
    }
)
MAY_LOOK_ALIKE = Sign(r"[A-Za-z]\w*[\u0400-\u052f]|[\u0400-\u052f]\w*[A-Za-z]", LATIN_AND_CYRILLIC)
"""What stands in subtitles and in models' own alphabets, and gets into drafts of other texts."""
JUNKY, MIXED = (MAY_BE_JUNK,), (MAY_LOOK_ALIKE, MAY_BE_STRANGE)
STRANGE_RUN = {script: late.compile(f"(?:{one.pattern}[{MARKS}]*){{4,}}") for script, one in STRANGE.items()}
"""Letters in a row that are of no name: neither of the script nor Latin."""
HAN_RUN = late.compile(r"(?<![(（«“\"‘\u4e00-\u9fff])[\u4e00-\u9fff]+(?![)）»”\"’\u4e00-\u9fff])")
"""A Chinese word in a text in Cyrillic, where it is neither explained nor quoted."""
OTHER = r"\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\uac00-\ud7af"
OTHER_RUN = late.compile(rf"(?<![(（«“\"‘])[{OTHER}\u3041-\u30ff]{{2,}}(?![)）»”\"’])")
OTHER_IN_HAN = late.compile(rf"(?<![(（“\"《])[{OTHER}]{{2,}}(?![)）”\"》])")
"""A word in Arabic, Thai, Korean or another script, likewise."""
KANA = late.compile(r"[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff]{3,}")
CYRILLIC_IN_HAN = late.compile(r"(?<=[\u4e00-\u9fff，。、])[\u0400-\u052f]{3,}(?=[\u4e00-\u9fff，。、])")
"""Japanese, which shares its other characters with Chinese; a Cyrillic word between hanzi."""
HAS_KANA = Sign("[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff]", flags=0)
HAS_LETTER = {script: Sign(one.pattern, flags=0) for script, one in LETTERS.items()}
HAS_STRANGE = {script: Sign(one.pattern, flags=0) for script, one in STRANGE.items()}
ROW = late.compile(r"([.=*_#~+-])(?:\s?\1){2,}")
SMALL_WORD = late.compile(r"(?<![\w'’])[a-z]{2,}(?![\w'’])")
UNSURE = 0.30
"""A draft of less confidence was wont to share less than a third with a person's translation (docs/confidence.md)."""
SYMBOL = late.compile(r"[\u2190-\u2bff]")
"""Arrows and other signs, each of which says something else."""
OPTION_NAME = late.compile(r"(?<![\w-])--?[A-Za-z][\w-]*=")
LETTERS_IN_A_ROW = late.compile(r"([^\W\d_])\1{3,}")


MOST_BEHIND = 60
BEHIND_STOP = late.compile(r"[.!?。！？]\s*(?P<rest>[^.!?。！？\n]{3,})\Z")
"""What follows the last sentence, without a mark at its end."""


def looping(source_language: str, target_language: str) -> Occasion:  # noqa: ARG001
    """Something that is there again."""
    return Occasion(target=(SYLLABLES,), traits=AGAIN)


def loop(pair: Pair) -> Iterator[Fault]:
    """A word or phrase is repeated over and over."""
    bare = (pair if pair.prose else _with_values(pair)).bare()
    if not loops(bare.source, bare.target):
        if _stammers(bare):
            yield Fault("It repeats itself where the source does not.")
        return
    if pair.prose or (loops(*map(_without_rows, (bare.source, bare.target))) and _loops_too(pair)):
        yield Fault("It repeats itself where the source does not.")


def _stammers(pair: Pair) -> bool:
    """Whether words that stand beside themselves follow the last sentence, and no mark ends them."""
    behind = BEHIND_STOP.search(pair.target, max(0, len(pair.target) - MOST_BEHIND))
    if behind is None or pair.source.rstrip()[-1:] not in tuple(".!?"):
        return False
    made = tokens(behind["rest"])
    return any(one == other and one.isalpha() for one, other in itertools.pairwise(made))


def _loops_too(pair: Pair) -> bool:
    """Whether a string repeats itself with its codes and signs, too, which may part what is alike: «e1» или «e2»."""
    return loops(*(SYMBOL.sub(lambda sign: f" sign{ord(sign[0])} ", text) for text in (pair.source, pair.target)))


def _with_values(pair: Pair) -> Pair:
    """The pair of a program without the names of options, whose values are words (--file=FILE), and rows of a letter,
    where the source has such a row too: [.uuuuuu].
    """
    source, target = pair.source, pair.target
    if "=" in source or "=" in target:
        source, target = (OPTION_NAME.sub(" ", text) for text in (source, target))
    if LETTERS_IN_A_ROW.search(source):
        source, target = (LETTERS_IN_A_ROW.sub(r"\1", text) for text in (source, target))
    return pair if source == pair.source and target == pair.target else pair._replace(source=source, target=target)


def _without_rows(text: str) -> str:
    """A text of a program without rows of marks, by which help draws lines: . . . . and =====."""
    return ROW.sub(" ", text)


def copied(source_language: str, target_language: str) -> Occasion:
    """A letter of the source's script, where the target has another one."""
    said, own = (SCRIPTS.get(code, "Latn") for code in (source_language, target_language))
    return Occasion() if said == own else Occasion(target=(HAS_LETTER[said],))


def copy(pair: Pair) -> Iterator[Fault]:
    """It is the source over again."""
    said, own = (SCRIPTS.get(code, "Latn") for code in (pair.source_language, pair.target_language))
    if said != own and not LETTERS[said].search(pair.target):
        return
    if not pair.prose and USAGE.search(pair.source):
        return
    bare = without_codes(pair).bare()
    target = without_names(bare)
    if echoes(bare.source, target, pair.source_language, pair.target_language):
        if not _is_quotation(bare):
            yield Fault("It is mostly the source over again.")
    elif _is_left(bare):
        yield Fault("It is the source over again.")


def _is_left(pair: Pair) -> bool:
    """Whether a text too short for `echoes` was left as it is, and has words of grammar as no name has."""
    if pair.source_language != "en" or SCRIPTS.get(pair.target_language, "Latn") == "Latn":
        return False
    if pair.source.strip().casefold() != pair.target.strip().casefold():
        return False
    small = SMALL_WORD.findall(pair.target)
    if len(small) > 1 and any(word in listed("common", "en") for word in small):
        return True
    if PLAIN_WORDS.fullmatch(pair.target.strip()) is None or pair.target_language not in LANGUAGES:
        return False
    lexicon = load(pair.target_language)
    return all(any(lexicon.find((form,)) for form in support.forms(one)) for one in pair.target.lower().split())


PLAIN_WORDS = late.compile(r"[A-Z]?[a-z]{2,}(?: [a-z]{2,}){2,6}[.!?]?")
"""What is no name: three words and more, all but the first in small letters."""


def _is_quotation(pair: Pair) -> bool:
    """Whether none of the words that stand among those of the language is English: a motto, a title in Latin."""
    if pair.source_language != "en" or pair.target_language not in LANGUAGES or not own_letter(pair):
        return False
    lexicon = load(pair.target_language)
    return not any(lexicon.find((word,)) for word in SMALL_WORD.findall(pair.target))


def strange(source_language: str, target_language: str) -> Occasion:  # noqa: ARG001
    """A letter that is neither of the target's script nor Latin, none of its script, or a word in Latin letters."""
    script = SCRIPTS.get(target_language, "Latn")
    return Occasion(target=(HAS_STRANGE[script], HAS_KANA, MAY_BE_ROMANISED), traits=NO_LETTER)


def wrong_script(pair: Pair) -> Iterator[Fault]:
    """It is written in letters of neither language."""
    bare = pair.bare()
    if word := romanised(bare):
        yield Fault(f"{quoted(word[0])} is written in Latin letters.", span_of(pair.target, word[0]))
        return
    script = SCRIPTS.get(pair.target_language, "")
    if script == "Cyrl" and pair.prose and (word := CUT_OFF.search(bare.target)) and word[0] not in bare.source:
        yield Fault(f"{quoted(word[0])} is written in Latin letters.", span_of(pair.target, word[0]))
        return
    if script == "Cyrl" and not STRANGE[script].search(bare.target) and LETTERS[script].search(bare.target):
        return
    if _is_named_letter(pair) or (not pair.prose and unicodedata.normalize("NFKC", bare.target).isascii()):
        return  # x2, x²
    if foreign(bare.source, bare.target, pair.target_language):
        yield Fault("Much of it is in letters that are neither of its language nor of the source.")
        return
    strange = STRANGE_RUN.get(script)
    match = strange.search(bare.target) if strange else None
    if match is None and pair.target_language in ("zh", "zt"):
        match = next(filter(None, (one.search(bare.target) for one in (KANA, CYRILLIC_IN_HAN, OTHER_IN_HAN))), None)
    if match is None and script == "Cyrl":
        match = HAN_RUN.search(bare.target) or OTHER_RUN.search(bare.target)
    if match and match[0] not in bare.source:
        yield Fault(
            f"{quoted(match[0])} is in letters that are neither of its language nor of the source.",
            span_of(pair.target, match[0]),
        )


def _is_named_letter(pair: Pair) -> bool:
    """Whether the translation is the letter that the source names: alpha, α."""
    sign, name = unicodedata.normalize("NFKC", pair.target.strip()), pair.source.strip()
    if pair.prose or len(sign) != 1 or not name.isalpha():
        return False
    return unicodedata.name(sign, "").split()[-1:] == [name.upper()]


def sisterly(source_language: str, target_language: str) -> Occasion:  # noqa: ARG001
    """A word of the sister language."""
    return Occasion(target=(MAY_BE_OTHER[target_language],))


def wrong_language(pair: Pair) -> Iterator[Fault]:
    """Words of a sister language: Russian inside Kyrgyz."""
    found = other_language(pair.bare().target, pair.target_language)
    if found is not None:
        text, span, name = found
        place = pair.target.find(text)
        yield Fault(f"{quoted(text)} is in {name}.", span if place < 0 else (place, place + len(text)))


def look_alike(pair: Pair) -> Iterator[Fault]:
    """A letter of another script inside a word: it looks right and no search finds it."""
    if MAY_BE_STRANGE(pair.target):
        yield from _strangers(pair)
    if SCRIPTS.get(pair.target_language) != "Cyrl" or not MAY_LOOK_ALIKE(pair.target):
        return
    for match in MIXED_WORD.finditer(pair.target):
        word, latin = match[0], match[0].translate(TO_LATIN)
        strange = LATIN_IN_CYRILLIC.findall(word)
        if word in pair.source or OF_DEGREES.search(pair.target, 0, match.start() + 1):
            continue
        edge = next((letter for letter in (word[0], word[-1]) if not letter.isascii()), "")
        if edge and latin in pair.source:
            yield _strange_letter(edge, match.span(), pair.target[: match.start()] + latin + pair.target[match.end() :])
            continue
        if not all(letter in LOOK_ALIKE for letter in strange):
            continue
        if not pair.prose and pair.target[: match.start()].endswith("%"):
            continue  # a directive and what is behind it: %02uч
        if len(CYRILLIC.findall(word)) < len(strange):
            continue
        right = "".join(LOOK_ALIKE.get(letter, letter) for letter in word)
        fix: str | None = pair.target[: match.start()] + right + pair.target[match.end() :]
        if not UPRIGHT.issuperset(strange) or any(run in pair.source for run in CAPITALS.findall(word)):
            fix = None
        yield Fault(
            f"{quoted(word)} has Latin letters that look like Cyrillic ones: {', '.join(strange)}.", match.span(), fix
        )


def _strange_letter(letter: str, span: tuple[int, int], fix: str | None) -> Fault:
    return Fault(f"{quoted(letter)} is a letter of another script than the word that it is in.", span, fix)


def _strangers(pair: Pair) -> Iterator[Fault]:
    """Greek letters inside Cyrillic words, Cyrillic ones inside Latin names."""
    strangers = STRANGER if SCRIPTS.get(pair.target_language) == "Cyrl" else BESIDE
    for match in strangers.finditer(pair.target):
        letter = match[0]
        word = pair.target[max(0, match.start() - 1) : match.end() + 1]
        if word in pair.source:
            continue
        right = OF_OTHERS.get(letter) or (letter.translate(TO_LATIN) if ord(letter) in TO_LATIN else None)
        fix = pair.target[: match.start()] + right + pair.target[match.end() :] if right else None
        yield _strange_letter(letter, match.span(), fix)
        return


def junk(pair: Pair) -> Iterator[Fault]:
    """Notes, laughter, credits of subtitles, pieces of a model's alphabet."""
    if not MAY_BE_JUNK(pair.target):
        return
    strange = WRONG_BYTES.search(pair.target)
    if strange and strange[0] not in pair.source:
        yield Fault(f"{quoted(strange[0])} was read in the wrong encoding.", strange.span())
        return
    preface = None if OF_TRANSLATION.search(pair.source) else PREFACE.match(pair.target)
    if preface and preface[0].casefold() not in pair.source.casefold():
        yield Fault(f"{quoted(preface[0])} is what a model says before it translates.", preface.span())
        return
    match = THANKS.search(pair.target) if MAY_THANK(pair.target) else None
    if match and not OF_THANKS.search(pair.source):
        yield Fault(f"{quoted(match[0])} comes from a model's training text, not from the source.", match.span())
        return
    match = JUNK.search(pair.target)
    if (
        match
        and match[0].casefold() not in pair.source.casefold()
        and not (OF_SUBTITLES.search(match[0]) and OF_SUBTITLES.search(pair.source))
    ):
        yield Fault(f"{quoted(match[0])} comes from a model's training text, not from the source.", match.span())


def traditional_characters(pair: Pair) -> Iterator[Fault]:
    """Traditional characters in a text in simplified Chinese."""
    found = traditional.found(pair.target, pair.target_language, pair.source)
    if found:
        yield Fault(
            f"There are traditional characters: {'、'.join(dict.fromkeys(found))}.", span_of(pair.target, found[0])
        )


def unsure(pair: Pair) -> Iterator[Fault]:
    """The machine itself was unsure of its draft."""
    if pair.score is not None and pair.score < UNSURE:
        yield Fault(f"The machine gives this draft a confidence of {pair.score:.2f}.")
