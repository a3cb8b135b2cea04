"""Denials inside words: invalid, which a translation has to answer; 不足以, не хватит, where the source has enough.

Of the English words nearly every right translation that was looked at denied something, in all three languages; others
of their kind stand beside them.
"""

import re

from toolkit import late
from toolkit.checks.opposites import said_without_denial
from toolkit.checks.pair import clause
from toolkit.checks.polarity import MAY_DENY, RUSSIAN_PRONOUN, STRONG, WEAK, denials, denies, without_senses
from toolkit.signs import Sign

WORDS = (
    r"\b(?:invalid|unavailable|unsuccessful(?:ly)?|unsupported|forbidden|prohibited|unread|unknown|unnamed|unfinished|"
    r"unreachable|unusable|unbeaten|undefeated|unauthori[sz]ed|unconfirmed|unclear|unreliable|unfair(?:ly)?|unverified|"
    r"unidentified|unrecogni[sz]ed|unhurt|unharmed|uninjured|unscathed|undamaged|unopened|unsolved|unresolved|unsold|"
    r"unsigned|unworn|unused|unpaid|unmarked|unwashed|unpeeled|unsalted|unsweetened|unheated|unlicensed|unregistered|uninsured|"
    r"unarmed|uninhabited|undisclosed|unattended|unencrypted|unsaved|unsuitable|unlimited|unprecedented|unwarranted|unfounded|groundless|unlawful(?:ly)?|"
    r"unjustified|untreated|undeclared|unaware|unacceptable|impossible|illegal(?:ly)?|inaccessible|incomplete|"
    r"insufficient(?:ly)?|ineligible|incompatible|irreversible|inconclusive|useless|homeless|lack(?:s|ed|ing)?|"
    r"refus(?:ed|es|ing|al)|unless|rarely|seldom|fail(?:s|ed|ing)?(?= to\b| (?:the|an?|his|her|their|this|one|any) "
    r"(?:\w+ )?(?:exams?|tests?|courses?|inspections?|subjects?)\b)|"
    r"(?:hardly|scarcely|barely)(?! (?:had|enough|time|half|an?|more|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"[\w-]+teen|[\w-]+ty|\d+)\b))\b"
)
"""English words that no translation says without denying something."""
WORD, ANSWERED = late.compile(WORDS, re.IGNORECASE), Sign(re.sub(r"\(\?[=!].*?\\b\)", "", WORDS), "Latn", "en")
DOUBLE = 2
SAID = {
    "zh": late.compile(
        "除.{1,40}外|请(?:输入|填写|选择|提供)[^，。]{0,4}(?:有效|正确|合法)|不过(?!，)|勉|刚|险|偶|稀|罕|差点|几近|漏|忘|败|黑客|非法|封禁|神秘|首次|陌生|生词|生字|闲|欠|挂科|落第|空前|史无|创纪录|幸免|平安|完好|安全|生还|存疑|悬|原封|密封|封口|原样|错误|白费|徒劳|流浪|匿名|锁|禁|零|冤|荒"
    ),
    "ru": late.compile(
        r"\b(?:(?:введите|укажите|выберите)(?: \w+)? (?:правильн|корректн|верн|действительн|допустим)|нежелательн|"
        r"ошиб|запре[тщ]|закрыт|запечат|блокир|аноним|загад|впервые|поврежд|чуж|(?-i:нов)[ыао]|отсутств|отклон|подпольн|бесп|тщетн|зря|дефицит|"
        r"цел(?!ь|ев|и\b|ей|ям|ях)|уцел|жив(?!от|опис)|с трудом|чуть|еле|единичн|изредка|кое-как|провал|забы|упус|сорв|"
        r"срыв|промах|проигра)\w*",
        re.IGNORECASE,
    ),
    "ky": late.compile(
        r"\b(?:аман|соо|эсен|жабык|бекит|бүтүн|ката(?!р|лог)|тыю|бөгөт|тосмо|туюк|купуя|биринчи жолу|бузул|бүлүн|"
        r"жаңы|ээн|бей(?=\w{4})|тартыш|жетиш|"
        r"кур(?!\w)|бекер|"
        r"зорго|болгону|чакты|гана|эптеп|сейре[кг]|сээлде|араң|аз(?!ыр|ык|ия|ам)|кээде|чала|унут|өткөр|кыйрат|утул|"
        r"каршы|баш тарт|четке|жарактан чык|[а-яөүң]{3,}[гк][ыиуү]с(?![а-яөүң]*[кг][аеоө]н))\w*",
        re.IGNORECASE,
    ),
}
"""Words of the target by which they may be said in another way."""
NEW = {"ru": late.compile(r"\bнов\w*", re.IGNORECASE), "ky": late.compile(r"\bжаңы\w*", re.IGNORECASE)}
"""Which says what is unprecedented, unless the source has new things too."""
SAYS_NEW = Sign(r"\bnew(?:est|er|ly)?\b", "Latn", "en")
CONTRARY = (
    (
        late.compile(r"\b(?:enough|sufficient(?:ly)?|suffic(?:e|es|ed))\b", re.IGNORECASE),
        {
            "zh": late.compile("不足以|(?<!够)不够|不足够"),
            "ru": late.compile(r"\b(?:не хват\w+|недостаточн\w+|не достаточно)", re.IGNORECASE),
            "ky": late.compile(r"\b(?:жетпе\w+|жетишпе\w+|жетишсиз\w*|жетиштүү эмес)", re.IGNORECASE),
        },
    ),
    (
        late.compile(r"\b(?:satisfied|pleased|content|happy)\b", re.IGNORECASE),
        {
            "zh": late.compile("不满"),
            "ru": late.compile(r"\bнедовол\w+", re.IGNORECASE),
            "ky": late.compile(r"\bнааразы\w*", re.IGNORECASE),
        },
    ),
    (
        late.compile(r"\b(?:compl(?:y|ies|ied)|conforms?|meets?|match(?:es|ed)?)\b", re.IGNORECASE),
        {
            "zh": late.compile("不符"),
            "ru": late.compile(r"\bнесоответств\w+", re.IGNORECASE),
            "ky": late.compile(r"\b(?:дал|туура) келбе\w+", re.IGNORECASE),
        },
    ),
    (
        late.compile(
            r"\bfree(?= (?:of charge|until|for|on|to|in|at|entry|entrance|admission)\b|[.,;!]|$)", re.IGNORECASE
        ),
        {
            "zh": late.compile("不免费|并非免费|不是免费|(?s:\\A(?!.*(?:免|不收|无需|零)).*?)收费"),
            "ru": late.compile(
                r"\bне бесплатн\w*|(?s:\A(?!.*\b(?:бесплатн|бесплатен|даром)).*?)\bплат(?:н[аоы]|ен)\w*", re.IGNORECASE
            ),
            "ky": late.compile(r"\b(?:акысыз|бекер) эмес\b|(?s:\A(?!.*\b(?:акысыз|бекер)).*?)\bакылуу", re.IGNORECASE),
        },
    ),
    (
        late.compile(r"\b(?:required|mandatory|obligatory|compulsory)\b", re.IGNORECASE),
        {
            "zh": late.compile("非必[填需要选]|不是必|选填|并非必|不必"),
            "ru": late.compile(r"\b(?:необязател\w+|не обязател\w+|не требу\w+)", re.IGNORECASE),
            "ky": late.compile(r"\b(?:милдеттүү|зарыл|шарт|талап кылын\w*) эмес\b|\bталап кылынба\w+", re.IGNORECASE),
        },
    ),
    (
        late.compile(r"\b(?:clos(?:ed|es)|locked|banned)\b", re.IGNORECASE),
        {
            "zh": late.compile("(?:不|未|没有|没)(?:禁止|关闭|关停|封闭)"),
            "ru": late.compile(r"\bне (?:закры\w+|запер\w+|запрещ\w+)", re.IGNORECASE),
            "ky": late.compile(
                r"\b(?:жабык|бекитилген|тыюу салынган|жабылган) эмес\b|\bжап(?:кан жок|па)|\bжабыл(?:ган жок|ба)",
                re.IGNORECASE,
            ),
        },
    ),
)
"""English words, and what says the contrary of them though it denies nothing elsewhere."""
MAY_BE_CONTRARY = Sign(
    r"\b(?:free|required|mandatory|obligatory|compulsory|clos(?:ed|es)|locked|banned|enough|suffic\w*|satisfied|pleased|content|happy|compl(?:y|ies|ied)|conforms?|meets?|match(?:es|ed)?)\b",
    "Latn",
    "en",
)


