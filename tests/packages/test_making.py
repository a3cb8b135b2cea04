"""`packages make`: models as people share them become packages that the toolkit and argostranslate translate with."""

import io
import json
import os
import shutil
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Toolkit
from toolkit.engines.argos import ArgosEngine
from toolkit.errors import PackageError, UnknownName, UsageError
from toolkit.packages.details import details
from toolkit.packages.making import Made, Order, make
from toolkit.packages.prefixes import prefixes
from toolkit.packages.verification import problems
from toolkit.units import flatten

from . import models

EN_RU = Order("en", "ru")
SENTENCE, ANSWER = "the cat sees the big house", "этот кот видит этот большой дом"
ARGOS = """
    import json, sys, types, unittest.mock, zipfile
    for name in ("stanza", "spacy", "minisbd"):  # splitters of sentences, which nobody needs here
        sys.modules[name] = unittest.mock.MagicMock()
    from argostranslate import package, settings, translate
    import ctranslate2
    zipfile.ZipFile(sys.argv[1]).extractall(path=settings.package_data_dir)  # all that install_from_path does
    (found,) = package.get_installed_packages()
    model = ctranslate2.Translator(str(found.package_path / "model"))
    splitter = types.SimpleNamespace(split_sentences=lambda text: [text])
    (best,) = translate.apply_packaged_translation(found, sys.argv[2], model, splitter, 1)
    print(json.dumps([found.from_code, found.to_code, best.value.strip()]))
"""
LAYOUTS = {
    "opus": lambda folder: models.opus(folder),
    "opus-many": lambda folder: models.opus(folder, prefixes=[">>kir_Cyrl<<", ">>rus<<", ">>kaz_Cyrl<<"]),
    "marian-plain-vocabulary": lambda folder: models.opus(folder, vocabulary="vocab", licence=""),
    "opennmt": lambda folder: models.ctranslate2(folder, "sentencepiece.model"),
    "nllb": lambda folder: models.ctranslate2(
        folder, "sentencepiece.bpe.model", codes=["eng_Latn", "rus_Cyrl", "kir_Cyrl"], prefixed=True
    ),
    "madlad": lambda folder: models.ctranslate2(
        folder, "spiece.model", codes=["<2ru>", "<2ky>", "<2kk>"], tail=["tokenizer_config.json"]
    ),
}


def argos_says(archive: Path, folder: Path, text: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(ARGOS), archive, text],
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "ARGOS_PACKAGES_DIR": str(folder / "argos")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said: list[str] = json.loads(done.stdout.splitlines()[-1])
    return said


@pytest.fixture(scope="session", params=LAYOUTS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Made]:
    folder = tmp_path_factory.mktemp(request.param)
    LAYOUTS[request.param](folder / "download")
    before = {path.name: path.read_bytes() for path in (folder / "download").iterdir()}
    result = make(folder / "download", EN_RU, folder)
    assert {path.name: path.read_bytes() for path in (folder / "download").iterdir()} == before
    assert [path.name for path in folder.iterdir() if path.name != "download"] == ["translate-en_ru-1_0.argosmodel"]
    return request.param, result


def test_every_layout_translates_word_for_word(made: tuple[str, Made]) -> None:
    layout, one = made
    assert problems(one.package) == []
    (draft,) = ArgosEngine([one.package]).translate([(SENTENCE,)], "en", "ru")
    words = flatten(draft.target).split()
    wanted = ANSWER.split()
    read = {"madlad": ["<2ru>"], "nllb": ["eng_Latn"]}.get(layout, [])  # the toy repeats what it reads first
    assert [word for word in words if word not in read] == wanted
    assert dict(one.probes)[SENTENCE].split()[-len(wanted) :] == wanted


def test_argostranslate_translates_with_it_too(made: tuple[str, Made], tmp_path: Path) -> None:
    _, one = made
    source, target, text = argos_says(one.package.path, tmp_path, SENTENCE)
    assert (source, target) == ("en", "ru")
    assert text.endswith(ANSWER)


def test_the_card_says_what_it_is_made_of_and_the_licence_comes_along(made: tuple[str, Made]) -> None:
    layout, one = made
    more = details(one.package)
    assert more.readme.startswith("# English → Russian")
    assert one.package.fingerprint() in more.readme
    assert SENTENCE in more.readme
    if layout in ("opus", "opus-many"):
        assert more.licences["LICENSE"].startswith("Creative Commons Attribution 4.0")
        assert "transformer-align" in more.readme
    else:
        assert "ask before you pass it on" in more.readme


