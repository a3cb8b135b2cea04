"""Names that translations must keep, for the check of names: `python -m scripts.lexicon.known FILE…`.

It writes toolkit/checks/names.tsv from the lexicon's own rows and those of CLDR: places, peoples' adjectives beside
them (Denmark, Danish), persons. What is also a common word of the language (黄金 is gold and no person Huang Jin) is
left out, and what stands in the rows of FILE (parallel text, never the rows for measuring) without its English name
more often than seldom.
"""

import argparse
import gzip
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.checks import gazetteer

ROOT = Path(__file__).parents[2]
LEXICON = ROOT / "toolkit" / "terms" / "lexicon"
NOTE = re.compile(r"\s*[(（].*?[)）]")
WORD = re.compile(r"[^\W\d_]+")
SMALL = {"of", "the", "and", "de", "al", "о", "и", "жана"}
PEOPLE = re.compile("(?:[的人语族]|籍的)$")
"""What makes an adjective, a people or a language of the name of a country."""
SHORT = re.compile("(?<=...)斯坦$|(?<=...)(?:地区|河|省|州|市|岛|山)$")
"""What is left away at the end of a Chinese name."""
RARELY = 0.2
MORE = (
    ("美国", "US USA U.S. American Americans Washington", "США американ", "АКШ америка"),
    ("英国", "UK British Britons English England London", "Англи британ английск", "Англия британия англис"),
    ("中国", "Sino PRC CPC CPPCC NPC Beijing", "КНР", "КЭР"),
    ("俄罗斯", "Soviet Moscow", "РФ русск", "РФ орус"),
    ("吉尔吉斯斯坦", "Kyrgyz Kyrgyzstani Kirghiz Kyrgyzstanis Jogorku", "Киргизи кыргыз киргиз КР", "КР кыргыз"),
    ("吉尔吉斯", "Kyrgyz Kyrgyzstan Kyrgyzstani Kirghiz", "Киргизи кыргыз киргиз КР", "КР кыргыз"),
    ("土库曼斯坦", "Turkmen", "Туркмени туркмен", "түркмөн"),
    ("联合国", "UN UNESCO UNICEF UNDP", "ООН", "БУУ"),
    ("欧洲", "European EU Euro", "европей ЕС", "европа ЕБ"),
    ("北京", "Peking", "", "Пекин"),
    ("墨西哥", "Gulf", "", ""),
    ("荷兰", "Dutch Dutchman", "голланд нидерланд", ""),
    ("瑞士", "Swiss", "швейцар", ""),
    ("韩国", "Korean Korea Seoul", "коре", "коре"),
    ("朝鲜", "Korean Korea Pyongyang", "коре", "коре"),
    ("土耳其", "Turkish Turks Turk Ottoman Anatolian", "турец турк", "түрк"),
    ("菲律宾", "Filipino", "филиппин", ""),
    ("印度", "Hindu Hindus Indic Delhi", "инди", ""),
    ("孟加拉", "Bangladesh Bangla Bengali", "бангладеш бенгал", ""),
    ("乌鲁木齐", "Ürümqi", "", ""),
    ("奥什", "", "Ошск", ""),
    ("黑龙江", "Heilongjiang", "Хэйлунцзян", "Хэйлунцзян"),
    ("西藏", "Xizang", "", ""),
    ("芬兰", "Newfoundland", "", ""),
    ("谷歌", "Google", "Google", "Google"),
    ("平壤", "North Korea", "", ""),
    ("加纳", "Galapagos", "", ""),
    ("比什凯克", "capital", "", ""),
    ("苏联", "USSR", "", ""),
    ("罗马", "Pope Papal Vatican", "", ""),
    ("大西洋", "NATO Transatlantic", "", ""),
    ("北大西洋", "NATO", "", ""),
    ("格林尼治", "GMT", "", ""),
)  # fmt: skip
"""zh -> further names in English, Russian and Kyrgyz."""
ALSO = {
    "中国": "汉 华",
    "美国": "北美",
    "英国": "英",
    "联合国": "教科文",
    "俄罗斯": "苏联",
    "南极洲": "南极",
    "欧洲": "亚欧",
}
"""zh -> what else stands for it."""


@dataclass
class Name:
    """What one thing is called."""

    en: list[str] = field(default_factory=list)
    ru: list[str] = field(default_factory=list)
    ky: list[str] = field(default_factory=list)


