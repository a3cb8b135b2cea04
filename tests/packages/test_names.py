import pytest

from toolkit.errors import PackageError, UnknownName
from toolkit.packages.index import Entry
from toolkit.packages.names import Wanted, parse, select
from toolkit.packages.versions import same

THERE = (
    "en ky 1.4", "ky en 1.4", "en ru 1.9", "en ru 1.10", "ru en 1.0", "en zh 1.9", "en zt 1.9", "zt en 1.9",
    "en pb 1.0", "en pt 1.0", "de en 1.0", "en nb 1.0",
)  # fmt: skip
OFFERS = [Entry(source, target, version, "", "") for source, target, version in map(str.split, THERE)]

READ = {
    "ky": Wanted("en", "ky"), "en-ky": Wanted("en", "ky"), "en_ky": Wanted("en", "ky"), "en→ky": Wanted("en", "ky"),
    "EN-KY": Wanted("en", "ky"), " en-ky == 1.4 ": Wanted("en", "ky", "1.4"), "ky==1.4": Wanted("en", "ky", "1.4"),
    "translate-en_ky": Wanted("en", "ky"), "translate-en_ky-1_4": Wanted("en", "ky", "1_4"),
    "en_ru-1_10": Wanted("en", "ru", "1_10"), "ky-KG": Wanted("en", "ky"), "kir": Wanted("en", "ky"),
    "zh-Hans": Wanted("en", "zh"), "zh-Hant": Wanted("en", "zt"), "en-zh-Hant": Wanted("en", "zt"),
    "zh-Hant-en": Wanted("zt", "en"), "zh_TW-en": Wanted("zt", "en"), "pt-BR": Wanted("en", "pb"),
    "en-pt-BR": Wanted("en", "pb"), "en-pt-PT": Wanted("en", "pt"), "ru-ky": Wanted("ru", "ky"),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_people_write(name: str) -> None:
    assert parse(name, OFFERS, "en") == READ[name]


@pytest.mark.parametrize("name", ["", "xx", "en-xx", "en-ky-ru", "==1.0", "-", "en-", "../en-ky", "en ky"])
def test_what_nobody_knows_lists_what_there_is(name: str) -> None:
    with pytest.raises(UnknownName, match=r"known: de-en, en-ky, en-nb, en-pb, en-pt, en-ru, en-zh, en-zt, ky-en"):
        parse(name, OFFERS, "en")


def chosen(name: str, source: str = "en") -> list[str]:
    return [f"{entry.source}-{entry.target} {entry.version}" for entry in select(name, OFFERS, source)]


def test_the_newest_or_the_named_and_both_halves_of_a_way() -> None:
    assert chosen("ru") == ["en-ru 1.10"]
    assert chosen("en-ru==1.9.0") == ["en-ru 1.9"]
    assert chosen("ky", "ru") == ["ru-en 1.0", "en-ky 1.4"]
    assert chosen("de-zh-Hant") == ["de-en 1.0", "en-zt 1.9"]
    with pytest.raises(PackageError, match=r"no en→ru of version 2; there are: 1\.10, 1\.9"):
        chosen("en-ru==2")
    with pytest.raises(UnknownName):
        chosen("ky-de")
    with pytest.raises(UnknownName):
        chosen("ru-ky==1.0")
    with pytest.raises(UnknownName):
        chosen("en")


@pytest.mark.parametrize(
    ("first", "second", "equal"),
    [("1.9", "1.9.0", True), ("1_9", "1.9", True), ("1.9", "1.10", False), ("", "", True), ("odd", "odd", True),
     ("odd", "1.0", False)],
)  # fmt: skip
def test_versions(first: str, second: str, equal: bool) -> None:
    assert same(first, second) is equal