BOUNDS = (
    (
        late.compile(
            r"\b(?:no|not) (?:more|longer|later|higher|larger|greater|older|heavier|further) than\b|\bnot exceed",
            re.IGNORECASE,
        ),
        {
            "zh": "超过|高于|多于|大于|超出|晚于",
            "ru": r"\b(?:более|больше|свыше|выше|позже|позднее|старше|дольше|превыша\w+|превыс\w+)\b",
            "ky": r"\b(?:аш[ык]|көп|жогору|кеч|узак|улуу)\w*",
        },
        {"zh": "", "ru": "", "ky": r"\w+[гк][аеоө] чейин"},
    ),
    (
        late.compile(r"(?:\b(?:not|cannot)|n['’]t)\b(?:\W+\w+){1,9}\W+(?:until|before)\b", re.IGNORECASE),
        {
            "zh": "之前|以前|直到|截至|直至",
            "ru": r"\b(?:до|пока)\b",
            "ky": r"\bчейин\b|м[аеоө]й[ыиуү]нч[аеоө]\b",
        },
        {
            "zh": "[才只仅]",
            "ru": r"\b(?:лишь|только|впервые|долго|раньше|ранее|жд\w+|лиш\w+)\b",
            "ky": r"\b(?:гана|ган|күт\w+|дейре)\b",
        },
    ),
)
"""English of a limit, how the target names it, and what says without a denial that nothing happens beyond it."""


