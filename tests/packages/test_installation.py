"""Installing, replacing and removing: whole or not at all, whatever happens, and argostranslate sees the same."""

import json
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from toolkit import packages
from toolkit.errors import DownloadError, PackageError, UnknownName
from toolkit.languages import language
from toolkit.packages import installation, orders, workplace
from toolkit.packages.details import details
from toolkit.packages.installation import Options, install_file
from toolkit.packages.verification import problems

from . import mirror as servers
from .actions import Quiet, argos_sees, install, litter, there, told
from .conftest import Pack
from .mirror import Mirror


def test_from_the_index(mirror: Mirror, tmp_path: Path, pack: Pack) -> None:
    folder = tmp_path / "packages"
    mirror.offer({name: pack(name) for name in ("en-ky-1.4", "en-ky-1.0", "ru-en-1.9", "en-zt-1.9")})
    assert install(mirror, folder, "ky") == ["installed en-ky 1.4"]
    assert install(mirror, folder, "ky", "en-ky==1.4") == ["present en-ky 1.4"] * 2
    assert install(mirror, folder, "en-ky==1.4", again=True) == ["installed en-ky 1.4"]
    assert install(mirror, folder, "ky", "zh-Hant", source="ru") == [
        "installed ru-en 1.9", "present en-ky 1.4", "installed en-zt 1.9",
    ]  # fmt: skip
    assert there(folder) == ["en-ky 1.4", "en-zt 1.9", "ru-en 1.9"]
    assert litter(folder) == []
    assert {path.name for path in folder.iterdir() if path.is_dir()} == {
        "translate-en_ky-1_4", "translate-en_zt-1_9", "translate-ru_en-1_9",
    }  # fmt: skip
    for package in packages.discover([folder], starter=False).packages:
        found = problems(package)
        if package.direction == ("ru", "en"):  # the model of another direction, and verify says so
            (problem,) = found
            assert "labelled the wrong way round" in problem
        else:
            assert found == []
    with pytest.raises(UnknownName, match="known: en-ky, en-zt, ru-en"):
        install(mirror, folder, "en-zt", "xx")


def test_the_older_goes_the_newer_stays(mirror: Mirror, tmp_path: Path, pack: Pack) -> None:
    folder = tmp_path / "packages"
    mirror.offer({name: pack(name) for name in ("en-ky-1.0", "en-ky-1.4", "en-ky-1.10")})
    assert install(mirror, folder, "en-ky==1.0") == ["installed en-ky 1.0"]
    assert install(mirror, folder, "en-ky==1.4") == ["installed en-ky 1.4 instead of 1.0"]
    assert install(mirror, folder, "en-ky==1.0") == ["installed en-ky 1.0 below 1.4"]
    assert install(mirror, folder, "ky", keep=True) == ["installed en-ky 1.10"]
    assert there(folder) == ["en-ky 1.10", "en-ky 1.4", "en-ky 1.0"]
    (tmp_path / "packages" / "translate-en_ky-1_10").rename(folder / "mine")
    assert install(mirror, folder, "ky") == ["present en-ky 1.10"]
    assert install(mirror, folder, "ky", again=True) == [
        "installed en-ky 1.10 instead of 1.4 instead of 1.0 instead of 1.10"
    ]
    assert there(folder) == ["en-ky 1.10"]
    assert install(mirror, folder, "ky==1.10.0") == ["present en-ky 1.10"]


