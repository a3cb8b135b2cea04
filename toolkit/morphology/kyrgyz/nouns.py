"""Nouns: plural, possessor, case, in this order; the tie of two nouns; and the place word -дагы."""

from toolkit.morphology.kyrgyz.harmony import attach

PLURAL = "LAр"
PERSONS = {
    "1": "(I)м",
    "2": "(I)ң",
    "2f": "(I)ңIз",
    "3": "(с)I",
    "1p": "(I)бIз",
    "2p": "(I)ңAр",
}
"""Possessor -> suffix; ``2f`` is the polite one."""
CASES = {
    "nominative": "",
    "genitive": "NIн",
    "accusative": "NI",
    "dative": "GA",
    "locative": "DA",
    "ablative": "DAн",
}
AFTER_THIRD = {
    "accusative": "н",
    "dative": "нA",
    "locative": "нDA",
    "ablative": "нAн",
}
"""After the possessor of the third person: китебин, китебине, китебинде, китебинен."""
AFTER_FIRST = {"dative": "A"}
"""After -м and -ң: китебиме."""
PRONOUNS = {
    "мен": ("мен", "менин", "мени", "мага", "менде", "менден"),
    "сен": ("сен", "сенин", "сени", "сага", "сенде", "сенден"),
    "ал": ("ал", "анын", "аны", "ага", "анда", "андан"),
    "бул": ("бул", "мунун", "муну", "буга", "мында", "мындан"),
    "ошол": ("ошол", "ошонун", "ошону", "ошого", "ошондо", "ошондон"),
    "ушул": ("ушул", "ушунун", "ушуну", "ушуга", "ушунда", "ушундан"),
    "ким": ("ким", "кимдин", "кимди", "кимге", "кимде", "кимден"),
    "эмне": ("эмне", "эмненин", "эмнени", "эмнеге", "эмнеде", "эмнеден"),
    "алар": ("алар", "алардын", "аларды", "аларга", "аларда", "алардан"),
    "биз": ("биз", "биздин", "бизди", "бизге", "бизде", "бизден"),
    "сиз": ("сиз", "сиздин", "сизди", "сизге", "сизде", "сизден"),
    "өз": ("өз", "өзүнүн", "өзүн", "өзүнө", "өзүндө", "өзүнөн"),
}
"""Pronouns in the order of CASES."""
UNCHANGING = frozenset(
    {"менен", "жана", "үчүн", "боюнча", "деген", "да", "де", "деп", "гана", "бирок", "же", "кийин", "чейин", "сыяктуу",
     "анткени", "себеби", "эле", "дагы", "эң", "абдан", "өтө", "жөнүндө", "тууралуу", "карата", "сайын", "бери"}
)  # fmt: skip
"""Words that take no ending."""
ENDS_AS_POSSESSED = frozenset({"баары", "бири", "көбү", "өзү", "экөө", "үчөө", "кээси"})


def decline(noun: str, case: str = "nominative", *, plural: bool = False, person: str | None = None) -> str:
    """One form of a noun (or of the last word of a noun phrase).

    Args:
        noun: the nominative singular; of several words only the last changes.
        case: a name of CASES.
        plural: whether -лар comes first.
        person: the possessor, a name of PERSONS.

    Raises:
        KeyError: for a case or a person that there is not.
    """
    number = list(CASES).index(case) if case in CASES else -1
    if number < 0:
        raise KeyError(case)
    head, _, last = noun.rpartition(" ")
    if not plural and person is None and last.lower() in PRONOUNS:
        form = PRONOUNS[last.lower()][number]
        form = form[0].upper() + form[1:] if last[0].isupper() else form
        return f"{head} {form}" if head else form
    if plural:
        noun = attach(noun, PLURAL)
    if person is not None:
        noun = attach(noun, PERSONS[person])
    third = person == "3" or (person is None and not plural and last.lower() in ENDS_AS_POSSESSED)
    return case_of(noun, case, third=third, first=person in {"1", "2"})


def case_of(noun: str, case: str, *, third: bool = False, first: bool = False) -> str:
    """The case of a noun that has its plural and possessor already.

    Args:
        noun: the word.
        case: a name of CASES.
        third: it ends in the possessor -ы/-сы (``китеби``), after which the cases differ.
        first: it ends in -м or -ң, after which the dative differs.
    """
    template = CASES[case]
    if third:
        template = AFTER_THIRD.get(case, template)
    elif first:
        template = AFTER_FIRST.get(case, template)
    return attach(noun, template) if template else noun


def izafet(owner: str, owned: str, *, definite: bool = True, case: str = "nominative", plural: bool = False) -> str:
    """Two nouns tied: ``өлкөнүн өкмөтү`` with a definite owner, ``соода борбору`` without an ending on the first."""
    first = decline(owner, "genitive") if definite else owner
    return f"{first} {decline(owned, case, plural=plural, person='3')}"