FIGURES_BEHIND = late.compile(r" (?:[a-z]+ )?[$€£]?(\d+)(?![\d,]|\.\d)")
SEVERED = r"[,;:.!?](?=\s)|[，；：。！？]"
ENDS, BEFORE = late.compile(rf"{SEVERED}|\Z"), late.compile(rf"{SEVERED}|\d+")
BEFORE_CLAUSE = late.compile(SEVERED)
"""Where the clause of a number ends, and where it begins, behind the number before or without it."""
DENYING = {
    "zh": late.compile("[不未没勿禁无非否]|以[下内]|最[多高大]|至多|上限"),
    "ru": late.compile(r"\b(?:не|ни|нельзя|без|нет|запре\w+|максим\w+|до(?= \d)|исключ\w+)\b", re.IGNORECASE),
    "ky": WEAK["ky"],
}
"""Language -> by which a limit is one."""


def exceeds(target: str, figures: str, beyond: str, language: str) -> bool:
    """Whether all that a translation says of some figures is that something is beyond them, with nothing that denies
    in their clause behind other figures, nor in the next clause of Chinese.
    """
    numbers = [*re.finditer(rf"(?<![\d.,]){figures}(?!\d|[.,]\d)", target)]
    if len(numbers) != 1:
        return False
    (number,) = numbers
    begins = max((one.end() for one in BEFORE.finditer(target, 0, number.start())), default=0)
    ends = [one.end() for one in ENDS.finditer(target, number.end())][: 1 + (language == "zh")]
    around = target[begins : ends[-1]]
    return re.search(beyond, around, re.IGNORECASE) is not None and DENYING[language].search(around) is None


