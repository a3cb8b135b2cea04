"""The two tokenizers of Argos packages: sentencepiece, and byte-pair codes over Moses tokens."""

import io
from collections.abc import Sequence
from typing import Any, Protocol

from toolkit import late
from toolkit.errors import PackageError
from toolkit.packages import Package, byte_pairs

DAMAGED = "the tokenizer is damaged ({0}); delete the package and install it again"
SEPARATOR = "\0"
"""In no piece."""
BYTE = late.compile("<0x[0-9A-F]{2}>")
"""A piece that is one byte of a character which has no piece of its own."""


class Tokenizer(Protocol):
    """Text <-> the tokens of a package."""

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """The tokens of each text."""
        ...

    def decode(self, rows: Sequence[list[str]]) -> list[str]:
        """The text of each row of tokens; an underscore stays one, unlike in argostranslate."""
        ...

    def surfaces(self, tokens: Sequence[str]) -> list[str]:
        """What each token spells, the space before or after it included."""
        ...

    def knows(self, text: str) -> bool:
        """Whether `text` is a single token of the model, not put together from pieces."""
        ...


def load(package: Package) -> Tokenizer:
    """The tokenizer of a package. Raises PackageError."""
    data = package.tokenizer_model()
    return SentencePiece(data, package) if package.tokenizer == "sentencepiece" else BytePairs(data, package)


class SentencePiece:
    """sentencepiece.model, read from memory."""

    def __init__(self, data: bytes, package: Package) -> None:
        import sentencepiece

        try:
            self._processor: Any = sentencepiece.SentencePieceProcessor(model_proto=data)
            self._processor.encode("a", out_type=str)
        except (RuntimeError, ValueError, OSError) as error:
            reason = " ".join(str(error).split())[:80] or "unreadable"
            raise PackageError(DAMAGED.format(reason), path=package.path) from error

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """The pieces of each text."""
        tokens: list[list[str]] = self._processor.encode(list(texts), out_type=str, num_threads=1)
        return tokens

    def decode(self, rows: Sequence[list[str]]) -> list[str]:
        """The text of each row of pieces."""
        spoken = [row for row in rows if row]
        texts = iter(self._processor.decode(spoken, num_threads=1) if spoken else ())
        return [next(texts).replace("▁", " ") if row else "" for row in rows]

    def surfaces(self, tokens: Sequence[str]) -> list[str]:
        """The pieces with spaces; a character in bytes stands with the first of them."""
        text = SEPARATOR.join(tokens)
        spelled = text.replace("▁", " ").split(SEPARATOR)
        if "<0x" not in text:
            return spelled if tokens else []
        place = 0
        while place < len(spelled):
            end = place
            while end < len(spelled) and BYTE.fullmatch(spelled[end]):
                end += 1
            if end > place:
                text = bytes(int(byte[3:5], 16) for byte in spelled[place:end]).decode("utf-8", "replace")
                spelled[place:end] = [text, *[""] * (end - place - 1)]
            place = max(end, place + 1)
        return spelled

    def knows(self, text: str) -> bool:
        """Whether `text` is a piece of its own."""
        piece = int(self._processor.piece_to_id(text))
        return piece != int(self._processor.unk_id())


def _merger() -> Any:
    """The class that applies byte-pair merges: argostranslate's where one of its flavours is installed, so that old
    packages are read by the very code that they were made for; else that of subword-nmt, which the former is a copy of.
    """
    try:
        from argostranslate.apply_bpe import BPE
    except ImportError:
        from subword_nmt.apply_bpe import BPE
    return BPE


class BytePairs:
    """bpe.model: merges in the format of subword-nmt, over the tokens of sacremoses."""

    def __init__(self, data: bytes, package: Package) -> None:
        from sacremoses.normalize import MosesPunctNormalizer
        from sacremoses.tokenize import MosesDetokenizer, MosesTokenizer

        try:
            lines = byte_pairs(data)
        except ValueError as error:
            reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
            raise PackageError(DAMAGED.format(reason), path=package.path) from error
        self._merges: Any = _merger()(io.StringIO("\n".join(lines) + "\n"))
        self._normalizer: Any = MosesPunctNormalizer(package.source)
        self._tokenizer: Any = MosesTokenizer(package.source)
        self._detokenizer: Any = MosesDetokenizer(package.target)

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """The units of each text."""
        words = (self._tokenizer.tokenize(self._normalizer.normalize(text)) for text in texts)
        return [list(self._merges.segment_tokens(" ".join(each).strip("\r\n ").split(" "))) for each in words]

    def decode(self, rows: Sequence[list[str]]) -> list[str]:
        """The text of each row of units."""
        return [self._detokenizer.detokenize(" ".join(tokens).replace("@@ ", "").split(" ")) for tokens in rows]

    def surfaces(self, tokens: Sequence[str]) -> list[str]:
        """The units, a space behind each word."""
        return [token[:-2] if token.endswith("@@") else f"{token} " for token in tokens]

    def knows(self, text: str) -> bool:  # noqa: ARG002
        """Never: Moses takes `{1}` apart."""
        return False
