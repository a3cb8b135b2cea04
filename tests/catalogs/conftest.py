"""Documents and segments for the catalog tests, made without the real segmenter."""

import datetime
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence

import pytest

from tests.conftest import ARTICLE
from toolkit.units import Block, BlockKind, Document, Place, Segment, plain, segment_key

Source = tuple[Document, tuple[Segment, ...]]


def made(texts: Sequence[str], path: str = "source/article.txt") -> Source:
    """A document whose paragraphs are `texts`, one segment each."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, plain(text), line=2 * i + 1) for i, text in enumerate(texts))
    segments = tuple(
        Segment(
            segment_key(plain(text)),
            plain(text),
            note="paragraph",
            place=Place(i, BlockKind.PARAGRAPH, 1, 1, 0, len(text), 2 * i + 1),
            previous=texts[i - 1] if i else "",
            following=texts[i + 1] if i + 1 < len(texts) else "",
        )
        for i, text in enumerate(texts)
    )
    return Document("article", "text", "en", blocks, path=path), segments


def paragraphs(texts: Sequence[Sequence[str]], language: str = "en") -> Source:
    """A document whose paragraphs are made of these sentences."""
    joiner = "" if language == "zh" else " "
    blocks, segments = [], []
    for number, sentences in enumerate(texts):
        block = Block(BlockKind.PARAGRAPH, plain(joiner.join(sentences)), line=2 * number + 1)
        blocks.append(block)
        for position, text in enumerate(sentences, start=1):
            place = Place(number, block.kind, position, len(sentences), 0, len(text), block.line)
            note = f"paragraph, sentence {position} of {len(sentences)}" if len(sentences) > 1 else "paragraph"
            segments.append(Segment(segment_key(plain(text)), plain(text), note=note, place=place))
    return Document("article", "text", language, tuple(blocks), path="source/article.txt"), tuple(segments)


@pytest.fixture(scope="session")
def source() -> Callable[..., Source]:
    return made


@pytest.fixture(scope="session")
def article() -> Source:
    if not ARTICLE.exists():
        pytest.skip(f"{ARTICLE} is not there")
    text = ARTICLE.read_text("utf-8")
    return made([sentence for sentence in re.split(r"(?<=[.!?])\s+|\n+", text) if sentence.strip()])


@pytest.fixture(scope="session")
def now() -> datetime.datetime:
    return datetime.datetime(2026, 11, 24, 6, 30, tzinfo=datetime.timezone.utc)


@pytest.fixture(scope="session")
def gettext() -> Callable[..., str]:
    """Runs one of gettext's tools on bytes and returns everything that it says; msgcat's output comes with it."""
    if shutil.which("msgfmt") is None:
        pytest.skip("GNU gettext is not installed")

    def run(tool: str, data: bytes) -> str:
        arguments = {"msgfmt": ["msgfmt", "--check", "-o", "/dev/null", "-"], "msgcat": ["msgcat", "-"]}[tool]
        done = subprocess.run(arguments, input=data, capture_output=True, check=False)
        return (done.stderr + done.stdout).decode()

    return run
