"""What a person must know about the drafts in a bundle before believing them."""

from toolkit.units import Receipt


def notices(receipt: Receipt) -> tuple[str, ...]:
    """What a person must know about the drafts in a bundle, one line each."""
    weak = [code for code, names in receipt.signatures.items() if any("starter" in name for name in names)]
    if not weak:
        return ()
    line = (
        f"drafts into {', '.join(weak)} come from the embedded starter packages: good at short software strings, weak "
        f"at news; every one must be read by a person; the official ones: toolkit packages install {' '.join(weak)}"
    )
    return (line,)
