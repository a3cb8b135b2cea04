"""Whether a text denies: by words, and in Kyrgyz by the suffix of the verb.

`denials` are words that deny and nothing else, which a translation has to answer; `denies` also counts everything by
which a denial may be expressed (without, fail to, несовершеннолетний, 免), so that a right translation is not blamed.
"""

import re

STRONG = {
    "en": re.compile(
        r"\b(?:not|never|cannot|nobody|nothing|neither|nor)\b|n['’]t\b|\bno (?:one|longer)\b|"
        r"\b(?:is|are|was|were|has|have|had) no\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(r"\b(?:не|никогда|никто|никого|никому|ничто|ничего|нельзя|нет|невозможно)\b", re.IGNORECASE),
    "zh": re.compile(r"不(?=[能会可得是要应该准许再愿敢想存支同])|没有|并非|从未|从不|无法|未能|绝不"),
    "ky": re.compile(
        r"\bэмес\b|\bэлек\b|(?:ган|ген|гон|гөн)\s+жок\b|"
        r"\b(?!көбөй|тарбай|собой|абай|Абай|Дубай)"
        r"\w{2,}(?:[бп][аеоө](?:йт|йбыз|ган|ген|гон|гөн|ды\b|ди\b|ду\b|дү\b))\w*",
        re.IGNORECASE,
    ),
}
"""Language -> words that a translation must answer with a denial of its own."""
HARMLESS = {
    "en": re.compile(r"\bnot (?:only|just|merely|least|to mention|necessarily)\b|\bwhether or not\b|\bif not\b|"
                     r"\bnothing (?:but|less)\b|\bno matter\b|\bnot until\b|\bwhy not\b|\bcan(?:no|')t (?:help|wait)\b|"
                     r"\bnot? later than\b|\bno (?:more|less|fewer|later|sooner|earlier) than\b|"
                     r"\b(?:don|didn|isn|aren|wasn|won)['’]t you\b|\bcouldn['’]t (?:be )?more\b|\bnot uncommon\b",
                     re.IGNORECASE),
    "ru": re.compile(r"\bне (?:только|просто|столько|менее|более|позднее|позже|ранее|раньше|меньше|больше)\b|"
                     r"\bесли не\b|\bедва не\b|\bчуть не\b|\bпока не\b|\bне мог\w* не\b|"
                     r"\bни один\b|\bникто иной\b", re.IGNORECASE),
    "zh": re.compile(
        r"不仅|不但|不只|不光|不断|不同|不过|不得不|不可或缺|不少|不管|不论|无论|"
        r"是不是|能不能|有没有|要不|差不多|不久|不满|不足|不如|不安|不幸"),
    "ky": re.compile(r"\w+\s+гана\s+эмес|эмес,|гана\s+эмес|эч\s+качан", re.IGNORECASE),
}  # fmt: skip
"""Language -> what looks like a denial and is none."""
WEAK = {
    "en": re.compile(
        r"\b(?:no|non|none|without|nowhere|hardly|barely|scarcely|rarely|seldom|few|little|lack\w*|fail\w*|unable|except|"
        r"refus\w*|den(?:y|ies|ied)|reject\w*|prevent\w*|avoid\w*|stop\w*|too|only|unless|until|before|instead|rather|"
        r"impossible|absence|absent|missing|free|block\w*|disable\w*|off|forbid\w*|prohibit\w*|ban\w*|exclud\w*|"
        r"invalid|illegal|incorrect|wrong|limited|ignor\w*|omit\w*|miss\w*|hid\w*|lost|los\w+|never|empty|out|yet|"
        r"un\w{3,}|in\w{4,}|im\w{4,}|ir\w{4,}|il\w{4,}|dis\w{3,}|mis\w{3,}|non\w{3,}|anti\w{2,}|\w+less\w*)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(r"\b(?:не\w*|ни\w*|без\w*|бес\w*|нет|отсутств\w+|отказ\w*|запрещ\w+|запрет\w*|мало\w*|трудно|"
                     r"вряд|едва|лиш\w+|кроме|исключ\w+|отмен\w+|откло\w+|избе\w+|прекра\w+|перест\w+)\b",
                     re.IGNORECASE),
    "zh": re.compile(r"[不没無无未非别勿莫免禁失否拒缺少难误停止避]|除|仅|只"),
    "ky": re.compile(
        r"\w+(?:[бп](?:а|е|о|ө|ы|и|у|ү|ай|ей|ой|өй|ас|ес|ос|өс))\w*|\b(?:эмес\w*|элек\w*|жок\w*|эч\w*)\b|"
        r"\w+(?:сыз|сиз|суз|сүз)\w*|\b(?:тыюу|тыйыл\w*|баш тарт\w*|кыйын|сейрек|аз|араң|тышкары|чейин|мурун|ката)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
"""Language -> everything by which a denial may be expressed."""


def denials(text: str, language: str) -> list[str]:
    """The words that deny and must be answered, in order; [] for a language without rules."""
    strong = STRONG.get(language)
    if strong is None:
        return []
    harmless = HARMLESS[language]
    return [match[0] for match in strong.finditer(harmless.sub(" ", text))]


def denies(text: str, language: str) -> bool:
    """Whether anything in the text may express a denial; True for a language without rules."""
    weak, strong = WEAK.get(language), STRONG.get(language)
    if weak is None or strong is None:
        return True
    return bool(strong.search(text) or weak.search(text))
