import hashlib
import itertools
import json
import math
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import ctranslate2
import pytest

from toolkit import engines
from toolkit.engines import argos
from toolkit.engines.hypothesis import Hypothesis
from toolkit.engines.model import Model
from toolkit.errors import EngineError, PackageError, ToolkitError, UnknownName, UsageError
from toolkit.packages import open_package
from toolkit.units import Code, Content, plain

from . import toy

OPEN, CLOSE = Code("1", "open", "<b>"), Code("2", "close", "</b>")
VERSION = version("ctranslate2")


def engine_in(*folders: Path, source: str = "en", target: str = "ru", **settings: object) -> engines.Engine:
    return engines.make("argos", source=source, target=target, folders=folders, starter=False, threads=1, **settings)


@pytest.fixture(scope="module")
def engine(en_ru: Path) -> engines.Engine:
    return engine_in(en_ru)


DRAFTS: list[tuple[Content, Content, tuple[str, ...]]] = [
    (plain("the cat sees the big house"), plain("этот кот видит этот большой дом"), ()),
    (plain("open the file."), plain("открыть этот файл."), ()),
    (plain("  open the file \n"), plain("  открыть этот файл \n"), ()),
    (plain("open the\nfile"), plain("открыть этот\nфайл"), ()),
    (plain("open the cat and %s sees the dog"), plain("открыть этот кот и %s видит этот пёс"), ()),
    (plain("save the file {file_name} and the house"), plain("сохранить этот файл {file_name} и этот дом"), ()),
    (plain("open the file_house"), plain("открыть этот file_house"), ()),
    ((OPEN, "open the file", CLOSE), (OPEN, "открыть этот файл", CLOSE), ()),
    (plain("the man reads. the cat goes home."), plain("этот человек читает. этот кот идёт домой."), ()),
    (plain(""), (), ("copied",)),
    (plain(" \n\t"), plain(" \n\t"), ("copied",)),
    (plain("12,5 % – 2024!"), plain("12,5 % – 2024!"), ("copied",)),
    (plain("https://example.org/the/cat"), plain("https://example.org/the/cat"), ("copied",)),
    ((OPEN, "7", CLOSE), (OPEN, "7", CLOSE), ("copied",)),
]


@pytest.mark.parametrize(("source", "target", "flags"), DRAFTS)
def test_draft(engine: engines.Engine, source: Content, target: Content, flags: tuple[str, ...]) -> None:
    (draft,) = engine.translate([source], "en", "ru")
    assert (draft.target, draft.flags) == (target, flags)
    assert draft.signature == engine.signature
    # Off the toy model's certainty only by what int8 costs; copied texts are certain.
    assert draft.score == 1.0 if flags else 0.95 < draft.score < 1.0


def test_batch_keeps_order_repeats_and_language_tags(engine: engines.Engine) -> None:
    drafts = engine.translate([row[0] for row in DRAFTS] * 2, "en", "ru-RU")
    assert [draft.target for draft in drafts] == [row[1] for row in DRAFTS] * 2


