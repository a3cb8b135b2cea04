"""Whether a text denies: by words, and in Kyrgyz by the suffix of the verb.

`denials` are words that deny and nothing else, which a translation has to answer; `denies` also counts everything by
which a denial may be expressed (without, fail to, несовершеннолетний, 免), so that a right translation is not blamed.
"""

import functools
import re

from toolkit import late
from toolkit.checks.senses import SENSES
from toolkit.signs import AnySign, Sign

KYRGYZ_NOUNS = (
    r"(?!субгрупп|(?:кило|мега|гига|тера|пета|пика|экса|зетта|йотта|киби|меби|гиби|теби)байт|көбө|күбө|шорпо|арпа|көрпө|лампа|группа|европа|топо|баба|тоба|жоба|"
    r"араба|таба|капа|сыйпа|саба(?!б)|тажрыйба|пломба|долбоор|чарба|компан|авиакомпан|кымбат(?!та)|кубат(?!\w*лба)|кубан|бакубат|сапат|"
    r"жебе(?:$|си|ни|лер|ге|нин)|төбө|карапайым|жапайы|жапон|барабан|акробат|кербен|кампа|робот|азербай|жубай|чопо|"
    r"себет|кабат|египет|уикипед|википед|наабай|тибет|видеобай|байла|жамбаш|айбат|айлампа|албан|алиппе|аббат|багбан|балапан|балбан|бомба|гепатит|гипотез|дамба|дебат|дебет|"
    r"джекпот|диабет|дуба|дөбө|зыяпат|инкубатор|испан|капот|катализатор|кебет|келбет|кепе(?!й)|керебет|кесепет|клапан|"
    r"колбаса|комбайн|комбо|компас|компетент|компот|копейка|купе|купон|мукаба|палуба|папа|плацебо|репети|репост|"
    r"саботаж|сорпо|сымбат|тубаса|турбо(?!о)|усадьба|чапан|шампан|шербет|шляпа|экспедиц|энциклопед|үлпөт|асбест|бейбаш|"
    r"тайпей|хотспот|диспетч|чабан|лупа|дубай|ооба\b|компост|запас|депо(?!рт)|чолпон|автобан|пропаган|забастовк|субботник|альбатрос|аппетит|пипетк|гиппопот|орбан|"
    r"(?:гекто|кило|мега)паскал|форпост|аванпост|карапа|күбөл|собор|табак|забой|сыпай|шайба|кобой|ковбой|пробег|проба|(?:жаб|чаб|таб|каб)а(?:т|м|б)|(?:теб|себ)е(?:т|м|б))"
)
"""Nouns that look as if they ended in the denial of a verb: күбө, a witness."""
YOU_DO = r"(?:\w*[аеоөй]|\w+[блпр]ат|\w*жат)с[ыиуү]з(?:б[ыиуү])?(?:[.,!?:;»”…)]|$)"
"""A Kyrgyz verb at the end of a sentence, whose ending is otherwise that of what is without something: аласыз."""
STRONG = {
    "en": late.compile(
        r"\b(?=[abcfghilmnorstuw])(?:(?:not|never|cannot|nobody|nothing|neither|nor)\b|no (?:one|longer)\b|"
        r"(?:is|are|was|were|has|have|had|shows?|showed|finds?|found|sees?|saw|seen|gets?|got|gives?|gave|leaves?|left|"
        r"makes?|made|takes?|took|needs?|needed|offers?|receives?|received|contains?|contained|"
        r"brings?|brought|wears?|use|add|with) no\b"
        r"(?! (?:more|less|fewer|doubt|matter|problem|wonder) )|"
        r"(?:and|but|with) no (?=[a-z]{3,})"
        r"(?!more|less|fewer|doubt|matter|wonder|need|other\b|problem|sooner|way|longer|later)|"
        r"[Nn]o (?=[a-z]{3,} [a-z])(?!more|less|fewer|doubt|matter|wonder|need|other |problem|thanks|sooner|way)|"
        r"without\b|unable\b|none\b)|n['’]t\b",
        re.IGNORECASE,
    ),
    "ru": late.compile(r"\b(?:не|никогда|никто|никого|никому|ничто|ничего|нельзя|нет|невозможно)\b", re.IGNORECASE),
    "zh": late.compile(
        r"(?<=[分区级性类个])不(?:[能会属应需高大强]|是(?!非)|得(?!不)|可(?![分缺抗知思])|支持)|(?<![分识区级性类差个告冬])不(?!公[^开布示])(?![同断仅过少管论久锈但只光良动止息惜妨禁幸料愧朽凡乏周绝单到足一适如佳变及透限满堪丹错耐记已敷亮"
        r"时停易休觉饱宜讳大快住])|不同意|分不[清开]|[没沒]有|(?<![吞淹埋沉湮])没(?![收落事药了])|[运送走赶找看听收等拿做办]不到|并非|绝非|从[不未]|无法|无需|无须|未(?![来免必知成完满曾])|勿"
    ),
    "ky": late.compile(
        r"\bэмес\b|\bэлек\b|[гк][аеоө]н\s+жок\b|\b\w{2,}[бп][аеоө]й\s+(?:турган|жатат|келет|койду)(?=[.!»”]|$)|"
        r"\b(?=\w{2,}[бп][аеоө])(?!көбөй|тарбай|собой|абай|Абай|Дубай)"
        rf"{KYRGYZ_NOUNS}\w{{2,}}(?:[бп][аеоө](?:йт|йбыз|ган|ген|гон|гөн|ды\b|ди\b|ду\b|дү\b|[ңн][ыиуү][зң]|ст[ыиуү]г|с[ыиуү]нб[ыиуү]))\w*|"
        rf"\b(?=\w{{3,}}[бп][оө]){KYRGYZ_NOUNS}(?!собоо|жобоо)\w{{3,}}[бп](?:оо|өө)(?:(?=[.!]?$)|н[уү]\b)|\w[сс][ыиуү]\s+жок(?=[.!]$)",
        re.IGNORECASE,
    ),
}
"""Language -> words that a translation must answer with a denial of its own."""
MAY_DENY = {
    "en": Sign(
        r"\b(?:not|never|cannot|nobody|nothing|neither|nor|no|without|unable|none|isn|t)\b|n['’]t\b", "Latn", "en"
    ),
    "ru": Sign(STRONG["ru"].pattern, "Cyrl", "ru"),
    "ky": Sign(
        r"\b(?:эмес|элек|жок)\b|\w{3}[бп](?:оо|өө)(?:н[уү])?\b|\w{2}[бп][аеоө]й\b|\w{2}[бп][аеоө](?:йт|йбыз|ган|ген|гон|гөн|ды\b|ди\b|ду\b|дү\b|[ңн][ыиуү][зң]|ст[ыиуү]г|с[ыиуү]нб[ыиуү])",
        "Cyrl",
        "ky",
    ),
}
"""The single words of those: where there is none of them, nothing denies."""
HAN_DENIAL = late.compile("[不没沒非未无勿]")
"""A character that is in every Chinese word that denies."""
HARMLESS = {
    "en": late.compile(r"\b(?=[acdfimnotw]|\w+n['’]t)(?:no \w+er than\b|more often than not\b|"
                     r"not (?:only|enough|just|merely|least|to mention|necessarily)\b|"
                     r"(?:(?<=select )none|not (?:right )?now)\b|"
                     r"whether or not\b|if not\b|or not\b|not (?:long ago|less than|at all)\b|"
                     r"without (?:interruption|stopping|a word|changes?|mistakes?)\b|nothing else\b|almost nothing\b|"
                     r"not\(|never mind\b|can(?:not|['’]t) be empty\b|can(?:not|['’]t) be serious\b|"
                     r"nothing (?:but|less)|(?:next to|for|at) nothing\b|"
                     r"no (?:other )?(?:choice|option|alternative) but\b|why don['’]t (?:we|you|I)\b|"
                     r"an? \w+ (?:passes|goes by) without\b|"
                     r"no matter\b|not until\b|why not\b|can(?:no|')t (?:help|wait)\b|"
                     r"not? later than\b|no (?:more|less|fewer|later|sooner|earlier) than\b|"
                     r"(?:not|no|cannot)\b(?:\W+\w+){1,7}\W+(?:until|before (?:next|the (?:middle|end)|\w+day))\b|"
                     r"without (?:doubt|fail|exception|delay)\b|"
                     r"\w+n['’]t(?:\W+\w+){1,7}\W+(?:until|before (?:next|the (?:middle|end)|\w+day))\b|"
                     r"(?:do not|don['’]t|never) hesitate\b|(?:not|\w+n['’]t) mind\b|not surprisingly\b|"
                     r"couldn['’]t (?:\w+ )?(?:more|better)\b|could(?:n['’]t| not) (?:be|have been) (?:more|\w+er)\b|"
                     r"(?:don|didn|isn|aren|wasn|won)['’]t you\b|not uncommon\b)",
                     re.IGNORECASE),
    "ru": late.compile(r"\b(?=[деинпча])(?:не (?:с?только|просто|менее|более|позднее|позже|ранее|раньше|меньше|"
                     r"больше|короче|длиннее|ниже|выше|дольше|старше|младше|моложе|дороже|тяжелее)\b|ни один\b|"
                     r"никто иной\b|если не\b|едва (?:ли )?не\b|чуть не\b|пока(?:\s+\w+){0,4}\s+не\b|не мо[гж]\w* не\b|"
                     r"не могли бы\b|не будете ли\b|не хват\w+|на нет\b|не выходя\b|(?:нельзя|невозможно) не\b|(?:друг|"
                     r"ин)\w+ (?:\w+ ){1,2}не(?:т|\s(?:было|будет))\b|не (?:реже|чаще|ближе|против|прочь|раз)\b|"
                     r"не имеющ\w+ выхода|не (?:долж\w+ |мо[гж]\w+ )?превы[шс]\w+|"
                     r"не дожида(?:яс|вшис)ь|не дождавшись|а не\b)", re.IGNORECASE),
    "zh": late.compile(
        r"不仅|不但|不只|不光|不断|不同|不过(?![期度量敏载滤时关])|不得不|不可或缺|不少|不管|不论|无论|"
        r"(?<![员议协学大])(.)(?:不|没)\1|不可少|要不|差不多|不久|不满|不足|不尽相同|不相同|不收费|迟迟[不没未]|还没[^，。]{1,14}就|不如|不安|不幸|"
        r"不丹|大不里士|不莱梅|不来梅|不列颠|布达不|不可抗力|久[拖悬攻]不|不[知之]所措|一[字成尘]不|足不出户|不亚于|不下于|不失[为是]|不[得能可应]?(?:少于|低于|小于|短于|超过|多于|高于|大于|长于|晚于|迟于|早于)|居高不下|"
        r"不高于|不超过|不早于|不晚于|不迟于|不约而同|不绝|不由得|忍不住|来不及|[没未]来得及|了不起|对不起|不等于|不外乎|不争|不适|不速之客|不介意|"
        r"那不勒斯|雷克雅未克|未干|不动|(?<!要)不然|了没有?(?=[？?])|不翼而飞|非但没有|不例外|不[受胜无顾惜辞啻绝]|不禁(?!止)|不为所|[寡微]不足|不敌|身不由己|没错(?!过)|含糊不清|不可开交|犹豫不决|摇摆不定|停滞不前|"
        r"没错|深信不疑|认不出|[不没][可能会]不|无不|莫不|非[^，。！？]{1,6}不可|不明身份|拒不|不可(?:思议|避免|或缺|错过)|供不应求|迫不及待|不以为然|不言而喻|不在人世|"
        r"不符|不和|能不能|是不是|可不可以|天[还没]没?亮|不胫而走|不折不扣|不妨碍|不锈|不予|不服|不满|用不着|不值|不再受"),
    "ky": late.compile(r"\w+\s+гана\s+эмес|эмес,|гана\s+эмес|эч\s+качан|башка\s\w+\sжок\b|"
                     r"\w+[бп][аеоө]й\s(?:коюуга\s)?болб\w+|"
                     r"\b(?:жетишпе|жетпе(?!йт\b|ди\b)|ашпа|күтүлбөгөн|шашпа|тайманба)\w*|"
                     r"\bже \w+[бп](?:оо|өө)н[уү]\b|"
                     r"деңизге чыга албаган|көз\w+ көрбөгөн|кулаг\w+ укпаган|жашка чыга элек|кем эмес", re.IGNORECASE),
}  # fmt: skip
"""Language -> what looks like a denial and is none. First letters stand before what is looked for, as most words have
others."""
LONG = {
    "en": (
        "until|before|mind",
        (
            r"(?:not|no|cannot)\b(?:\W+\w+){1,7}\W+(?:until|before (?:next|the (?:middle|end)|\w+day))\b|",
            r"\w+n['’]t(?:\W+\w+){1,7}\W+(?:until|before (?:next|the (?:middle|end)|\w+day))\b|",
            r"(?:not|\w+n['’]t) mind\b|",
            r"|\w+n['’]t",  # of the first letters
        ),
    ),
    "ky": ("гана|болб", (r"\w+\s+гана\s+эмес|", r"гана\s+эмес|", r"\w+[бп][аеоө]й\s(?:коюуга\s)?болб\w+|")),
}
"""Those of them that take long to look for, and a word without which a text has none such."""
PHRASES = (
    r"only (?:one|man|woman|person) (?:who|that)|stop(?:s|ped)? \w+ing|r[ua]n(?:s|ning)? out|at (?:most|large)|"
    r"(?:f[ae]lls?|r[ua]ns?) short|(?:(?:keep|stand|stay)(?:s|ing)?|kept|stood|stayed) (?:\w+ ){0,2}"
    r"(?:off|out|away|from|clear)|(?:keep|kept) the change|giv(?:es?|en|ing) up|gave up|short (?:of|by)|left out|"
    r"cut off|out of (?:service|order|use|action|print|stock|(?:the )?office|town)|(?:do|would) you mind|"
    r"take your time|(?:stay|remain)(?:s|ed)? in(?:side|doors)?|clear(?:s|ed)? (?:[\w'’]+ ){0,3}of"
)
"""What is more than one word of the following."""
WEAK = {
    "en": late.compile(
        rf"\b(?=\w)(?:{PHRASES}|offline|false|untrue|deprecated|immutable|mal(?:form|function)\w*|downvot\w*|mutually|persists?|wonder\w*|forg[eo]t\w*|bad(?:ly)?|wors[et]|slow|differs?|differed|"
        r"no|non|none|without|nowhere|hardly|barely|scarcely|rarely|seldom|few|fewer|little|lack\w*|fail\w*|unable|except|"
        r"maximum|less|cease\w*|spare\w*|silen\w*|exempt\w*|closed|"
        r"refus\w*|den(?:y|ies|ied)|reject\w*|prevent\w*|avoid\w*|stop\w*|overlook\w*|refrain\w*|too|only|unless|until|before|instead|rather|"
        r"forbade|neglect\w*|embargo\w*|acquit\w*|abstain\w*|lest|afraid|relucta\w*|hesitat\w*|skip\w*|"
        r"nope|zero|spar(?:ed|ing)|impossible|absence|absent|missing|free|block\w*|disable\w*|off|forbid\w*|prohibit\w*|ban(?:s|ned|ning)?|excl(?:ud\w*)?|"
        r"invalid|illegal|incorrect|wrong|limited|ignor\w*|omit\w*|miss(?:es|ed|ing)?|hid(?:e|es|den|ing)?|lost|los\w+|never|empty|out|yet|"
        r"error|trouble|depends?|un(?!der|til|less|ion|ite|ity|it\b|its\b|ive|iq|iform|animous)\w{3,}|"
        r"in(?:ab|ac|adequa|admiss|advisab|distinct|applic|appropr|audib|cap|compat|complet|conclus|consist|convenien|correct|definit|dispens|"
        r"depend|direct|edib|effective|eligib|equal|evitab|exact|exist|explic|finite|flexib|formal|frequent|human|oper|"
        r"secur|sensit|separ|significan|solub|solv|stab|sufficien|tangib|toler|valid|visib|volunt)\w*|"
        r"im(?:balanc|matur|mobil|moral|mort|partial|patien|perfect|possib|practic|proper|pure)\w*|"
        r"ir(?:regular|relevan|respons|revers|replac|ration)\w*|il(?:legal|legib|liter|logic|licit)\w*|"
        r"dis(?!cuss|tri|tan|play|cover|ease|patch|tinct|pute|charge|aster|h|k|c\b)\w{3,}|mis(?!s|ter|t\b)\w{3,}|"
        r"non\w{3,}|anti(?!clockwise|cipat|qu|bio|dot|lop|hist|sep)\w{2,}|\w+less\w*|a(?:typical|symptomatic|symmetr)\w*)\b",
        re.IGNORECASE,
    ),
    "ru": late.compile(
        r"\bне(?!дел|фт|обходим|ск[оа]льк|рв|йр|дав|котор|бо|бес|м[её]ц|р[аа]л|т[оа]|ж|с[уёе]|м\b|му\b|го\b|ё\b|е\b|й\b|медл|посредств|вест|движим|пал[аеу]?\b|вис\b|йтр|фрит|он(?!ят)|сл[иао]\b|"
        r"сти\b|с\b|оли[тз]|оклас|гр(?:[аыу]?\b|ов\b|итян)|ктар|птун|рест|рпа|тто\b|апол|вск(?:[ио][йгм]|ая|ую|и[ех])|в[аеуы]\b|льс|вр(?:ит|о[зтпл]|алг|аст)|"
        r"м[её]?[цк]|йл|забудк|одим\b|отложн|отъемл)\w*|"
        r"\b(?:нет|ни|никто|никого|никому|никак\w*|никогда|никуда|ничто|ничего|нигде|ничуть|нельзя|"
        r"без(?!опасн|он|ант|лимит|е\b|дн)\w*|бес(?!ед|плат|пилот|ценн|смерт|тсел)\w*|отсутств\w+|отказ\w*|запрещ\w+|запрет\w*|"
        r"мало|маловат|мало\w*|трудно|вряд|едва|лишь|лишен\w*|лишён\w*|кроме|исключ\w+|отмен\w+|откло\w+|избе\w+|"
        r"исчез\w*|молча\w*|попусту|лиши\w+|воздерж\w+|отключ\w*|выключ\w*|вне|прекра[щт]\w+|перест\w+|сбой|"
        r"сбо[еяи]\w*|ошибк\w+|редк\w+)\b",
        re.IGNORECASE,
    ),
    "zh": late.compile(
        r"(?<=[分区级性类个])不(?=[能会属应需是得可]|支持)|(?<![特分识区级性类差个告冬])不(?![同断仅过少管论久锈])|不[含带需]|毋|(?<![吞淹埋沉湮])[没沒]|無|无(?![线疑])|未(?!来)|(?<!中)非(?![常洲])|默默|绝迹|脱离|"
        r"灭绝|从不|不同意|分不[清开]|(?:^|(?<=[，。！？“：；、 你您请就可千万都也再们家叫但又还要会时后]))"
        r"别(?![人的墅])|别(?=[忘再急怕动碰])|勿|"
        r"(?<=[切爱])莫|莫(?=[要再名不大过非])|免(?![疫赔])|(?<!监)禁|断[电水网气粮]|[之除]外|(?<!可)以外|(?<![消损])失(?!聪)|(?<![是能可])否(?!则)|拒|缺|"
        r"(?<![遇灾避])难(?!民)|停(?![车留靠泊放])|(?<![截静举为])止(?!于)|避(?!难)|除非|仅|独(?=[自享得占])|(?<![\d一二三四五六七八九十百两几这那每各船])只(?!要)|"
        r"(?<![至减多])少(?![年数女])|零(?=[事伤容]|故障|投诉)"
    ),
    "ky": late.compile(
        rf"\b(?=\w{{2,}}[бп][аеоө]){KYRGYZ_NOUNS}\w{{2,}}[бп][аеоө](?:й|д[ыиуү]|г[аеоө]н|с|[ңн](?:[ыиуү]|\b)|ш[ыиуү]|ш\b|пт[ыиуү]р|ст|т|г[ыиуү][лдс]|уу|үү|б[ыиуү]з)\w*|"
        rf"\b(?=\w{{2,}}[бп][аеоө]){KYRGYZ_NOUNS}\w{{2,}}[бп](?:[аеоө]\b|оо\w*|өө\w*)|"
        r"\b(?:эмес\w*|элек(?!тр)\w*|жок\w*|эч(?!к)\w*)\b|"
        rf"\b(?=\w+с[ыиуү]з)(?!камсыз|коопсуз|сөзсүз|аргасыз|тынымсыз|токтоосуз|{YOU_DO})"
        r"\w+(?:сыз|сиз|суз|сүз)\w*|\b(?:ката|акы|баа|чара|пайда|айла|күнөө|үй)с[ыиуү]з\w*|\b\w{2,}м[аеоө]й[ыиуү]нч[аеоө]\b|"
        r"\b(?:тыюу|тыйыл\w*|баш тарт\w*|кыйын|сейре[кг]\w*|араң|тышкары|ажыра\w*|ката(?!р|л[оа]г|кан|аль?|[мп])\w*|"
        r"каршы|\w+[дтн][аеоө]н башка)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
"""Language -> everything by which a denial may be expressed."""
MAY_BE_WEAK = WEAK["en"].pattern.replace(r"(?=\w)", "", 1)
MAY_DENY_WEAKLY = {
    "en": Sign(MAY_BE_WEAK, "Latn", "en"),
    "ru": Sign(WEAK["ru"].pattern, "Cyrl", "ru"),
    "ky": Sign(
        WEAK["ky"]
        .pattern.replace(f"|{YOU_DO}", "")
        .replace("баш тарт", "баш")
        .replace(r"\w+[дтн][аеоө]н башка", "башка"),
        "Cyrl",
        "ky",
    ),
}
"""The same in single words."""
MAY_SAY = late.compile(rf"\b(?=[acdfgklorstw])(?:{PHRASES})\b", re.IGNORECASE)

OF_NAMES = {
    "ky": late.compile(r"(?<=[а-яёөүң,] )[А-ЯЁӨҮҢ][а-яёөүң](?!\w*с[ыиуү]з)\w+"),
    "zh": late.compile("那不勒斯|雷克雅未克|大不里士|不(?:丹|.梅|列颠|止[一两]次)|布达不|无锡|莫(?:斯科|桑比克|干山)"),
    "ru": late.compile(r"\bне раз\b(?! в)", re.IGNORECASE),
}
"""Names that look like a denial, in Kyrgyz any in the middle of a sentence: Элизабет, Сооронбай; more than once."""
RUSSIAN_PARTICLE = late.compile(r"\b(?:не|нет|нельзя|без)\b", re.IGNORECASE)
RUSSIAN_PRONOUN = late.compile(
    r"(?<!\bчем )\bни(?:кто|кого|кому|кем|что|чего|чему|чем|когда|где|куда|как\w*)\b", re.IGNORECASE
)
"""`никто` denies together with `не` alone, but in better late than never, лучше поздно, чем никогда."""
MAY_BE_PRONOUN = Sign(RUSSIAN_PRONOUN.pattern, "Cyrl", "ru")
NEVER_SO = late.compile(
    r"\bnever (?:with|in|on|at|by|from|under|for|before|after|together|alone|all|more|again|the|an?)\b", re.IGNORECASE
)
"""Never without a verb, which Russian says without one too: никогда вместе с шерстью."""
FORBIDS = late.compile(r"(?:\A|[.;:,] |\band )(?:do not|don['’]t|never) [a-z]", re.IGNORECASE)
"""What 以免, so as not to, does not answer."""
INSTEAD = {
    "zh": late.compile("而不是|而非|并非|不再是"),
    "ru": late.compile(r"\bа не\b|\bне (?=\w+,? а\b)", re.IGNORECASE),
    "ky": late.compile(r"\bэмес,", re.IGNORECASE),
}
"""Instead of something, which answers no denial: беш эмес, үч жолу."""
FEW_WORDS = 3
NEAR = (3, 14)
"""Words before a denial and behind it among which all stand that belong to it, or make it harmless."""
WORD = late.compile(r"\w+")


@functools.cache
def senses(language: str) -> tuple[tuple[Sign, "re.Pattern[str]"], ...]:
    """(English that is asked for, what says it in a language and looks like a denial)."""
    return tuple(
        (
            Sign(rf"\b(?:{said})\b", "Latn", "en"),
            re.compile(made[language] if language == "zh" else rf"\b(?:{made[language]})\b", re.IGNORECASE),
        )
        for said, made in SENSES
        if made.get(language)
    )


@functools.cache
def _any_sense(language: str) -> AnySign:
    return AnySign(said for said, _ in senses(language))


def without_senses(text: str, language: str, source: str) -> str:
    """A translation without what says another word of its English source: 少, less."""
    for said, made in senses(language) if _any_sense(language)(source) else ():
        if said.matches(source):
            text = made.sub(" ", text)
    return text


def answers(text: str, language: str, source: str, source_language: str) -> bool:
    """Whether anything in a translation may answer a denial of its source, what says something else of it left out."""
    whole = text
    if source_language == "en":
        text = without_senses(text, "zh" if language == "zt" else language, source)
    if "以免" in text and FORBIDS.search(source):
        text = text.replace("以免", " ")
    if ("instead of" in source or "rather than" in source) and language in INSTEAD:
        text = INSTEAD[language].sub(" ", text)
    if language in OF_NAMES:
        text = OF_NAMES[language].sub(" ", text)
    alone = language == "ru" and MAY_BE_PRONOUN(whole) and not ("ever " in source and NEVER_SO.search(source))
    if alone and len(WORD.findall(text)) > FEW_WORDS and not RUSSIAN_PARTICLE.search(text):
        text = RUSSIAN_PRONOUN.sub(" ", text)
    return denies(text, language)


def denials(text: str, language: str) -> list[str]:
    """The words that deny and must be answered, in order; [] for a language without rules."""
    strong = STRONG.get(language)
    if strong is None or (language in MAY_DENY and not MAY_DENY[language](text)):
        return []
    if language == "zh" and HAN_DENIAL.search(text) is None:
        return []
    if language in MAY_DENY:
        text = MAY_DENY[language].around(text, *NEAR)
    return [match[0] for match in strong.finditer(_harmless(text, language).sub(" ", text))]


def _harmless(text: str, language: str) -> "re.Pattern[str]":
    """What looks like a denial, as far as it may be in a text."""
    if language not in LONG or _usual(language)[0].search(text):
        return HARMLESS[language]
    return _usual(language)[1]


@functools.cache
def _usual(language: str) -> tuple["re.Pattern[str]", "re.Pattern[str]"]:
    """(what the long ones need, all others)."""
    need, each = LONG[language]
    pattern = HARMLESS[language].pattern
    for one in each:
        pattern = pattern.replace(one, "")
    return re.compile(need, re.IGNORECASE), re.compile(pattern, re.IGNORECASE)


def denies(text: str, language: str) -> bool:
    """Whether anything in the text may express a denial; True for a language without rules."""
    weak, strong = WEAK.get(language), STRONG.get(language)
    if weak is None or strong is None:
        return True
    if language not in MAY_DENY:
        return bool(strong.search(text) or weak.search(text))
    if language != "ky" and MAY_DENY_WEAKLY[language].matches(text):
        return True  # each of those is one word
    if not MAY_DENY[language](text) and not MAY_DENY_WEAKLY[language](text):
        return False
    return bool(strong.search(text) or weak.search(text))
