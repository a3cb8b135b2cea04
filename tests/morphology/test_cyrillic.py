"""Names in Cyrillic as newspapers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.morphology import cyrillic


@pytest.mark.parametrize(
    ("latin", "written"),
    [("Lin", "Линь"), ("Zhang", "Чжан"), ("Haibo", "Хайбо"), ("Dewen", "Дэвэнь"), ("Shandong", "Шаньдун"),
     ("Qingdao", "Циндао"), ("Liaocheng", "Ляочэн"), ("Xi'an", "Сиань"), ("Xu", "Сюй"), ("Yinan", "Инань"),
     ("Japarov", "Жапаров"), ("Jeenbekov", "Жээнбеков"), ("Tokayev", "Токаев"), ("Chuiskaya", "Чуйская"),
     ("Sadyr", "Садыр"), ("Novopokrovka", "Новопокровка"), ("UNESCO", "UNESCO"), ("Müller", "Müller"), ("B52", "B52")],
)  # fmt: skip
def test_names(latin: str, written: str) -> None:
    assert cyrillic.name(latin, kyrgyz=True) == written


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", min_size=1, max_size=12))
def test_no_latin_letter_is_left(word: str) -> None:
    assert not any("a" <= letter <= "z" for letter in cyrillic.name(word)) or not word.isalpha()