LIMIT = BOUNDS[0][0]
MAY_BOUND = Sign(r"\b(?:than|exceed|until|before)\b", "Latn", "en")
WAITING = late.compile(r"\bпока(?:\s+\w+){0,4}\s+не\b|\w+м[аеоө]й[ыиуү]нч[аеоө]\b", re.IGNORECASE)
"""Until, in Russian and Kyrgyz a denial of its own."""


def unbounded(source: str, target: str, language: str) -> str:
    """The words of a limit of the source that the target has without their denial: not more than, более."""
    if language not in SAID or not MAY_BOUND(source) or not MAY_DENY["en"](source):
        return ""
    for said, made, otherwise in BOUNDS:
        limit = said.search(source)
        if limit is None or (otherwise[language] and re.search(otherwise[language], target, re.IGNORECASE)):
            continue
        if (number := FIGURES_BEHIND.match(source, limit.end())) and exceeds(
            target, number[1], made[language], language
        ):
            return limit[0]
        if re.search(made[language], target, re.IGNORECASE) and not (
            denies(target if said is LIMIT else WAITING.sub(" ", without_senses(target, language, source)), language)
            or said_without_denial(source, target, language)
        ):
            return limit[0]
    return ""


def bounded_alone(source: str, target: str, language: str) -> bool:
    """Whether the one denial of a translation is that of a limit, where the source has another one beside it: never
    stand on top, and carry no more than ten kilograms.
    """
    if language not in SAID or not MAY_BOUND(source):
        return False
    limit = LIMIT.search(source)
    if limit is None or not limit[0].lower().startswith("no "):
        return False
    beyond = re.search(BOUNDS[0][1][language], target, re.IGNORECASE)
    if beyond is None or not denies_but_once(target, language):
        return False
    around = "".join(clause(target, beyond.start(), beyond.start(), BEFORE_CLAUSE))
    return denies(around, language) and not said_without_denial(source, target, language)


NO_DENIED = late.compile(r"\b(?:no|without(?: any)?) un(?!i|der|less)[a-z]{3,}", re.IGNORECASE)
WITHIN_WORD = {
    "zh": late.compile("未(?=[读付存用签售完解答处批认知命授保结])"),
    "ru": late.compile(r"\bне[а-яё]{5,}", re.IGNORECASE),
    "ky": late.compile(r"\b\w{2,}[бп][аеоө]г[аеоө]н\w*|\b\w{2,}с[ыиуү]з\w*", re.IGNORECASE),
}
"""Language -> a denial inside a word: unread."""
NAUGHT = late.compile(r"\b0\b|零|\bнол|\bнул|\bнөл")


def denied_alone(source: str, target: str, language: str) -> bool:
    """Whether the one denial of a translation is that inside a word, of a limit or of unread, where the source has
    another one: no unread messages, 有未读消息.
    """
    if bounded_alone(source, target, language):
        return True
    if " un" not in source or language not in WITHIN_WORD or not NO_DENIED.search(source):
        return False
    rest = WITHIN_WORD[language].sub(" ", target)
    return rest != target and not denies(rest, language) and not NAUGHT.search(target)


FORBIDDEN = late.compile(r"\b(?:forbidden|prohibited)\b", re.IGNORECASE)
PERMITS = {
    "zh": (late.compile("(?<![不未非没])(?:允许|准许)"), late.compile("[禁勿]|不[得准许能可允]|严")),
    "ru": (
        late.compile(r"(?<!\bне )\bразреш(?:[её]н[аоы]?|аются|ается)\b", re.IGNORECASE),
        late.compile(r"\b(?:запре|нельзя|не (?:разреш|допуск|допуст|мо[гж]))", re.IGNORECASE),
    ),
    "ky": (
        late.compile(r"\bуруксат (?:бер|эт|кыл)(?!\w*[бп][аеоө]|\w* (?:жок|эмес))", re.IGNORECASE),
        late.compile(r"\b(?:тыюу|тыйыл|жол берил|уруксат жок)|[бп][аеоө](?:йт|с\b|ш)", re.IGNORECASE),
    ),
}
"""Language -> what permits something, and what forbids something."""


