"""English words that other languages say by what looks like a denial too: an error is no answer to a denial."""

NOT_UP_TO = "(?<![看找听收等拿做办感想买得达遇碰够])不到"
"""Less than; in 看不到 it denies."""
SENSES = (
    (
        "error|fail\\w*|crash\\w*|problem\\w*|trouble",
        {"ru": r"ошиб\w+|сбо[йея]\w*", "zh": "错误|失败", "ky": r"ката(?!с[ыи]з)\w*"},
    ),
    (
        "error|wrong\\w*|invalid|incorrect\\w*",
        {
            "ru": r"ошиб\w+|неверн\w*|недопустим\w*|неправильн\w*|некорректн\w*|недействительн\w*",
            "zh": "错误|无效|不正确",
            "ky": r"ката\w*|туура эмес|жараксыз\w*",
        },
    ),
    (
        "under|below|younger|minors?|underage",
        {
            "ru": r"несовершеннолетн\w+",
            "zh": f"未满|不满|{NOT_UP_TO}|未成年",
            "ky": r"жаш\w*\s+(?:чыга|толо|жете) элек\w*",
        },
    ),
    (
        "up|most|maximum|limit\\w*",
        {
            "ru": r"не (?:более|больше|свыше|выше)|не прев\w+",
            "zh": "不超过|不高于|不多于|不大于",
            "ky": r"ашпа\w*|ашык эмес|көп эмес",
        },
    ),
    ("only|merely|just|sole\\w*|alone", {"ru": "лишь|только", "zh": "仅|只", "ky": ""}),
    (
        "few\\w*|little|less|least|small\\w*|minim\\w*|low\\w*|young\\w*|child\\w*",
        {
            "ru": r"не (?:менее|меньше|ниже|раньше)|мал\w+|менее|меньш\w*",
            "zh": f"{NOT_UP_TO}|不足|未满|不满|不少于|不低于|少",
            "ky": r"(?:\d+|грамм|метр|жаш|пайыз|сом|кило|километр|тонна|саат|мүнөт|күн|ай|жыл)\w* жетпе\w*|"
            r"кем эмес|аз\w*|кем",
        },
    ),
    (
        "stop\\w*|paus\\w*|suspend\\w*|end\\w*|halt\\w*|park\\w*",
        {"ru": r"прекра[щт]\w+|перест\w+", "zh": "停|止", "ky": r"токто(?!б[оө])\w*"},
    ),
    (
        "off|unplug\\w*|disconnect\\w*|detach\\w*|ban\\w*|forbid\\w*|prohibit\\w*|block\\w*|disabl\\w*",
        {"ru": r"запрещ\w+|запрет\w*|отключ\w*|выключ\w*", "zh": "禁", "ky": r"тыюу|тыйыл\w*"},
    ),
    (
        "refus\\w*|den(?:y|ies|ied)|reject\\w*|declin\\w*|withdraw\\w*|waive\\w*|renounce\\w*|abandon\\w*|unsubscrib\\w*",
        {
            "ru": r"отказ\w*|откло\w+|запрещ\w+",
            "zh": "拒|否",
            "ky": r"баш тарт(?!п)\w*|четке как(?!п)\w*|уруксат жок",
        },
    ),
    (
        "cancel\\w*|undo\\w*|except\\w*|exclud\\w*|abolish\\w*",
        {"ru": r"отмен\w+|исключ\w+|кроме", "zh": "除", "ky": "тышкары"},
    ),
    ("stranger\\w*|unfamiliar\\w*|unknown", {"ru": r"незнаком\w*|неизвестн\w*", "zh": "陌生|未知", "ky": ""}),
    (
        "until|before|while",
        {"ru": r"пока(?:\s+\w+){0,4}\s+не", "zh": "", "ky": r"\w+[бпм][аеоө]й[ыиуү]нч[аеоө]"},
    ),
    ("expir\\w*|void", {"ru": r"недействительн\w*", "zh": "失效|作废|无效", "ky": r"жараксыз\w*"}),
    ("or|otherwise|else", {"ru": "иначе", "zh": "否则", "ky": r"болбосо\w*|антпесе\w*"}),
    ("difficult\\w*|hard", {"ru": r"трудн\w*", "zh": "难", "ky": r"кыйын\w*"}),
    ("rare\\w*|seldom", {"ru": r"редк\w+", "zh": "", "ky": r"сейрек\w*"}),
    (
        "free|exempt\\w*|\\w+less\\w*|wireless",
        {"ru": r"без\w+|бес\w+", "zh": "免|无(?![法人任])", "ky": r"\w+(?:сыз|сиз|суз|сүз)\w*"},
    ),
    (
        "miss\\w*|absen\\w*|lack\\w*|lost|los\\w+|disappear\\w*|vanish\\w*|gone",
        {
            "ru": r"отсутств\w+|исчез\w*",
            "zh": "(?<!消)失|缺|不见",
            "ky": r"жок бол(?:у|д|гон\b)\w*|жогол\w*|кел(?:бей|беген)\w*",
        },
    ),
    (
        "destroy\\w*|eliminat\\w*|exterminat\\w*|eradicat\\w*|wip(?:e|es|ed|ing)",
        {"ru": "", "zh": "", "ky": r"жок кыл(?!б)\w*"},
    ),
    ("near|nearby|close|outside|off", {"ru": r"недал[её]к\w*|неподал[её]ку|невдалеке", "zh": "", "ky": ""}),
    ("storm\\w*|bad|foul", {"ru": r"непогод\w*|ненаст\w*", "zh": "", "ky": ""}),
    ("against|anti\\w*|oppos\\w*|contra\\w*", {"ru": "", "zh": "", "ky": r"каршы\w*"}),
    (
        (
            r"un(?!der|til|less|like|i[a-z]|able)\w{4,}|in(?:valid|correct|visible|active|complete|depend|direct|sufficient)\w*|"
            r"im(?:proper|perfect)\w*|illegal\w*|dis(?:agre|continu)\w*|non-?\w{3,}|mis(?!s)\w{4,}"
        ),
        {
            "ru": r"не(?!льзя|возможн|достаточн|доступн|безопасн)\w{3,}|без\w+",
            "zh": "非|无(?![法人任])",
            "ky": r"\w+(?:сыз|сиз|суз|сүз)\w*",
        },
    ),
)
"""English words, and the words of a target that say the same: where the source has both them and a denial of its own,
they are no answer to that denial."""