def test_files_and_folders_need_no_network(archive: Path, tmp_path: Path, pack: Pack) -> None:
    folder = tmp_path / "packages"
    (tmp_path / "translate-en_ru-1_9.argosmodel").write_bytes(pack("en-ru-1.9"))
    (tmp_path / "renamed.argosmodel").write_bytes(pack("en-ru-1.0"))

    def refuse() -> Sequence[object]:
        raise AssertionError("the index was read")

    def do(*names: str) -> list[str]:
        outcomes = orders.install(names, folder, source="en", index=refuse, transfer=Quiet, options=Options())  # type: ignore[arg-type]
        return [told(outcome) for outcome in outcomes]

    def take(*names: str) -> list[str]:
        return [told(o) for o in orders.install_from(tmp_path, names, folder, source="en", options=Options())]

    assert do(str(archive)) == ["installed en-ky 1.0"]
    assert archive.is_file()
    assert take("ru==1.0") == ["installed en-ru 1.0"]
    assert sorted(take()) == ["installed en-ru 1.9 instead of 1.0", "present en-ky 1.0"]
    with pytest.raises(UnknownName, match="known: en-ky, en-ru"):
        take("de")
    (tmp_path / "bad.argosmodel").write_bytes(b"PK")
    with pytest.raises(PackageError, match=r"bad\.argosmodel: damaged"):
        take()
    assert take("ky") == ["present en-ky 1.0"]
    for place in (tmp_path / "packages", tmp_path / "missing"):
        with pytest.raises(PackageError, match=r"no \.argosmodel file in this folder|there is no such folder"):
            list(orders.install_from(place, (), folder, source="en", options=Options()))
    with pytest.raises(PackageError, match="there is no such file"):
        do("missing.argosmodel")


