"""Versions of packages: `1.9`, `1.10`, and whatever else people have written there."""


def rank(version: str) -> tuple[bool, object]:
    """Sorts versions, the newest last; one that cannot be compared stands below all that can."""
    from packaging.version import InvalidVersion, Version

    try:
        return True, Version(version)
    except InvalidVersion:
        return False, version


def same(first: str, second: str) -> bool:
    """Whether two spellings name one version: `1.9`, `1.9.0` and, as in names of files, `1_9`."""
    return rank(first.replace("_", ".")) == rank(second.replace("_", "."))
