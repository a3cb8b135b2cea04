"""Which letters a language is written in."""

RANGES = {"Latn": "A-Za-z\u00c0-\u024f", "Cyrl": "\u0400-\u052f", "Hani": "\u2e80-\u9fff"}
"""Script -> its characters, as in a regular expression."""
SCRIPTS = {"ru": "Cyrl", "ky": "Cyrl", "uk": "Cyrl", "bg": "Cyrl", "be": "Cyrl", "kk": "Cyrl", "mn": "Cyrl",
           "zh": "Hani", "zt": "Hani", "ja": "Hani"}  # fmt: skip
"""Language -> script of its words; Latin where it is not named."""