def permits(target: str, language: str) -> bool:
    """Whether a translation permits something and forbids nothing."""
    allows, forbids = PERMITS[language]
    return allows.search(target) is not None and forbids.search(target) is None


def unanswered(source: str, target: str, language: str) -> str:
    """The first word of an English source that denies within itself, where the target may say none of its kind."""
    said = SAID.get(language)
    if said is None or not ANSWERED(source):
        return ""
    if permits(target, language) and (match := FORBIDDEN.search(source)):
        return match[0]
    if denies(target, language):
        return ""
    if said.search(NEW[language].sub(" ", target) if language in NEW and SAYS_NEW(source) else target):
        return ""
    match = WORD.search(source)
    return match[0] if match else ""


def denied_once(source: str, target: str, language: str) -> str:
    """The first of two words of an English source that deny within themselves, in two clauses, of which the target
    answers but one: forbidden unless, 未经…允许.
    """
    if language not in SAID or not ANSWERED(source):
        return ""
    clauses = (WORD.search(one) for one in re.split(r"[,;:.!?—]|\b(?=unless\b)", source))
    said = [one[0] for one in clauses if one]
    both = len(said) == len({one.lower() for one in said}) == DOUBLE
    return said[0] if both and denies_but_once(target, language) and not SAID[language].search(target) else ""


FREED = {
    "en": late.compile(
        r"\b(?:can|may|might|could|will|would)\b(?!['’]t| (?:not|never|neither|only)\b)|"
        r"\b(?:allow|permit|possib|optional|enabl|let|sufficien)\w*|"
        r"\b(?:able|enough|free|welcome|ok|okay|just|only|should|if)\b",
        re.IGNORECASE,
    ),
    "zh": late.compile(
        "(?<![不未没无])(?:可以|[也均皆还]可(?!能)|(?<=[，。；内后前时者])可(?![能见是惜谓知视用靠行])|允许|准许)"
    ),
    "ru": late.compile(
        r"(?<!\bне )\b(?:можно|разреш(?:[её]н[аоы]?|ается|аются)|допускается|допускаются)\b", re.IGNORECASE
    ),
    "ky": late.compile(
        r"\b\w+(?:ууга|үүгө|оого|өөгө|с[аеоө]|с[аеоө]ңыз) болот\b|\bуруксат бер(?!\w*[бп][аеоө])|"
        r"\b\w+[аеоөй] ал(?:ат|ышат|асыз)\b",
        re.IGNORECASE,
    ),
}
"""Language -> by which a text says that something may be done."""


MAY_FREE = {"zh": "可准", "ru": ("ожно", "азреш", "опускает"), "ky": ("болот", "руксат", " ал")}
"""Some letters of each of those, asked first."""
PROHIBITS = late.compile(
    r"\b(?:(?:must|may|shall|should|do) (?:not|never)|don['’]t|never|(?:cannot|can['’]t) be|nor may)\b|"
    r"\b(?:no|nothing|nobody|neither|none)\b.{1,40} (?:may|shall)\b",
    re.IGNORECASE,
)
ALSO = {"zh": late.compile("[也还亦]可(?!能)"), "ru": late.compile(r"\bможно и\b"), "ky": late.compile("болот да")}
"""What permits something beside what is forbidden."""


