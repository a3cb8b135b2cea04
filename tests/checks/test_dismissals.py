"""A dismissed finding stays dismissed, however narrow other programs wrap its comment, and can be taken back."""

import subprocess
import tempfile
from pathlib import Path

import polib
from babel.messages import pofile
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import catalogs
from toolkit.catalogs import Entry, Part
from toolkit.checks import CHECKS, dismissals, dismissed
from toolkit.checks.catalogs import WHOLE
from toolkit.checks.dismissals import noted

HEAD = 'msgid ""\nmsgstr ""\n"Language: ky\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
IDS = [*(check.id for check in CHECKS), *WHOLE]
WORDS = [
    "so",
    "agreed",
    "with the author",
    "деп",
    "көпүрөлөр",
    "同意",
    "well-known",
    "ignore",
    "toolkit:",
    "1f0c5ad27e41",
    "в мае",
]
TEXTS = [
    "Trade reached",
    "$24.7 million",
    "саясий-экономикалык",
    "贸易额达2470万美元",
    "«ооба»",
    '"yes"',
    "{name}",
    "\n",
    "a\tb",
    "x",
]
WIDTHS = st.integers(20, 200)


def by_polib(path: Path, width: int) -> None:
    polib.pofile(str(path), wrapwidth=width).save()


def by_babel(path: Path, width: int) -> None:
    with path.open("rb") as file:
        read = pofile.read_po(file, "ky")
    with path.open("wb") as file:
        pofile.write_po(file, read, width=width)


def by_msgcat(path: Path, width: int) -> None:
    subprocess.run(["msgcat", f"--width={width}", "-o", str(path), str(path)], check=True)


def entry_of(text: str) -> Entry:
    return next(entry for entry in catalogs.read(text.encode()).live if not entry.header)


def message(source: str, target: str) -> str:
    return f"{HEAD}\n# mine\nmsgid {polib_quoted(source)}\nmsgstr {polib_quoted(target)}\n"


def polib_quoted(text: str) -> str:
    return '"' + polib.escape(text) + '"'


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=12).map(" ".join).filter(str.strip),
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=12).map(" ".join).filter(str.strip),
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(IDS), max_size=4, unique=True),
            st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
            st.sampled_from([by_polib, by_babel, by_msgcat]),
            WIDTHS,
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_wrapping_at_any_width_wakes_no_finding(
    source: str, target: str, steps: list[tuple[list[str], str, object, int]]
) -> None:
    edges = source.startswith("\n"), source.endswith("\n")  # msgcat asks that both texts begin and end alike
    target = "\n" * edges[0] + target.strip("\n") + "\n" * edges[1]
    text, every = message(source, target), set[str]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ky.po"
        for checks, reason, save, width in steps:
            entry = entry_of(text)
            quiet = dismissed(entry, checks, reason)
            text = text.replace("".join(entry.of(Part.COMMENT)), "".join(quiet.of(Part.COMMENT)))
            every.update(checks)
            assert dismissals(entry_of(text)) == every, text
            path.write_text(text, encoding="utf-8")
            save(path, width)  # type: ignore[operator]
            text = path.read_text(encoding="utf-8")
            assert dismissals(entry_of(text)) == every, (save, width, text)
    again = dismissed(entry_of(text), steps[0][0], "another reason")
    assert dismissals(again) == every
    words = " ".join(" ".join(again.comments).replace("#", " ").split())
    assert words.count(" toolkit: ignore ") >= bool(every) and "mine" in words
    assert sum(one.hash in words for one in noted(again.comments)) == bool(every)


def test_a_dismissal_that_is_cut_in_two_by_another_is_none() -> None:
    text = message("12 files", "21 файл")
    digest = next(iter(dismissed(entry_of(text), ["number"]).of(Part.COMMENT)[-1].split()[4:]))
    torn = text.replace("# mine\n", f"# toolkit: ignore\n# toolkit: ignore tag {digest}\n# number {digest}\n")
    assert dismissals(entry_of(torn)) == {"tag"}
    assert dismissals(entry_of(torn.replace("21 файл", "12 файл"))) == frozenset()