def test_models_of_many_languages_are_told_which(made: tuple[str, Made]) -> None:
    layout, one = made
    told = (one.prefixes.source, one.prefixes.target, one.package.target_prefix)
    wanted = {
        "opus-many": (">>rus<<", "", ""),
        "nllb": ("eng_Latn", "rus_Cyrl", "rus_Cyrl"),
        "madlad": ("<2ru>", "", ""),
    }
    assert told == wanted.get(layout, ("", "", ""))


def test_the_same_model_makes_the_same_bytes(tmp_path: Path) -> None:
    folder = models.opus(tmp_path / "download")
    first = make(folder, EN_RU, tmp_path / "a.argosmodel").package.path.read_bytes()
    assert make(folder, EN_RU, tmp_path / "b.argosmodel").package.path.read_bytes() == first
    with pytest.raises(PackageError, match="such a file already"):
        make(folder, EN_RU, tmp_path / "a.argosmodel")


@pytest.mark.parametrize(
    ("tokens", "target", "given", "read", "wanted"),
    [
        ([">>kir_Cyrl<<", ">>kaz_Cyrl<<"], "ky", "", "", (">>kir_Cyrl<<", "")),
        ([">>cmn_Hans<<", ">>cmn_Hant<<", ">>rus<<"], "zh", "", "", (">>cmn_Hans<<", "")),
        ([">>cmn_Hans<<", ">>cmn_Hant<<", ">>rus<<"], "zh-Hant", "", "", (">>cmn_Hant<<", "")),
        (["<2ky>", "<2ru>"], "ky", "", "", ("<2ky>", "")),
        (["eng_Latn", "kir_Cyrl", "rus_Cyrl"], "ky", "", "", ("eng_Latn", "kir_Cyrl")),
        (["__en__", "__ky__", "__ru__"], "ru", "", "", ("__en__", "__ru__")),
        (["en_XX", "ru_RU", "zh_CN"], "zh", "", "", ("en_XX", "zh_CN")),
        (["▁a", "b_c", "kir_Cyrl"], "ky", "", "", ("", "")),
        ([">>kir_Cyrl<<", ">>kir_Latn<<"], "ky", ">>kir_Latn<<", "", (">>kir_Latn<<", "")),
        (["en", "<own>"], "ky", "<own>", "", ("<own>", "")),
    ],
)
def test_the_token_of_a_language(
    tokens: list[str], target: str, given: str, read: str, wanted: tuple[str, str]
) -> None:
    from toolkit.languages import code_of

    found = prefixes(tokens, "en", code_of(target), given, read)
    assert (found.source, found.target) == wanted


def test_a_token_that_is_not_there_or_could_be_two_is_asked_for() -> None:
    with pytest.raises(PackageError, match="no token '>>kir<<'; it has >>kir_Cyrl<<"):
        prefixes([">>kir_Cyrl<<", ">>kaz_Cyrl<<"], "en", "ky", ">>kir<<")
    with pytest.raises(PackageError, match="no token that is surely ky; name one by --prefix: >>kaz_Cyrl<<, >>uzb<<"):
        prefixes([">>uzb<<", ">>kaz_Cyrl<<"], "en", "ky")
    with pytest.raises(PackageError, match="several tokens for zh"):
        prefixes([">>cmn<<", ">>zho<<"], "en", "zh")


def _link(folder: Path) -> None:
    (folder / "source.spm").rename(folder.parent / "elsewhere")
    (folder / "source.spm").symlink_to(folder.parent / "elsewhere")


