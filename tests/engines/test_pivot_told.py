"""A direction that goes through English is said on the terminal and in the signature of every draft."""

from pathlib import Path

from tests.conftest import Toolkit


def test_a_pivot_is_told(ru_en: Path, tmp_path: Path, command_line: Toolkit) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.txt").write_text("Кот видит большой дом и этот файл.\n", encoding="utf-8")
    order = ("source/a.txt", "--from", "ru", "--to", "ky", "--keep-doubtful")
    for command in ("translate", "run"):
        done = command_line(tmp_path, command, *order, ARGOS_PACKAGES_DIR=str(ru_en))
        assert done.returncode == 0, done.stderr
        assert "ru→ky is drafted through en (translate-ru_en 1.0, then translate-en_ky 1.0)" in done.stdout
    catalog = " ".join((tmp_path / "locales/ky/LC_MESSAGES/a.po").read_text(encoding="utf-8").split())
    assert "through en," in catalog.replace("# ", "")
