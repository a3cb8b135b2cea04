"""Names from CLDR (Unicode-3.0) through Babel: countries, languages, months, days, currencies, cities of time zones.

`python -m scripts.lexicon.names` writes toolkit/terms/lexicon/names.tsv.
"""

from pathlib import Path

from babel import Locale

TARGETS = ("zh", "ru", "ky")
ROOT = Path(__file__).parents[2]


def main() -> None:
    english = Locale("en")
    others = [Locale(code) for code in TARGETS]
    rows: dict[str, list[str]] = {}

    def add(name: str, *values: str | None) -> None:
        if name and len(name) > 2 and any(values):
            rows.setdefault(name, [value or "" for value in values])

    for code, name in english.territories.items():
        add(name, *[other.territories.get(code) for other in others])
    for code, name in english.languages.items():
        add(name, *[other.languages.get(code) for other in others])
    for width in ("wide",):
        for number, name in english.months["format"][width].items():
            add(name, *[other.months["stand-alone"][width].get(number) for other in others])
        for number, name in english.days["format"][width].items():
            add(name, *[other.days["stand-alone"][width].get(number) for other in others])
    for code, name in english.currencies.items():
        add(name, *[other.currencies.get(code) for other in others])
    for zone, data in english.time_zones.items():
        city = data.get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        add(city, *[other.time_zones.get(zone, {}).get("city") for other in others])
    lines = ["en\t" + "\t".join(TARGETS)]
    lines += ["\t".join([name, *values]) for name, values in sorted(rows.items())]
    (ROOT / "toolkit/terms/lexicon/names.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(len(rows), "names")


if __name__ == "__main__":
    main()
