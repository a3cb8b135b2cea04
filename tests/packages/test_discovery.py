import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit import packages
from toolkit.engines import argos
from toolkit.errors import PackageError, UsageError
from toolkit.packages import discovery as module

GOOD = {"package_version": "1.0", "argos_version": "1.9", "from_code": "en", "to_code": "ru"}


def folder(
    root: Path, name: str, files: tuple[str, ...] = ("model/model.bin", "sentencepiece.model"), **more: object
) -> Path:
    path = root / name
    for file in files:
        (path / file).parent.mkdir(parents=True, exist_ok=True)
        (path / file).write_bytes(file.encode())
    path.mkdir(parents=True, exist_ok=True)
    (path / "metadata.json").write_text(json.dumps({**GOOD, **more}), encoding="utf-8")
    return path


def archive(root: Path, name: str, **more: object) -> Path:
    root.mkdir(exist_ok=True)
    path = root / f"{name}.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(f"{name}/metadata.json", json.dumps({**GOOD, **more}))
        file.writestr(f"{name}/stanza/metadata.json", "{}")
        file.writestr(f"{name}/model/", "")
        file.writestr(f"{name}/model/model.bin", b"model/model.bin")
        file.writestr(f"{name}/model/deeper/x", b"")
        file.writestr(f"{name}/sentencepiece.model", b"sentencepiece.model")
    return path


def test_folder_and_archive_read_alike(tmp_path: Path) -> None:
    folder(tmp_path / "a", "one", target_prefix="<ru>", package_version=1.5)
    archive(tmp_path / "b", "two", target_prefix="<ru>", package_version=1.5)
    for place in ("a", "b"):
        found = packages.discover([tmp_path / place], starter=False)
        (package,) = found.packages
        assert found.problems == ()
        assert package.direction == ("en", "ru")
        assert (package.name, package.argos_version, package.target_prefix) == ("translate-en_ru 1.5", "1.9", "<ru>")
        assert (package.kind, package.tokenizer) == ("installed", "sentencepiece")
        assert package.is_archive is (place == "b")
        assert package.tokenizer_model() == b"sentencepiece.model"
        assert package.model_files() == {"model.bin": b"model/model.bin"}
        with pytest.raises(PackageError, match=r"README\.md"):
            package.read("README.md")


def test_bpe_only_where_there_is_no_sentencepiece(tmp_path: Path) -> None:
    folder(tmp_path, "bpe", ("model/model.bin", "bpe.model"))
    folder(tmp_path, "both", ("model/model.bin", "bpe.model", "sentencepiece.model"), to_code="ky")
    kinds = {package.target: package.tokenizer for package in packages.discover([tmp_path], starter=False).packages}
    assert kinds == {"ru": "bpe", "ky": "sentencepiece"}


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "half": (lambda root: (root / "half").mkdir(), "no metadata.json"),
    "nojson": (lambda root: (folder(root, "nojson") / "metadata.json").write_text("{'a'"), "not valid JSON"),
    "notutf8": (lambda root: (folder(root, "notutf8") / "metadata.json").write_bytes(b"\xff\xfe{"), "not valid JSON"),
    "list": (lambda root: (folder(root, "list") / "metadata.json").write_text("[]"), "not a table"),
    "nocode": (lambda root: folder(root, "nocode", to_code=None), "does not say to_code"),
    "odd": (lambda root: folder(root, "odd", from_code=["en"]), "from_code must be a text"),
    "nomodel": (lambda root: folder(root, "nomodel", ("sentencepiece.model",)), "no model/model.bin"),
    "notokens": (lambda root: folder(root, "notokens", ("model/model.bin",)), "no tokenizer"),
    "zero": (lambda root: (root / "zero.argosmodel").write_bytes(b""), "damaged archive"),
    "cut": (lambda root: cut(archive(root, "cut")), "damaged archive"),
    "flat": (
        lambda root: zipfile.ZipFile(root / "flat.argosmodel", "w").close(),
        "not an Argos package",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_package_is_a_problem_and_no_more(tmp_path: Path, name: str) -> None:
    folder(tmp_path, "zz-good", to_code="ky")
    make, reason = BROKEN[name]
    make(tmp_path)
    found = packages.discover([tmp_path], starter=False)
    assert [package.target for package in found.packages] == ["ky"]
    (problem,) = found.problems
    assert reason in problem
    assert str(tmp_path / name) in problem
    assert "\n" not in problem


def test_what_is_no_package_is_passed_over(tmp_path: Path) -> None:
    folder(tmp_path, "sbd", type="sbd", from_code=None)
    (tmp_path / ".cache").mkdir()
    (tmp_path / "README.md").write_text("text")
    folders = [tmp_path, tmp_path / "missing", tmp_path / "README.md", tmp_path]
    found = packages.discover(folders, starter=False)
    assert (found.packages, found.problems) == ((), ())


@pytest.mark.parametrize(
    ("existing", "best"),
    [
        (["1.9", "1.10", "1.5"], "1.10"),
        (["odd one", "1.0"], "1.0"),
        (["", "0.1"], "0.1"),
        (["2.0rc1", "1.9"], "2.0rc1"),
    ],
)
def test_the_newest_version_is_chosen(tmp_path: Path, existing: list[str], best: str) -> None:
    for number, name in enumerate(existing):
        folder(tmp_path, f"p{number}", package_version=name)
    found = packages.discover([tmp_path], starter=False)
    assert packages.choose(found, "en", "ru-RU").version == best
    assert packages.choose(found, "en", "ru", existing[0]).version == existing[0]
    with pytest.raises(PackageError, match=r"of version 7\.7; there are: "):
        packages.choose(found, "en", "ru", "7.7")


def test_installed_comes_before_the_embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "starter_folder", lambda: tmp_path / "starter")
    archive(tmp_path / "starter", "s", package_version="9.0")
    archive(tmp_path / "starter", "k", to_code="ky")
    folder(tmp_path / "installed", "i", package_version="1.0")
    found = packages.discover([tmp_path / "installed"])
    assert packages.choose(found, "en", "ru").kind == "installed"
    assert packages.choose(found, "en", "ky").kind == "starter"
    assert [package.kind for package in packages.discover([tmp_path / "installed"], starter=False).packages] == [
        "installed"
    ]


