"""The engine beside raw CTranslate2 on sorted input that is tokenised already, with a starter package."""

import os

from benches.turns import in_turns


def run() -> None:
    """The engine beside raw CTranslate2 on sorted input that is tokenised already, with a starter package."""
    import ctranslate2
    import sentencepiece

    from toolkit import engines, packages
    from toolkit.units import plain

    words = ["settings", "device", "account", "network", "message", "screen", "password", "file", "update", "page"]
    verbs = ["Open", "Close", "Save", "Check", "Send", "Remove", "Change", "Show"]
    texts = [
        f"{verbs[i % 8]} the {words[i % 10]} of {words[(i // 8) % 10]} {i} before you "
        f"{verbs[(i // 3) % 8].lower()} the {words[(i // 5) % 10]}." for i in range(500)
    ]  # fmt: skip
    package = packages.choose(packages.discover(()), "en", "ru")
    drafting = engines.make("argos", source="en", target="ru")
    processor = sentencepiece.SentencePieceProcessor(model_proto=package.tokenizer_model())
    raw = ctranslate2.Translator(
        "starter",
        files=package.model_files(),
        inter_threads=len(os.sched_getaffinity(0)),
        intra_threads=1,
    )
    pieces = sorted(processor.encode(texts, out_type=str), key=len, reverse=True)

    def ceiling() -> None:
        raw.translate_batch(
            pieces, beam_size=4, length_penalty=0.2, replace_unknowns=True, max_batch_size=256, batch_type="tokens"
        )

    ours, theirs, ratio = in_turns(lambda: drafting.translate([plain(t) for t in texts], "en", "ru"), ceiling, 3)
    print(f"engine: {500 / ours:.0f} segments/s, ceiling {500 / theirs:.0f} segments/s, share {1 / ratio:.2f}")
