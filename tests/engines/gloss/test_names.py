"""Names in Cyrillic and in characters as newspapers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.engines.gloss import chinese_names
from toolkit.engines.gloss.names import cyrillic, is_pinyin


@pytest.mark.parametrize(
    ("latin", "written"),
    [("Lin", "Линь"), ("Zhang", "Чжан"), ("Haibo", "Хайбо"), ("Dewen", "Дэвэнь"), ("Shandong", "Шаньдун"),
     ("Qingdao", "Циндао"), ("Liaocheng", "Ляочэн"), ("Xi'an", "Сиань"), ("Xu", "Сюй"), ("Yinan", "Инань"),
     ("Japarov", "Жапаров"), ("Jeenbekov", "Жээнбеков"), ("Tokayev", "Токаев"), ("Chuiskaya", "Чуйская"),
     ("Sadyr", "Садыр"), ("Novopokrovka", "Новопокровка"), ("UNESCO", "UNESCO"), ("Müller", "Мюллер")],
)  # fmt: skip
def test_names(latin: str, written: str) -> None:
    assert cyrillic(latin, chinese=is_pinyin(latin)) == written


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", min_size=1, max_size=12))
def test_no_latin_letter_is_left(word: str) -> None:
    assert not any("a" <= letter <= "z" for letter in cyrillic(word)) or not word.isalpha()


@pytest.mark.parametrize(
    ("latin", "written"),
    [("Novopokrovka", "诺沃波克罗夫卡"), ("Sagynbaev", "萨金巴埃夫"), ("Toktogul", "托克托古尔"), ("Haibo", "Haibo"),
     ("UNESCO", "UNESCO"), ("Müller", "Müller"), ("Anderson", "安德尔松")],
)  # fmt: skip
def test_foreign_names_are_written_by_their_sounds(latin: str, written: str) -> None:
    assert chinese_names.name(latin) == written