def _bomb(folder: Path) -> None:
    with zipfile.ZipFile(folder / "model.npz", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("encoder_Wemb.npy", bytes(80 << 20))


def _claims(folder: Path) -> None:
    import numpy as np

    with zipfile.ZipFile(folder / "model.npz", "w") as file, file.open("a.npy", "w") as member:
        np.lib.format.write_array_header_1_0(
            member, {"descr": "<f4", "fortran_order": False, "shape": (1 << 20, 1 << 20)}
        )


def _old(folder: Path) -> None:
    import numpy as np

    made = io.BytesIO()
    np.save(made, np.zeros(3, np.float32))
    with zipfile.ZipFile(folder / "model.npz", "w") as file:
        file.writestr("a.npy", made.getvalue().replace(b"(3,), }  ", b"(3L,), } "))


def _pickle(folder: Path) -> None:
    import numpy as np

    np.savez(folder / "model.npz", a=np.array([print], dtype=object))


def _hugging(folder: Path) -> None:
    (folder / "model.npz").rename(folder / "pytorch_model.bin")


def _away(*names: str) -> "object":
    def change(folder: Path) -> None:
        for name in names:
            (folder / name).unlink()

    return change


def _written(name: str, text: str) -> "object":
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


HOSTILE = {
    "link": (_link, "a link, which may lead anywhere"),
    "bomb": (_bomb, "bomb"),
    "claims": (_claims, "not the numbers that it claims"),
    "Python 2": (_old, "created on Python 2"),
    "pickle": (_pickle, "not the numbers that it claims"),
    "pytorch": (_hugging, "a PyTorch model, which is not read here; take the Marian download"),
    "out of the folder": (_written("decoder.yml", "models:\n  - ../../etc/passwd\n"), "does not lie in the folder"),
    "no tokenizer": (_away("source.spm", "target.spm"), "no tokenizer of sentencepiece"),
    "no vocabulary": (_away("opus.spm.vocab.yml", "decoder.yml"), "no vocabulary"),
    "garbage vocabulary": (_written("opus.spm.vocab.yml", "a: b: c\n"), "cannot convert"),
    "garbage tokenizer": (_written("source.spm", "garbage"), "no tokenizer of sentencepiece"),
    "garbage model": (_written("model.npz", "garbage"), "no model of Marian"),
    "huge card": (_written("README.md", "x" * (5 << 20)), "are honest"),
}


@pytest.fixture(scope="session")
def download(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return models.opus(tmp_path_factory.mktemp("hostile") / "download")


@pytest.mark.parametrize("case", HOSTILE)
def test_what_no_download_holds_is_refused_and_nothing_is_written(case: str, download: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(download, tmp_path / "download")
    change, message = HOSTILE[case]
    change(folder)  # type: ignore[operator]
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(PackageError, match=message):
        make(folder, EN_RU, out)
    assert list(out.iterdir()) == []


def test_the_tokenizer_of_another_model_and_a_label_the_wrong_way_round(download: Path, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="wrong way round"):
        make(download, Order("en", "zh"), tmp_path)
    folder = shutil.copytree(download, tmp_path / "download")
    (tmp_path / "w").mkdir()
    (folder / "source.spm").write_bytes(models.tokenizer(tmp_path / "w", ["quite", "other", "words", "than", "those"]))
    with pytest.raises(PackageError, match="belongs to another model"):
        make(folder, EN_RU, tmp_path)


def test_orders_that_make_no_sense(download: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two languages"):
        make(download, Order("en", "en-US"), tmp_path)
    with pytest.raises(UnknownName):
        make(download, Order("en", "xx-yy"), tmp_path)
    with pytest.raises(UsageError, match=r"ends in \.argosmodel"):
        make(download, EN_RU, tmp_path / "x.zip")
    with pytest.raises(PackageError, match="no such folder"):
        make(tmp_path / "missing", EN_RU, tmp_path)


def test_from_the_command_line_to_a_draft(download: Path, tmp_path: Path, command_line: Toolkit) -> None:
    done = command_line(tmp_path, "packages", "make", download, "--from", "en", "--to", "ru")
    assert done.returncode == 0, done.stderr
    assert f"{SENTENCE} → {ANSWER}" in done.stdout
    assert "licence: Creative Commons Attribution 4.0 International" in done.stdout
    name = "translate-en_ru-1_0.argosmodel"
    told = command_line(tmp_path, "packages", "install", name)
    assert told.returncode == 0, told.stderr
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.txt").write_text("open the big house\n", encoding="utf-8")
    run = command_line(tmp_path, "run", "source/a.txt", "--to", "ru")
    assert run.returncode == 0, run.stderr
    assert "открыть этот большой дом" in (tmp_path / "locales/ru/LC_MESSAGES/a.po").read_text(encoding="utf-8")
