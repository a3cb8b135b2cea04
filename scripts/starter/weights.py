"""Weights of a finished package, back out of CTranslate2's int8 file."""

import struct

import numpy as np

TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}


def read_model(data: bytes) -> dict[str, np.ndarray]:
    """model.bin of CTranslate2, version 6: names and arrays, int8 rows multiplied by their scales."""
    place = 0

    def take(form: str) -> int:
        nonlocal place
        (value,) = struct.unpack_from("<" + form, data, place)
        place += struct.calcsize(form)
        return int(value)

    def name() -> str:
        nonlocal place
        size = take("H")
        place += size
        return data[place - size : place - 1].decode()

    take("I"), name(), take("I")
    raw = {}
    for _ in range(take("I")):
        key = name()
        shape = [take("I") for _ in range(take("B"))]
        kind, size = TYPES[take("B")], take("I")
        raw[key] = np.frombuffer(data, kind, size // np.dtype(kind).itemsize, place).reshape(shape)
        place += size
    made = {
        key: value.astype(np.float32) / raw[f"{key}_scale"][:, None] if f"{key}_scale" in raw else value
        for key, value in raw.items()
        if not key.endswith("_scale")
    }
    for _ in range(take("I")):
        alias = name()
        made[alias] = made[name()]
    return made
