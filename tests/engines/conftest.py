from pathlib import Path

import pytest

from . import toy


@pytest.fixture(scope="session")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    return "sentencepiece.model", toy.sentencepiece_model(tmp_path_factory.mktemp("sentencepiece"))


@pytest.fixture(scope="session")
def en_ru(tmp_path_factory: pytest.TempPathFactory, tokenizer: tuple[str, bytes]) -> Path:
    """The folder of one installed package, en→ru, with separate vocabularies and a start token of its own."""
    folder = tmp_path_factory.mktemp("en_ru")
    pieces = toy.pieces_of(tokenizer[1])
    target = [*toy.SPECIALS, "<ru>", *pieces[3:]]
    toy.write_package(folder, "translate-en_ru-1_0", tokenizer, source=pieces, target=target, start="<ru>")
    return folder


@pytest.fixture(scope="session")
def ru_en(tmp_path_factory: pytest.TempPathFactory, tokenizer: tuple[str, bytes]) -> Path:
    """The way back, with a shared vocabulary."""
    folder = tmp_path_factory.mktemp("ru_en")
    toy.write_package(
        folder, "translate-ru_en-1_0", tokenizer, words=toy.BACK,
        from_code="ru", from_name="Russian", to_code="en", to_name="English",
    )  # fmt: skip
    return folder
