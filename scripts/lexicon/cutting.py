"""Target text into the units of the tables: Kyrgyz stems and suffixes, Chinese words; numbers as №."""

import re
from collections import Counter, defaultdict
from functools import cache
from typing import Any

from toolkit.morphology.kyrgyz import CASES, analyses, is_infinitive, stem, with_ending
from toolkit.morphology.kyrgyz.chains import proved
from toolkit.morphology.kyrgyz.nouns import UNCHANGING
from toolkit.morphology.kyrgyz.stemming import surfaces

Pairs = list[tuple[str, str]]
WORD = re.compile(r"[^\W\d_]+")
UNITS = re.compile(
    r"(?P<number>\d+(?:[ \u00a0]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*)(?P<rest>-?[^\W\d_]+(?:-[^\W\d_]+)*)?"
    r"|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)|(?P<mark>[^\w\s])"
)


class Kyrgyz:
    """Stems and suffixes by toolkit/morphology/kyrgyz, with the stems that the text itself proves."""

    def __init__(self, sentences: Pairs, words: Pairs, more: Pairs) -> None:
        self.known = self.stems(sentences, words, more)
        self.cased = self.capitals(sentences, words)

    @staticmethod
    def stems(sentences: Pairs, words: Pairs, more: Pairs) -> set[str]:
        """Headwords of the lexicon, and words that stand alone and also begin other forms."""
        known: set[str] = set()
        counts: Counter[str] = Counter()
        for _, target in words:
            last = target.lower().split()[-1]
            if " " not in target or is_infinitive(last):
                known.add(last)
        for _, target in [*sentences, *words, *more]:
            counts.update(WORD.findall(target.lower()))
        votes: Counter[str] = Counter()
        for word in counts:
            for reading in analyses(word)[1:]:
                if reading.lemma in counts:
                    votes[reading.lemma] += 1
        for word, count in votes.items():
            if count < 2 or counts[word] < 2 or len(word) < 3:
                continue
            inflected = any(
                (reading.lemma in known or (counts[reading.lemma] >= counts[word] and len(reading.lemma) > 2))
                for reading in analyses(word)[1:]
            )
            if not inflected:
                known.add(word)
        kinds: dict[str, set[str]] = defaultdict(set)
        for word in counts:
            for reading in analyses(word)[1:]:
                if reading.verb and reading.suffixes[0] in {"past", "converb", "present", "perfect"}:
                    kinds[reading.lemma].add(reading.suffixes[0])
        return known | {lemma for lemma, forms in kinds.items() if len(forms) > 2 and len(lemma) > 4}

    def capitals(self, sentences: Pairs, words: Pairs) -> dict[str, str]:
        """Stem in small letters -> how it is mostly written where no sentence begins."""
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for place, (source, target) in enumerate([*sentences, *words]):
            for number, match in enumerate(WORD.finditer(target)):
                if number or not source[:1].isupper() or place >= len(sentences):
                    written = match.group()
                    if written.islower():
                        shape = "small"
                    else:
                        shape = "large" if written[:2].isupper() and len(written) > 1 else "first"
                    seen[self.units(written)[0].rstrip("~")][shape] += 1
        shapes = {"large": str.upper, "first": lambda text: text[:1].upper() + text[1:]}
        return {
            one: shapes[shape](one) for one, counts in seen.items() if (shape := counts.most_common(1)[0][0]) in shapes
        }

    @cache  # noqa: B019
    def units(self, word: str) -> tuple[str, ...]:
        """The stem (a verb's with ~) and the names of its suffixes with +, in one word each."""
        short = re.match(r"[^\W\d_a-zа-яёөүң]{2,}(?=[а-яёөүң]+$)", word)
        if short:  # ШКУнун: an abbreviation with its ending
            for case, template in CASES.items():
                if template and word[short.end() :] in surfaces(template):
                    return short.group().lower(), "+" + case
        if word.lower() in UNCHANGING:
            return (word.lower(),)
        reading = stem(word.lower(), self.known)
        if not reading.suffixes or not proved(reading, word):
            return (word.lower(),)
        return (
            reading.stem + ("~" if reading.verb else ""),
            *("+" + name.replace(" ", "_") for name in reading.suffixes),
        )

    def cut(self, text: str) -> list[str]:
        """All units of a text."""
        found: list[str] = []
        for match in UNITS.finditer(text):
            if match["number"]:
                found += self.number(match["number"], match["rest"] or "")
            elif match["word"]:
                first, *others = self.units(match["word"])
                found += [self.cased.get(first, first) if hasattr(self, "cased") else first, *others]
            else:
                found.append(match["mark"])
        return found

    def number(self, figures: str, rest: str) -> list[str]:
        """``7-сентябрда`` and ``50дөн``."""
        year = "№y" if re.fullmatch(r"1\d{3}|20\d\d", figures) and rest.startswith("-жыл") else "№"
        if rest.startswith("-"):
            first, *others = self.units(rest[1:])
            return [year, "-" + first, *others]
        for case, template in CASES.items():
            if rest and template and with_ending(figures, template) == figures + rest:
                return [year, "+" + case]
        return [year, *([rest] if rest else [])]


class Chinese:
    """Words as jieba has them; 万 and 亿 belong to their number."""

    def __init__(self, sentences: Pairs, words: Pairs, more: Pairs) -> None:
        import jieba

        jieba.setLogLevel(60)
        self.jieba: Any = jieba
        for source, target in words:  # names above all, which jieba would cut into characters
            if " " not in source and 2 <= len(target) <= 6:
                jieba.add_word(target.removesuffix("的"))
        del sentences, more

    def cut(self, text: str) -> list[str]:
        """All words of a text."""
        text = re.sub(r"(1\d{3}|20\d\d)(?=年)", " №y ", text)
        text = re.sub(r"\d+(?:[.,]\d+)*[万亿]*(?!\d*月)", " № ", text)
        found: list[str] = []
        for part in text.split():
            if part in {"№", "№y"}:
                found.append(part)
            elif re.match(r"\d+月", part):
                month = re.match(r"\d+月", part).group()  # type: ignore[union-attr]
                found += [month, *self.jieba.cut(part[len(month) :], HMM=False)]
            else:
                found += self.jieba.cut(part, HMM=False)
        return [part for one in found if one.strip() for part in self.parts(one)]

    @staticmethod
    def parts(word: str) -> list[str]:
        """山东省 as 山东 and 省, so that the name is known without its kind."""
        return [word[:-1], word[-1]] if len(word) > 2 and word[-1] in "省市县州区" else [word]


CUTTERS: dict[str, Any] = {"ky": Kyrgyz, "zh": Chinese}