def test_equal_texts_reach_the_model_once(en_ru: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    draft = Model.draft

    def note(self: Model, texts: list[str], **more: bool) -> object:
        seen.extend(texts)
        return draft(self, texts, **more)

    monkeypatch.setattr(Model, "draft", note)
    batch = [plain("the cat"), plain("the dog"), plain("the cat"), plain(" the cat"), plain("42")]
    engine_in(en_ru).translate(batch, "en", "ru")
    assert sorted(seen) == ["the cat", "the dog"]


def test_progress_counts_every_text(en_ru: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argos, "WINDOW_TOKENS", 8)
    batch = [plain(f"the {word} sees the big house") for word in toy.WORDS] + [plain("the cat")] * 3
    told: list[int] = []
    engine_in(en_ru).translate(batch, "en", "ru", told.append)
    assert told == sorted(set(told))
    assert len(told) > 3
    assert told[-1] == len(batch)


def test_interrupt_passes_through(en_ru: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine_in(en_ru).translate([plain("the cat")], "en", "ru", stop)


def test_over_long_text_is_drafted_in_parts_and_whole(engine: engines.Engine) -> None:
    words = [f"the {english} sees, and" for english in toy.WORDS] * 8
    (draft,) = engine.translate([plain(" ".join(words))], "en", "ru")
    assert draft.flags == ("split",)
    assert draft.text == " ".join(f"этот {toy.WORDS[w.split()[1]]} видит, и" for w in words)


def test_pivot_through_english(ru_en: Path, tmp_path: Path, tokenizer: tuple[str, bytes]) -> None:
    exchanged = {**toy.WORDS, "cat": toy.WORDS["dog"], "dog": toy.WORDS["cat"]}
    toy.write_package(tmp_path, "translate-en_ky-1_4", tokenizer, words=exchanged, to_code="ky", package_version="1.4")
    pivot = engine_in(ru_en, tmp_path, source="ru", target="ky")
    first, second = (package.fingerprint() for package in pivot.packages)  # type: ignore[attr-defined]
    packages = f"translate-ru_en 1.0 ({first}) + translate-en_ky 1.4 ({second})"
    assert pivot.signature == f"argos {packages} through en, CTranslate2 {VERSION}, beam 4"
    batch = [plain("кот видит {0} и дом"), plain("открыть файл. пёс идёт домой"), plain("7")]
    drafts = pivot.translate(batch, "ru", "ky")
    assert [draft.text for draft in drafts] == ["пёс видит {0} и дом", "открыть файл. кот идёт домой", "7"]


def test_score_is_the_geometric_mean_of_the_token_probabilities(en_ru: Path) -> None:
    assert Hypothesis("x", -1.0, 2).score == pytest.approx(math.exp(-0.5))
    assert Hypothesis("x", 1.0, 2).score == 1.0
    package = open_package(next(en_ru.iterdir()))
    assert package is not None
    (output,) = Model(package, threads=1).draft(["the cat"])
    assert output.length == 3  # two pieces and the end
    judge = ctranslate2.Translator(str(package.path / "model"), compute_type="auto", intra_threads=1)
    (judged,) = judge.score_batch([["▁the", "▁cat"]], [["▁этот", "▁кот"]])
    assert len(judged.log_probs) == 3
    assert output.log_probability == pytest.approx(sum(judged.log_probs), rel=0.05)
    (draft,) = engine_in(en_ru).translate([plain("the cat")], "en", "ru")
    assert draft.score == pytest.approx(math.exp(sum(judged.log_probs) / 3), abs=1e-4)


def test_an_archive_is_read_in_place(en_ru: Path, tmp_path: Path) -> None:
    toy.pack(next(en_ru.iterdir()), tmp_path / "translate-en_ru.argosmodel")
    before = sorted(tmp_path.rglob("*"))
    batch = [row[0] for row in DRAFTS]
    assert engine_in(tmp_path).translate(batch, "en", "ru") == engine_in(en_ru).translate(batch, "en", "ru")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("prefix", ["<ru>", "__ru__"])
def test_target_prefix_is_asked_for_and_taken_off(tmp_path: Path, tokenizer: tuple[str, bytes], prefix: str) -> None:
    target = [*toy.SPECIALS, prefix, *toy.pieces_of(tokenizer[1])[3:]]
    toy.write_package(
        tmp_path, "p", tokenizer, source=toy.pieces_of(tokenizer[1]), target=target, prefixed=True, target_prefix=prefix
    )
    drafts = engine_in(tmp_path).translate([plain("the cat sees the dog"), plain("open the file")], "en", "ru")
    assert [draft.text for draft in drafts] == ["этот кот видит этот пёс", "открыть этот файл"]


def bpe_package(folder: Path) -> Path:
    merges = ["#version: 0.2", "o p", "op e", "ope n</w>", "f i", "fi l", "fil e</w>", "t h", "th e</w>"]
    words = ["open", "file", "the", ".", "открыть", "файл", "этот"]
    data = ("\n".join(merges) + "\n").encode()
    return toy.write_package(folder, "translate-en_ru-1_0", ("bpe.model", data), target=[*toy.SPECIALS, *words])


def test_bpe_package(tmp_path: Path) -> None:
    bpe_package(tmp_path)
    drafts = engine_in(tmp_path).translate([plain("open the file."), plain("open %d the file")], "en", "ru")
    assert [draft.text for draft in drafts] == ["открыть этот файл.", "открыть %d этот файл"]


def test_wild_output_is_decoded_again_and_flagged(en_ru: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.engines.model import Output

    tries: list[tuple[tuple[str, ...], bool]] = []

    def loop(self: Model, texts: list[str], *, careful: bool = False) -> list[Output]:
        tries.append((tuple(texts), careful))
        made = {
            "the cat": "кит " * 9 if careful else "кот " * 40,
            "the dog": "" if careful else "пёс " * 40,
            "home": "дом" if careful else "",
        }
        return [Output(made.get(text, ""), -1.0, 10, cut_off=False) for text in texts]

    monkeypatch.setattr(Model, "draft", loop)
    batch = [plain(text) for text in ("the cat", "the dog", "home", "a word")]
    drafts = engine_in(en_ru).translate(batch, "en", "ru")
    assert [careful for _, careful in tries] == [False, True]
    assert [(draft.text[:7], draft.flags) for draft in drafts] == [
        ("кит кит", ("degenerate",)),
        ("пёс пёс", ("degenerate",)),
        ("дом", ()),
        ("", ("empty",)),
    ]
    assert drafts[3].score == 0.0


def test_a_gpu_that_is_not_there(en_ru: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 0)
    with pytest.raises(EngineError, match="sees no GPU"):
        engine_in(en_ru, device="gpu").translate([plain("the cat")], "en", "ru")


def test_a_stream_reads_no_further_than_it_must(en_ru: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argos, "WINDOW_TEXTS", 4)
    monkeypatch.setattr(argos, "BLOCK_TEXTS", 8)
    monkeypatch.setattr(argos, "WINDOWS", 2)
    read: list[int] = []

    def texts() -> Iterator[Content]:
        for number in range(100):
            read.append(number)
            yield plain(f"the cat {number}")

    engine = engine_in(en_ru)
    stream = engine.stream(texts(), "en", "ru")
    first = next(stream)
    assert len(first) <= 4
    assert len(read) <= 16
    stream.close()  # type: ignore[attr-defined]
    assert engine.translate([plain("the dog")], "en", "ru")[0].text == "этот пёс", "it works again after a stop"


@pytest.mark.parametrize("number", [1, 31, 32, 900])
def test_windows_hold_every_text_once_grow_and_shrink(number: int) -> None:
    texts = [plain("word " * (1 + one % 23) + str(one)) for one in range(number)]
    windows = list(argos._windows(enumerate(texts)))
    assert sorted(one for window in windows for _, numbers in window for one in numbers) == list(range(number))
    sizes = [len(window) for window in windows]
    if number < argos.MANY_TEXTS:
        assert sizes == [number]
    else:
        assert sizes[0] == argos.FIRST_TEXTS
        assert all(later <= 2 * before for before, later in itertools.pairwise(sizes))
        assert max(sizes) <= argos.WINDOW_TEXTS
        assert sizes[-1] <= argos.LAST_TEXTS, "nothing is left to do beside the last ones"


def test_the_first_token_when_it_is_unknown(tmp_path: Path) -> None:
    """CTranslate2 itself copies the word of another text of the batch here."""
    bpe_package(tmp_path)
    batch = [plain(f"{name} the file") for name in ("zebra", "giraffe", "lion", "tiger", "horse", "mouse", "whale")]
    drafts = engine_in(tmp_path).translate(batch, "en", "ru")
    assert [engine_in(tmp_path).translate([one], "en", "ru")[0].text for one in batch] == [one.text for one in drafts]
    for source, draft in zip(batch, drafts, strict=True):
        assert source[0].split()[0][:1] in draft.text  # type: ignore[union-attr]


def test_signature(en_ru: Path) -> None:
    model = hashlib.sha256(next(en_ru.glob("*/model/model.bin")).read_bytes()).hexdigest()[:8]
    assert engine_in(en_ru).signature == f"argos translate-en_ru 1.0 ({model}), CTranslate2 {VERSION}, beam 4"
    assert (
        engine_in(en_ru, fast=True).signature == f"argos translate-en_ru 1.0 ({model}), CTranslate2 {VERSION}, beam 1"
    )
    starter = open_package(next(en_ru.iterdir()), "starter")
    assert starter is not None
    assert f"1.0 (starter {model})," in argos.ArgosEngine([starter]).signature


def test_other_direction_is_refused(engine: engines.Engine) -> None:
    with pytest.raises(UsageError, match="made for en→ru, not for en→ky"):
        engine.translate([plain("the cat")], "en", "ky")


def test_unknown_engine_and_setting() -> None:
    with pytest.raises(UnknownName, match="argos, gloss, pseudo"):
        engines.make("deep", source="en", target="ru")
    with pytest.raises(TypeError):
        engines.make("pseudo", source="en", target="ru", colour="red")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


DAMAGE: dict[str, Callable[[Path], object]] = {
    "truncated model": lambda folder: truncate(folder / "model" / "model.bin"),
    "empty model": lambda folder: (folder / "model" / "model.bin").write_bytes(b""),
    "model of garbage": lambda folder: (folder / "model" / "model.bin").write_bytes(b"\xff" * 5000),
    "broken config": lambda folder: (folder / "model" / "config.json").write_text("{"),
    "no vocabulary": lambda folder: (folder / "model" / "target_vocabulary.json").unlink(),
    "short vocabulary": lambda folder: (folder / "model" / "target_vocabulary.json").write_text('["<unk>"]'),
    "truncated tokenizer": lambda folder: truncate(folder / "sentencepiece.model"),
    "empty tokenizer": lambda folder: (folder / "sentencepiece.model").write_bytes(b""),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
def test_damage_is_one_sentence_with_the_way_out(en_ru: Path, tmp_path: Path, damage: str, packed: bool) -> None:
    folder = tmp_path / "one" / "translate-en_ru-1_0"
    shutil.copytree(next(en_ru.iterdir()), folder)
    DAMAGE[damage](folder)
    if packed:
        (tmp_path / "two").mkdir()
        toy.pack(folder, tmp_path / "two" / "x.argosmodel")
    with pytest.raises(ToolkitError) as caught:
        engine_in(tmp_path / ("two" if packed else "one")).translate([plain("the cat")], "en", "ru")
    assert isinstance(caught.value, (PackageError, EngineError))
    message = str(caught.value)
    assert "install it again" in message
    assert str(tmp_path) in message
    assert "\n" not in message


def test_damaged_bytes_in_an_archive(en_ru: Path, tmp_path: Path) -> None:
    archive = toy.pack(next(en_ru.iterdir()), tmp_path / "x.argosmodel")
    data = bytearray(archive.read_bytes())
    middle = data.index(b"model.bin") + 2000
    data[middle : middle + 50] = bytes(50)
    archive.write_bytes(bytes(data))
    with pytest.raises(PackageError, match=r"x\.argosmodel: .*model\.bin.*damaged"):
        engine_in(tmp_path).translate([plain("the cat")], "en", "ru")


def test_bpe_that_is_no_list_of_pairs(tmp_path: Path) -> None:
    (bpe_package(tmp_path) / "bpe.model").write_text("#version: 0.2\no p\nthree units here\n")
    with pytest.raises(PackageError, match=r"line 3 of bpe\.model"):
        engine_in(tmp_path).translate([plain("the cat")], "en", "ru")


def run(script: str, *arguments: str, home: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ARGOS_", "XDG_", "SNAP"))}
    finished = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", textwrap.dedent(script), *arguments],
        env={**environment, "HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_no_socket_is_touched(en_ru: Path, tmp_path: Path) -> None:
    script = """
        import json, pathlib, sys
        touched = []
        sys.addaudithook(lambda event, arguments: touched.append(event) if event.startswith("socket.") else None)
        import toolkit.engines
        folders = (pathlib.Path(sys.argv[1]),)
        engine = toolkit.engines.make("argos", source="en", target="ru", folders=folders, starter=False)
        text = engine.translate([("the cat",)], "en", "ru")[0].text
        before = list(touched)
        import socket
        socket.socket().close()
        loaded = [name for name in ("torch", "stanza", "spacy", "minisbd", "argostranslate") if name in sys.modules]
        print(json.dumps([text, before, len(touched) > len(before), loaded]))
    """
    assert json.loads(run(script, str(en_ru), home=tmp_path)) == ["этот кот", [], True, []]


ARGOSTRANSLATE = """
    import json, sys, types
    def module(name, **contents):
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].__dict__.update(contents)
    module("stanza")
    module("spacy")
    module("minisbd", SBDetect=None, models=types.SimpleNamespace(cache_dir=""))
    import argostranslate.package, argostranslate.translate
    class OneSentence:
        def __init__(self, package): pass
        def split_sentences(self, text): return [text]
    argostranslate.translate.MiniSBDSentencizer = OneSentence
    argostranslate.package.install_from_path(sys.argv[1])
    texts = json.loads(sys.argv[2])
    print(json.dumps([argostranslate.translate.translate(text, "en", sys.argv[3]) for text in texts]))
"""


@pytest.mark.parametrize("kind", ["plain", "prefix", "bpe"])
def test_argostranslate_installs_it_and_says_the_same(
    kind: str, en_ru: Path, tmp_path: Path, tokenizer: tuple[str, bytes]
) -> None:
    if kind == "plain":
        folder = next(en_ru.iterdir())
    elif kind == "bpe":
        folder = bpe_package(tmp_path)
    else:
        pieces = toy.pieces_of(tokenizer[1])
        target = [*toy.SPECIALS, "<ru>", *pieces[3:]]
        folder = toy.write_package(
            tmp_path, "p", tokenizer, source=pieces, target=target, prefixed=True, target_prefix="<ru>"
        )
    archive = toy.pack(folder, tmp_path / "translate-en_ru.argosmodel")
    texts = ["open the file.", "the file", "open the open file"]
    if kind != "bpe":
        texts += ["the cat sees the big house and goes home.", "Zebra reads, the man sees"]
    theirs = json.loads(run(ARGOSTRANSLATE, str(archive), json.dumps(texts), "ru", home=tmp_path))
    drafts = engine_in(tmp_path / ".local" / "share" / "argos-translate" / "packages").translate(
        [plain(text) for text in texts], "en", "ru"
    )
    assert [draft.text for draft in drafts] == theirs
    assert theirs[0] == "открыть этот файл."
