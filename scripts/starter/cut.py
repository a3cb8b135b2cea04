"""Takes pieces out of what a finished package can write, without training anything anew."""

import json
import struct
from collections.abc import Callable, Sequence

ROWS = ("decoder/embeddings/weight", "decoder/embeddings/weight_scale", "decoder/projection/bias",
        "decoder/projection/weight", "decoder/projection/weight_scale")  # fmt: skip
"""Variables of CTranslate2 that have a row for each target piece."""
HAN_BYTES = tuple(f"<0x{lead:02X}>" for lead in range(0xE3, 0xEA))
"""First bytes, in UTF-8, of U+3000 to U+9FFF. A Chinese package that cannot write them writes only the characters that
are pieces of its own: none of Traditional Chinese."""


def without(model: bytes, vocabulary: bytes, dropped: Callable[[str], bool]) -> tuple[bytes, bytes]:
    """model.bin (CTranslate2, version 6) and target_vocabulary.json without the pieces that are `dropped`."""
    pieces: list[str] = json.loads(vocabulary)
    kept = [number for number, piece in enumerate(pieces) if not dropped(piece)]
    place = 0

    def take(form: str) -> int:
        nonlocal place
        (value,) = struct.unpack_from("<" + form, model, place)
        place += struct.calcsize(form)
        return int(value)

    def name() -> bytes:
        nonlocal place
        size = take("H")
        place += size
        return model[place - size : place]

    take("I"), name(), take("I")
    made = [model[:place]]
    count = take("I")
    made.append(struct.pack("<I", count))
    for _ in range(count):
        begin, key = place, name()
        shape = [take("I") for _ in range(take("B"))]
        kind, size = take("B"), take("I")
        data = model[place : place + size]
        place += size
        if key.rstrip(b"\0").decode() in ROWS:
            assert shape[0] == len(pieces), key
            data, shape[0] = _rows(data, len(pieces), kept), len(kept)
            sizes = struct.pack(f"<B{len(shape)}I", len(shape), *shape)
            made.append(struct.pack("<H", len(key)) + key + sizes + struct.pack("<BI", kind, len(data)) + data)
        else:
            made.append(model[begin:place])
    made.append(model[place:])
    return b"".join(made), (json.dumps([pieces[number] for number in kept], indent=2) + "\n").encode()


def _rows(data: bytes, count: int, kept: Sequence[int]) -> bytes:
    size = len(data) // count
    return b"".join(data[number * size : (number + 1) * size] for number in kept)
