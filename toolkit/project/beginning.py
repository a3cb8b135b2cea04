"""A new project: the table `[tool.toolkit]` written into pyproject.toml, and the folders source/ and locales/."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.errors import ProjectError
from toolkit.project.settings import read_table
from toolkit.storage.files import make_folder, read_bytes, write_atomic
from toolkit.storage.given import toml_value

Value = str | Sequence[str]


def written(before: str, values: Mapping[str, Value]) -> str:
    """pyproject.toml with the table [tool.toolkit] at its end; what stood there stays, to the byte."""
    lines = ["[tool.toolkit]", *(f"{name} = {_toml(value)}" for name, value in values.items())]
    gap = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    text = before + gap + "\n".join(lines) + "\n"
    toml_value(text)
    return text


def begin(root: Path, values: Mapping[str, Value]) -> list[Path]:
    """Writes the table and makes the folders; gives back what is new.

    Raises ProjectError where there is a table already or the file is damaged; StorageError.
    """
    path = root / "pyproject.toml"
    if read_table(path):
        raise ProjectError(f"{path} has a table [tool.toolkit] already; change it there, `toolkit config` shows it")
    before = read_bytes(path).decode("utf-8") if path.exists() else ""
    text = written(before, values)
    new = [folder for folder in (root / "source", root / "locales") if not folder.is_dir()]
    for folder in new:
        make_folder(folder)
    write_atomic(path, text.encode("utf-8"))
    return [path, *new]


def _toml(value: Value) -> str:
    if isinstance(value, str):
        escaped = "".join(
            f"\\u{ord(c):04x}" if c < " " or c == "\x7f" else f"\\{c}" if c in '"\\' else c for c in value
        )
        return f'"{escaped}"'
    return f"[{', '.join(map(_toml, value))}]"
