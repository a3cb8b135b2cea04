"""Words that became the opposite of what the source says: fell, 上升; north, юг; morning, кечинде.

A text that denies anything is not looked at, since what is not closed is open.
"""

import re
from collections.abc import Iterator, Sequence

from toolkit import late
from toolkit.checks.occasions import Occasion
from toolkit.checks.pair import Fault, Pair, clause, quoted, span_of
from toolkit.checks.polarity import denials, denies
from toolkit.checks.poles import COLUMNS, MAY_MEAN, MAY_SAY, Pole, rivals

LONGEST = 240
"""Characters of a source that may be compared: in a longer one many things happen."""
MARK = late.compile(r"[,;:.!?—()，。；：！？、（）](?!\d)")
WITHIN = late.compile(
    rf"{MARK.pattern}|\b(?:that|which|who|whose|where|when|because|while|although|unless|until|than)\b", re.IGNORECASE
)
"""The same, and where a clause begins within a sentence."""
OF_ANOTHER = {
    "en": late.compile(
        r"(?:\b(?:never|not|nobody|no one)|n['’]t) (?:tell|told|say|said|know|knew|find out|found out|notice[ds]?|"
        r"reali[sz]ed?|hear|heard|mention(?:ed)?)(?: (?:me|us|him|her|you|them|anyone|anybody))?"
        r"(?= (?:that|he|she|it|they|we|I|you|there)\b)",
        re.IGNORECASE,
    ),
    "zh": late.compile(
        "(?:从未|没有?|未|不)[^，。；]{1,8}的(?=[^，。；])|"
        "(?:从未|从没|没有?人?|未|不)(?:跟|对|向)?[^，。；]{0,2}(?:告诉|说|知道|发现|注意到|意识到|听说|提到)(?=[^，。；])"
    ),
    "ky": late.compile(
        r"(?:\bэч \w+ )?\b\w+[бп][аеоө]г[аеоө]н (?=\w)(?!жок|эмес)|"
        r"(?<=[гк][аеоө]н[ыиуү]н )(?:эч \w+ )?(?:айт|бил|байка|ук|сез)(?:\w* (?:жок|эмес\w*)\b|[бп][аеоө]\w*)",
        re.IGNORECASE,
    ),
}
"""What denies but a word beside it: a work that has never been performed, 从未上演过的作品; or that one has said
or known what is said here: you never told me he was alive.
"""
LABEL = 5
"""Words of the longest label of a program, which is not told from another side (poles.SIDES)."""
NO = late.compile(r"\bno\b", re.IGNORECASE)
NOT_YET = late.compile(r"\b(?:before|until|till|unless|if|than|too)\b", re.IGNORECASE)
"""What says as much as a denial: before it is safe, 还不安全."""
LEAST = late.compile(r"\b(?:(?<!\bat )least|less|not)(?: of a)? $", re.IGNORECASE)
"""What turns a quality round: the least practical, самый непрактичный; not surprisingly, как и ожидалось."""
DENYING = late.compile("[不没无未非]|не|без", re.IGNORECASE)
"""The beginning of a word that denies another."""
REST = late.compile(r"[^\W\d_]*")
ACCELERATOR = late.compile(r"[&_](?=[^\W_])")


def naming(source_language: str, target_language: str) -> Occasion:  # noqa: ARG001
    """A word that has an opposite."""
    return Occasion((MAY_SAY,), asks=(MAY_MEAN[target_language],) if target_language in MAY_MEAN else ())


def opposite(pair: Pair) -> Iterator[Fault]:
    """A word became its opposite: rose, упал; north, 南部."""
    if pair.source_language != "en" or pair.target_language not in COLUMNS or len(pair.source) > LONGEST:
        return
    whole = pair
    pair = pair.bare()  # {object} names a value
    if not pair.prose and pair.source.count("_") + pair.source.count("&") == 1:
        source, target = (ACCELERATOR.sub("", text, 1) for text in (pair.source, pair.target))
        pair = pair._replace(source=source, target=target)
    for pole, others in rivals(pair.source, pair.target, pair.target_language):
        said = _found(pole.said, pair.source)
        if said is None or (pole.sides and not pair.prose and len(pair.source.split()) > LABEL):
            continue
        found = [
            made
            for one in others
            if (made := _found(one.made, pair.target))
            and (not _found(one.may_be_said, pair.source) or _oftener(one, pair))
        ]
        if not found or _made(pole, others, pair.target):
            continue
        if not pole.whatever and LEAST.search(pair.source, 0, said.start()):
            continue
        for made in found:
            if pole.whatever or not _denied(pair, said, made):
                place = made.start(), _end(pair, made)
                word = pair.target[slice(*place)]
                span = place if pair.target == whole.target else span_of(whole.target, word)
                yield Fault(f"{quoted(said[0])} of the source became its opposite, {quoted(word)}.", span)
                return


def _made(pole: Pole, others: Sequence[Pole], target: str) -> bool:
    """Whether a translation may say a pole: by more than a part of the words of another, as 订阅 is of 取消订阅."""
    if pole.may_be_made is None or (first := pole.may_be_made.search(target)) is None:
        return pole.may_be_made is None
    of_others = [match.span() for one in others if one.made for match in one.made.finditer(target)]
    return any(
        not any(start <= place[0] and place[1] <= end and place != (start, end) for start, end in of_others)
        for place in (match.span() for match in pole.may_be_made.finditer(target, first.start()))
    )


def _oftener(pole: Pole, pair: Pair) -> bool:
    """Whether a translation says a pole for certain oftener than its source may: show hidden files, 隐藏隐藏文件."""
    if pole.made is None or pole.may_be_said is None:
        return False
    return len(pole.made.findall(pair.target)) > len(pole.may_be_said.findall(pair.source))


def _found(pattern: "re.Pattern[str] | None", text: str) -> "re.Match[str] | None":
    return pattern.search(text) if pattern else None


def _end(pair: Pair, made: "re.Match[str]") -> int:
    """Where the word ends whose beginning was found; in Chinese all of it was."""
    rest = REST.match(pair.target, made.end()) if pair.target_language != "zh" else None
    return rest.end() if rest else made.end()


def _denied(pair: Pair, said: "re.Match[str]", made: "re.Match[str]") -> bool:
    """Whether either word stands in a clause that denies; of 不寻常 itself only where the source may deny as well."""
    here = OF_ANOTHER["en"].sub(" ", "".join(clause(pair.source, *said.span(), WITHIN)))
    if NO.search(here) or denials(here, "en"):
        return True
    if DENYING.match(made[0]) and NOT_YET.search("".join(clause(pair.source, *said.span(), MARK))):
        return True
    before, word, after = clause(pair.target, *made.span(), MARK)
    attributes = OF_ANOTHER.get(pair.target_language)
    texts = (before + word + after, f"{before} {after}")
    if attributes:
        texts = (attributes.sub(lambda one: one[0] if word in one[0] else " ", texts[0]), attributes.sub(" ", texts[1]))
    denied, beside = (denials(text, pair.target_language) for text in texts)
    itself = denied and not beside and denials(word, pair.target_language)
    return denies(pair.source, "en") if itself else bool(denied)