def capital(text: str) -> bool:
    words = [word for word in WORD.findall(text) if word not in SMALL]
    return bool(words) and all(word[0].isupper() for word in words)


def clean(text: str) -> str:
    return NOTE.sub("", text).strip(" «»“”《》").removeprefix("the ")


def rows() -> list[list[str]]:
    own = gzip.decompress((LEXICON / "own.tsv.gz").read_bytes()).decode().splitlines()[1:]
    cldr = (LEXICON / "names.tsv").read_text("utf-8").splitlines()[1:]
    return [[clean(cell) for cell in (line + "\t\t\t").split("\t")[:4]] for line in (*own, *cldr)]


def collected(table: list[list[str]]) -> dict[str, Name]:
    common = {(column, cells[column].lower()) for cells in table if cells[0].islower() for column in (1, 2, 3)}
    found: dict[str, Name] = {}
    for en, zh, ru, ky in table:
        plain = re.fullmatch(r"\w+", zh.replace("·", "").replace("-", "")) and len(zh) > 1 and not zh.isascii()
        if capital(en) and capital(ru) and (1, zh) not in common and plain:
            _add(found.setdefault(zh, Name()), en, ru, ky)
    for en, zh, ru, ky in table:
        core = PEOPLE.sub("", zh)
        if capital(en) and " " not in en and core != zh and core in found:
            _add(found[core], gazetteer.DOUBTFUL + en, ru, ky)
    for zh, *others in MORE:
        if zh in found:
            english, russian, kyrgyz = (more.split() for more in others)
            found[zh].en.extend(gazetteer.DOUBTFUL + word for word in english)
            found[zh].ru.extend(russian)
            found[zh].ky.extend(kyrgyz)
    return found


def _add(name: Name, en: str, ru: str, ky: str) -> None:
    for cells, one in ((name.en, en), (name.ru, ru), (name.ky, ky)):
        if one and one not in cells:
            cells.append(one)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    found = collected(rows())
    stands: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    names = re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))
    for cells in (cells for file in options.files for cells in texts(file)):
        said = set(WORD.findall(cells[0].lower()))
        for zh in set(names.findall(cells[1])):
            stands[zh] += 1
            starts = {word[:3].lower() for en in found[zh].en for word in WORD.findall(en)}
            alone[zh] += not any(word[:3] in starts for word in said)
    more = {row[0] for row in MORE}
    kept = {zh: name for zh, name in found.items() if zh in more or alone[zh] <= RARELY * stands[zh]}
    print(f"{len(kept)} names; left out: {' '.join(sorted(set(found) - set(kept)))}")
    write(kept)
    mark(kept, options.files)
    write(kept)


def texts(file: Path) -> list[list[str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines][1:]


def write(names: dict[str, Name]) -> None:
    lines = ["# zh\ten\tru\tky: what one thing is called; made by python -m scripts.lexicon.known"]
    for zh in sorted(names):
        cells = ("|".join(dict.fromkeys(one)) for one in (names[zh].en, names[zh].ru, names[zh].ky))
        chinese = (zh, SHORT.sub("", zh), *(gazetteer.DOUBTFUL + one for one in ALSO.get(zh, "").split()))
        lines.append("\t".join(["|".join(dict.fromkeys(chinese)), *cells]))
    gazetteer.TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    for cached in (gazetteer.table, gazetteer._cyrillic, gazetteer._chinese, gazetteer._english, gazetteer._first):
        cached.cache_clear()


def mark(names: dict[str, Name], files: list[Path]) -> None:
    """Puts a question mark before each Russian and Kyrgyz form that is found where the source has no such name."""
    stands: Counter[tuple[str, str]] = Counter()
    alone: Counter[tuple[str, str]] = Counter()
    for en, _, *others in (cells for file in files for cells in texts(file)):
        source = gazetteer.Source.of(en)
        for language, text in zip(("ru", "ky"), others, strict=True):
            for _, _, known in gazetteer.made(text, language):
                told = any(one.supported(source) for one in known)
                for zh in {one.zh[0] for one in known}:
                    stands[language, zh] += 1
                    alone[language, zh] += not told
    for zh, name in names.items():
        for language, forms in (("ru", name.ru), ("ky", name.ky)):
            if alone[language, zh] > (0 if stands[language, zh] < 4 else RARELY * stands[language, zh]):
                forms[:] = [gazetteer.DOUBTFUL + form for form in forms]
                print(language, *forms, alone[language, zh], stands[language, zh])


if __name__ == "__main__":
    main()