NOT_WORTH: dict[str, tuple[dict[str, bytes | None], str]] = {
    "no metadata": ({"metadata.json": None}, "not an Argos package"),
    "no JSON": ({"metadata.json": b"{"}, "not valid JSON"),
    "no code": ({"metadata.json": b'{"from_code": "en"}'}, "does not say to_code"),
    "a code that is a path": (
        {"metadata.json": b'{"from_code": "en", "to_code": "../../ky"}'},
        "not two language codes",
    ),
    "a version that is a path": (
        {"metadata.json": b'{"from_code": "en", "to_code": "ky", "package_version": "1/../../x"}'},
        "not the version of a package",
    ),
    "a sentence splitter": ({"metadata.json": b'{"type": "sbd"}'}, "holds no translation model"),
    "no model": ({"model__model.bin": None}, "no model/model.bin"),
    "no tokenizer": ({"sentencepiece.model": None}, "no tokenizer"),
    "no vocabulary": ({"model__target_vocabulary.json": None}, "the model is damaged"),
    "a damaged model": ({"model__model.bin": b"weights"}, "the model is damaged"),
    "a damaged tokenizer": ({"sentencepiece.model": b"pieces"}, "the tokenizer is damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "message"), NOT_WORTH.values(), ids=NOT_WORTH)
def test_what_cannot_be_drafted_with_is_not_installed(
    tmp_path: Path, pack: Pack, change: dict[str, bytes | None], message: str
) -> None:
    folder = tmp_path / "packages"
    good, bad = tmp_path / "good.argosmodel", tmp_path / "bad.argosmodel"
    good.write_bytes(pack())
    bad.write_bytes(pack(**change))
    install_file(good, folder, Options())
    with pytest.raises(PackageError) as caught:
        install_file(bad, folder, Options(again=True))
    assert message in str(caught.value)
    assert str(bad) in str(caught.value) or "metadata" in message or "not t" in message
    assert there(folder) == ["en-ky 1.0"]
    assert litter(folder) == []


def test_another_package_than_the_index_says(mirror: Mirror, tmp_path: Path, pack: Pack) -> None:
    mirror.offer({"en-ky-1.0": pack("en-ru-1.0"), "en-ru-1.0": pack("en-ru-1.1")})
    with pytest.raises(
        PackageError, match=r"/v1/translate-en_ky-1_0\.argosmodel: this is translate-en_ru 1\.0, not en→ky"
    ):
        install(mirror, tmp_path / "packages", "ky")
    assert install(mirror, tmp_path / "packages", "ru") == ["installed en-ru 1.1"]


def test_a_broken_download_goes_on_in_the_next_run(mirror: Mirror, tmp_path: Path, pack: Pack) -> None:
    folder, path = tmp_path / "packages", "/v1/translate-en_ky-1_0.argosmodel"
    mirror.offer({"en-ky-1.0": pack(), "en-ru-1.0": pack("en-ru-1.0")})
    mirror.faults[path] = [servers.truncate(4_000_000), *[servers.answers(404)] * 9]
    with pytest.raises(DownloadError):
        install(mirror, folder, "ky")
    assert there(folder) == []
    assert install(mirror, folder, "ru") == ["installed en-ru 1.0"]
    mirror.faults.clear()
    assert install(mirror, folder, "ky") == ["installed en-ky 1.0"]
    assert mirror.ranges(path)[-1] == "bytes=4000000-"
    assert litter(folder) == []


@pytest.mark.parametrize("validator", [True, False])
def test_pieces_that_do_not_belong_together(mirror: Mirror, tmp_path: Path, pack: Pack, validator: bool) -> None:
    """Without a validator two halves of different files may meet; the checksums say so, and it is fetched anew."""
    folder, path = tmp_path / "packages", "/v1/translate-en_ky-1_0.argosmodel"
    first, second = pack(LICENSE=b"a" * 99), pack(LICENSE=b"b" * 99)
    assert len(first) == len(second)
    mirror.offer({"en-ky-1.0": first})
    stop = servers.truncate if validator else servers.without_validator
    mirror.faults[path] = [stop(len(first) - 300), *[servers.answers(404)] * 9]
    with pytest.raises(DownloadError):
        install(mirror, folder, "ky")
    mirror.files[path] = second
    mirror.faults.clear()
    assert install(mirror, folder, "ky") == ["installed en-ky 1.0"]
    assert (folder / "translate-en_ky-1_0" / "LICENSE").read_bytes() == b"b" * 99
    asked = mirror.ranges(path)
    assert asked[-1 if validator else -2] == f"bytes={len(first) - 300}-"
    assert litter(folder) == []


def test_argostranslate_sees_what_we_install_and_we_what_it_installs(tmp_path: Path, pack: Pack) -> None:
    folder = tmp_path / "packages"
    ours, theirs = tmp_path / "ours.argosmodel", tmp_path / "theirs.argosmodel"
    ours.write_bytes(pack("en-zt-1.9", stanza__resources__json=b"{}", minisbd__en__onnx=b"x"))
    theirs.write_bytes(pack("en-ky-1.4"))
    install_file(ours, folder, Options())
    assert argos_sees(folder, theirs) == [["en", "ky", "1.4", "translate"], ["en", "zt", "1.9", "translate"]]
    assert there(folder) == ["en-ky 1.4", "en-zt 1.9"]
    assert problems(packages.discover([folder], starter=False).packages[0]) == []
    theirs.write_bytes(pack("en-ky-1.5"))
    assert told(install_file(theirs, folder, Options())) == "installed en-ky 1.5 instead of 1.4"
    installation.remove([folder / "translate-en_zt-1_9"])
    assert argos_sees(folder) == [["en", "ky", "1.5", "translate"]]


def test_removing(archive: Path, tmp_path: Path, pack: Pack) -> None:
    folder = tmp_path / "packages"
    install_file(archive, folder, Options())
    for version in ("en-ky-1.1", "en-ky-1.2"):
        archive.write_bytes(pack(version))
        install_file(archive, folder, Options(keep=True))
    (folder / "translate-en_xx-1_0").mkdir()
    shutil.copytree(folder / "translate-en_ky-1_0", tmp_path / "elsewhere")
    (folder / "linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    def remove(name: str) -> list[str]:
        paths = installation.removable(name, packages.discover([folder]), "en")
        installation.remove(paths)
        return sorted(path.name for path in paths)

    assert remove("linked") == ["linked"]
    assert (tmp_path / "elsewhere" / "metadata.json").is_file()
    assert remove("translate-en_xx-1_0") == ["translate-en_xx-1_0"]
    assert remove("en-ky==1.1") == ["translate-en_ky-1_1"]
    with pytest.raises(PackageError, match=r"no en→ky of version 1\.1; there are: 1\.0, 1\.2"):
        remove("en-ky==1.1")
    assert remove("ky") == ["translate-en_ky-1_0", "translate-en_ky-1_2"]
    with pytest.raises(PackageError, match="ky is embedded in the toolkit and stays"):
        remove("ky")
    for name in ("xx", "..", ".", "../elsewhere", workplace.LOCK):
        with pytest.raises(UnknownName):
            remove(name)
    assert litter(folder) == []


def test_a_note_tells_what_changed(archive: Path, tmp_path: Path) -> None:
    package = install_file(archive, tmp_path / "packages", Options()).package
    assert problems(package) == []
    (package.path / "README.md").write_text("changed", encoding="utf-8")
    (package.path / "model" / "target_vocabulary.json").unlink()
    assert [problem.split(": ", 1) for problem in problems(package)] == [
        [str(package.path / "README.md"), "the file has changed since it was installed; install the package again"],
        [str(package.path / "model" / "target_vocabulary.json"), "the file is missing; install the package again"],
    ]


def test_an_archive_that_lies_among_the_packages_is_verified_too(archive: Path) -> None:
    package = packages.open_package(archive)
    assert package is not None
    assert problems(package) == []
    with zipfile.ZipFile(archive) as opened:
        at = opened.getinfo("translate-en_ky-1_0/README.md").header_offset + 200
    data = bytearray(archive.read_bytes())
    data[at] ^= 1
    archive.write_bytes(data)
    (problem,) = problems(package)
    assert "README.md' in the archive is damaged" in problem


def as_lines(data: bytes) -> bytes:
    return "".join(f"{token}\n" for token in json.loads(data)).encode()


FORMS = ["vocabularies of lines", "byte pairs", "a byte order mark", "numbers for texts", "a bundled splitter", "1.0"]


@pytest.mark.parametrize("form", FORMS)
def test_packages_of_every_age(tmp_path: Path, pack: Pack, form: str) -> None:
    """What Argos packages from 1.0 to 1.9 look like; the models are the same in all of them."""
    with zipfile.ZipFile(next(packages.starter_folder().glob("translate-en_ky-*"))) as opened:
        names = {name.partition("/")[2]: opened.read(name) for name in opened.namelist()}
    described = {"package_version": "1.0", "from_code": "en", "to_code": "pb"}
    changes: dict[str, bytes | None] = {"metadata.json": json.dumps(described).encode()}
    if form == "vocabularies of lines":
        for side in ("source", "target"):
            changes[f"model__{side}_vocabulary.json"] = None
            changes[f"model__{side}_vocabulary.txt"] = as_lines(names[f"model/{side}_vocabulary.json"])
    elif form == "byte pairs":
        changes.update({"sentencepiece.model": None, "bpe.model": b"#version: 0.2\nt h\nth e</w>\n"})
    elif form == "a byte order mark":
        changes["metadata.json"] = b"\xef\xbb\xbf" + json.dumps(described).encode()
    elif form == "numbers for texts":
        changes["metadata.json"] = json.dumps({**described, "package_version": 1.0, "argos_version": 1.5}).encode()
    elif form == "a bundled splitter":
        changes.update({"stanza__metadata.json": b"{}", "stanza__en__tokenize__ewt.pt": b"x", "minisbd__en.onnx": b"x"})
    archive = tmp_path / "old.argosmodel"
    archive.write_bytes(pack(**changes))
    installed = install_file(archive, tmp_path / "packages", Options()).package
    assert (installed.target, language(installed.target).tag, installed.version) == ("pb", "pt-BR", "1.0")
    assert installed.path.name == "translate-en_pb-1_0"
    assert installed.tokenizer == ("bpe" if form == "byte pairs" else "sentencepiece")
    assert problems(installed) == []
    more = details(installed)
    assert more.unused == (("stanza", "minisbd") if form == "a bundled splitter" else ())
    assert more.origin == "old.argosmodel"
    if form == "byte pairs":
        (installed.path / "bpe.model").write_bytes(b"t h\nalone\n")
        assert any("has changed" in problem for problem in problems(installed))
        (installed.path / "toolkit.json").unlink()
        assert any("line 2 of bpe.model is not a pair of units" in problem for problem in problems(installed))


@pytest.mark.parametrize(("field", "code"), [("to_code", "klingonese"), ("from_code", "xx")])
def test_a_code_that_is_no_language_is_told(tmp_path: Path, pack: Pack, field: str, code: str) -> None:
    described = {"package_version": "1.0", "from_code": "en", "to_code": "ky", field: code}
    path = tmp_path / "odd.argosmodel"
    path.write_bytes(pack(**{"metadata.json": json.dumps(described).encode()}))
    package = packages.open_package(path)
    assert package is not None
    (problem,) = problems(package)
    assert f"'{code}' is no language that is known" in problem
