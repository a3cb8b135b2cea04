"""What the beam held in the end besides the likeliest text, and which of it becomes the draft."""

from pathlib import Path

import pytest

from toolkit import engines
from toolkit.engines.model import Model, Output
from toolkit.packages import open_package
from toolkit.units import plain


@pytest.mark.parametrize(
    ("source", "beams", "chosen", "flags"),
    [
        ("the 5 cats", ["коты", "5 котов", "котов 5"], "5 котов", ()),
        ("open {name}", ["открыть", "открыть {1}"], "открыть {name}", ()),
        ("the cat sees the house", ["кот " * 9, "кот видит дом"], "кот видит дом", ()),
        ("the 5 cats", ["кошки", "коты"], "кошки", ("lost-number",)),
        ("the cat", ["кот", "этот кот"], "кот", ()),
    ],
)
def test_of_what_the_beam_held_the_likeliest_that_has_lost_nothing(
    source: str, beams: list[str], chosen: str, flags: tuple[str, ...], en_ru: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def several(self: Model, texts: list[str], *, careful: bool = False) -> list[Output]:
        made = [Output(text, -1.0, 5, cut_off=False) for text in beams]
        return [Output(beams[0], -1.0, 5, cut_off=False, others=lambda: made[1:]) for _ in texts]

    monkeypatch.setattr(Model, "draft", several)
    (draft,) = engines.make("argos", source="en", target="ru", folders=(en_ru,), starter=False, threads=1).translate(
        [plain(source)], "en", "ru"
    )
    assert (draft.text, draft.flags) == (chosen, flags)


def test_the_beam_gives_all_that_it_held(en_ru: Path) -> None:
    package = open_package(next(en_ru.iterdir()))
    assert package is not None
    (output,) = Model(package, threads=1).draft(["the cat sees the dog"])
    others = output.others()
    assert len(others) == 3
    assert len({output.text, *(one.text for one in others)}) == 4
    assert all(one.others() == () for one in others)
