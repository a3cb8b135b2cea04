"""What a person must know about the drafts in a bundle before believing them."""

from collections.abc import Collection, Mapping


def notices(signatures: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """What a person must know about drafts that were made by these engines, language by language; one line each."""
    weak = [code for code, names in signatures.items() if any("starter" in name for name in names)]
    if not weak:
        return ()
    line = (
        f"the drafts into {', '.join(weak)} come from the small starter packages that are embedded: good at short "
        f"software strings; of news and letters expect many sentences that are wrong or make no sense. A person must "
        f"read every one; better packages: toolkit packages install {' '.join(weak)}"
    )
    return (line,)