def test_routes(tmp_path: Path) -> None:
    for number, (source, target) in enumerate([("en", "ru"), ("ru", "en"), ("en", "zh"), ("ky", "en"), ("de", "fr")]):
        folder(tmp_path, f"p{number}", from_code=source, to_code=target)
    found = packages.discover([tmp_path], starter=False)

    def way(source: str, target: str) -> list[tuple[str, str]]:
        return [package.direction for package in packages.route(found, source, target)]

    assert way("en", "ru") == [("en", "ru")]
    assert way("ru", "zh-Hans") == [("ru", "en"), ("en", "zh")]
    assert way("ky", "ru") == [("ky", "en"), ("en", "ru")]
    with pytest.raises(PackageError, match=r"no package translates ru→ky \(there are: de→fr, en→ru") as caught:
        way("ru", "ky")
    assert "toolkit packages install ru-ky" in str(caught.value)
    assert f"translate-ru_ky.argosmodel into {tmp_path}" in str(caught.value)
    with pytest.raises(UsageError, match="both ru"):
        way("ru", "ru_RU")


def test_a_damaged_package_is_named_where_it_is_missed(tmp_path: Path) -> None:
    (tmp_path / "translate-en_ru-1_9").mkdir()
    with pytest.raises(PackageError, match=r"there are: none.*passed over: .*translate-en_ru-1_9: no metadata"):
        packages.choose(packages.discover([tmp_path], starter=False), "en", "ru")


def test_every_embedded_package_is_sound() -> None:
    found = packages.discover([])
    assert found.problems == ()
    assert all(package.kind == "starter" and package.source == "en" for package in found.packages)
    assert len(found.packages) == len(list(packages.starter_folder().glob("*.argosmodel")))


MEASURED = {
    "floor": {"strings": 0.2, "prose": 1, "verse": 0.5},
    "scores": [{"text": "news", "rows": 27, "chrf": 14.4, "gloss": 40.7}, {"text": "strings", "rows": 9, "chrf": 57}],
}


def test_what_was_measured_of_a_package_is_read_from_folder_and_archive(tmp_path: Path) -> None:
    folder(tmp_path / "a", "one", toolkit=MEASURED)
    archive(tmp_path / "b", "two", toolkit=MEASURED)
    folder(tmp_path / "c", "three")
    for place in ("a", "b"):
        (package,) = packages.discover([tmp_path / place], starter=False).packages
        assert [package.floor(kind) for kind in ("strings", "prose", "poems")] == [0.2, 1.0, None]
        assert [(score.text, score.chrf, score.gloss) for score in package.scores] == [
            ("news", 14.4, 40.7),
            ("strings", 57.0, None),
        ]
    (bare,) = packages.discover([tmp_path / "c"], starter=False).packages
    assert (bare.floor("prose"), bare.scores) == (None, ())


@pytest.mark.parametrize(
    ("measured", "complaint"),
    [
        ([], "must be a table"),
        ({"floor": [1]}, "toolkit.floor must be a table"),
        ({"floor": {"prose": "high"}}, "floor of prose must be a number from 0 to 1"),
        ({"floor": {"prose": True}}, "number from 0 to 1"),
        ({"floor": {"prose": 1.2}}, "number from 0 to 1"),
        ({"scores": {}}, "toolkit.scores must be a list"),
        ({"scores": [{"text": "news"}]}, "a score needs"),
        ({"scores": ["news"]}, "a score needs"),
    ],
)
def test_a_package_that_was_measured_in_no_known_way_is_a_problem(
    tmp_path: Path, measured: object, complaint: str
) -> None:
    folder(tmp_path, "one", toolkit=measured)
    found = packages.discover([tmp_path], starter=False)
    assert not found.packages
    assert complaint in found.problems[0]


def test_the_floor_of_a_route_is_the_highest_of_its_packages(tmp_path: Path) -> None:
    folder(tmp_path, "one", from_code="ru", to_code="en", toolkit={"floor": {"prose": 0.4}})
    folder(tmp_path, "two", to_code="zh", toolkit={"floor": {"prose": 0.7, "strings": 0.1}})
    found = packages.discover([tmp_path], starter=False)
    engine = argos.ArgosEngine(packages.route(found, "ru", "zh"))
    assert [engine.floor(kind) for kind in ("prose", "strings", "poems")] == [0.7, 0.1, None]