def freed(source: str, target: str, language: str, strong: int) -> bool:
    """Whether a translation permits what its English source, which permits nothing, forbids: it denies less often than
    the `strong` denials of the source, or permits it also.
    """
    if language not in SAID or not any(one in target for one in MAY_FREE[language]):
        return False
    if FREED[language].search(target) is None:
        return False
    if PROHIBITS.search(source) is None or FREED["en"].search(source):
        return False
    return len(denials(target, language)) < strong + (ALSO[language].search(target) is not None)


CLAUSE = late.compile(
    r"[:;.!?—]+|, (?:and|but|so|or)\b|\b(?:because|although|but|since|that|if|when|while)\b", re.IGNORECASE
)
"""Between two clauses of English, each of which may deny something of its own."""
LONGEST = 200
"""Characters of a source of two clauses; of more sentences one is often left out."""


WITHOUT = late.compile(
    r"\b(?:not|never|cannot|nobody|nothing|no one|neither|none)\b.*\bwithout\b|n['’]t\b.*\bwithout\b|"
    r"\bwithout\b.*(?:\b(?:not|never|cannot)\b|n['’]t\b)",
    re.IGNORECASE,
)
"""Two denials of one clause."""


EVER = late.compile(r"\bэч\s+качан", re.IGNORECASE)
"""The same in Kyrgyz: эч качан."""
ANY = late.compile(r"\bэч\b", re.IGNORECASE)
"""What denies nothing without a verb that does: эч бир бөлмөнү бере алат."""
DENYING_VERB = late.compile(r"\w{2}[бп][аеоө](?:й|с|г|ш|ң|д|т|\b)|\b(?:жок|эмес)\b", re.IGNORECASE)


OF_LIMITS = {
    "zh": late.compile("不[得能可应]?(?:晚于|迟于|早于|超过|少于|多于|低于|高于)"),
    "ru": late.compile(
        r"\bне (?:поздн|позже|раньше|ранее|бол(?:ее|ьше)|мен(?:ее|ьше)|свыше|выше|ниже)\w*", re.IGNORECASE
    ),
    "ky": late.compile(r"\bкечикт\w*[бп][аеоө]\w*|\b(?:кем|ашык|көп|аз) эмес\b", re.IGNORECASE),
}
"""Denials of a limit, which answer none of a source without one: by the third, не позднее третьего."""


def denies_once(source: str, target: str, source_language: str, target_language: str) -> bool:
    """Whether two clauses of a source deny something, and one word of the translation alone may say so."""
    if target_language not in (*WEAK, "zt") or source_language != "en" or len(source) > LONGEST:
        return False
    clauses = CLAUSE.split(source)
    if sum(bool(denials(one, "en")) for one in clauses) < 2 and not any(map(WITHOUT.search, clauses)):
        return False
    language = "zh" if target_language == "zt" else target_language
    rest = target if LIMIT.search(source) else OF_LIMITS[language].sub(" ", target)
    return denies_but_once(without_senses(rest, language, source), language)


def denies_but_once(target: str, target_language: str) -> bool:
    """Whether one word of a translation alone may deny anything."""
    weak = WEAK[target_language]
    if target_language == "ru" and re.search(r"\b(?:не|нет|нельзя)\b", target):
        target = re.sub(r"\bни\b", " ", RUSSIAN_PRONOUN.sub(" ", target))  # beside `не` they deny no more
    if target_language == "ky":
        verb = DENYING_VERB.search(target) is not None
        bare = (EVER if verb else ANY).sub(" ", target) if not verb or STRONG["ky"].search(target) else target
        target = bare if verb or weak.search(bare) else target
    found = weak.finditer(target)
    return next(found, None) is not None and next(found, None) is None


def contrary(source: str, target: str, language: str) -> "re.Match[str] | None":
    """What says the contrary of a word of an English source."""
    may_be = MAY_BE_CONTRARY(source) and not MAY_DENY["en"](LIMIT.sub(" ", source) if MAY_BOUND(source) else source)
    for said, made in CONTRARY if may_be else ():
        if language in made and (found := made[language].search(target)) and said.search(source):
            return found
    return None
