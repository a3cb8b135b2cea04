"""The table of settings: what may stand in `[tool.toolkit]` of pyproject.toml, and which environment variables count.

Reading, `toolkit config`, `toolkit help settings` and docs/settings.md are made from it.
"""

from typing import NamedTuple


class Setting(NamedTuple):
    """One setting."""

    name: str
    """The key."""
    kind: type
    """Of its value: str, int, bool, list, dict."""
    default: str
    """What counts without it, as it would be written in pyproject.toml."""
    text: str
    """What it is for, in one line."""


GENERAL = (
    Setting("source-language", str, '"en"', "Language of the documents."),
    Setting(
        "source-languages",
        dict,
        "{}",
        'Folder = language of the documents in it, where it is another: "source/ru" = "ru".',
    ),
    Setting(
        "targets", list, '["zh", "ru", "ky"]', "Languages to translate into, in the order that readers are offered."
    ),
    Setting("locales", str, '"locales"', "Folder of the catalogs: <locales>/<language>/LC_MESSAGES/<document>.po."),
    Setting("build", str, '"build"', "Folder of the bundles: <build>/<document>/."),
    Setting("formats", list, '["html", "tmx", "tsv"]', "What a bundle holds beside the translated documents."),
    Setting("encoding", str, '"utf-8"', "Encoding of documents in text formats."),
    Setting("threads", int, "0", "Batches that are drafted at a time; 0 is as many as there are processor cores."),
    Setting("threads-each", int, "1", "Threads that work on one batch."),
    Setting("device", str, '"cpu"', "Where drafts are made: cpu, or gpu where CTranslate2 sees one."),
    Setting(
        "engine-url", str, '""', 'Address of the server for --engine local or libretranslate; "" is the usual one here.'
    ),
    Setting("engine-model", str, '""', "Model of that server, where it has several."),
    Setting("translator", str, '""', "Who approves translations here, `Name <address>`; without it, whom git names."),
    Setting("memories", list, "[]", "Translation memories of other projects that are read too, never written."),
    Setting(
        "context-matches", str, '"draft"', "What a match with the same sentences around it becomes: draft or approved."
    ),
    Setting("segmentation", dict, "{}", "How documents are cut into segments; a table of its own, below."),
    Setting("front-matter-keys", list, "[]", "Keys of front matter whose values are translated; [] is the usual ones."),
    Setting("sheets", list, "[]", "Sheets and columns of workbooks (Texts, Prices!B:D) to translate; [] is all."),
    Setting(
        "licences", dict, "{}", 'Document name = licence and origin of the source, for receipts; "*" is for others.'
    ),
    Setting(
        "checks",
        dict,
        "{}",
        "Severity of checks (error, warning, hint, off), by path too; toolkit check --list has them.",
    ),
)
"""`[tool.toolkit]`; any other key is an error."""
SEGMENTATION = (
    Setting("segment", str, '"sentence"', "What becomes a segment: sentence, paragraph or line."),
    Setting("abbreviations", list, "[]", "Abbreviations of the project's own that end no sentence."),
    Setting("srx", str, '""', "SRX file with rules that are tried first; locales/segmentation.srx where it is there."),
    Setting("builtin-rules", bool, "true", "Whether the toolkit's own rules come after them."),
)
"""`[tool.toolkit.segmentation]`."""
VARIABLES = {
    "ARGOS_PACKAGES_DIR": "Folder of the Argos packages, instead of ~/.local/share/argos-translate/packages.",
    "ARGOS_PACKAGE_INDEX": "Address of the index that `toolkit packages install` and `search` read.",
    "XDG_DATA_HOME": "Instead of ~/.local/share, where packages are kept.",
    "https_proxy": "Proxy for `toolkit packages install` and `search`; http_proxy and no_proxy count too.",
    "SSL_CERT_FILE": "Certificates that are trusted then.",
    "TOOLKIT_ENGINE_URL": "Address of the server for --engine local or libretranslate, instead of engine-url.",
    "TOOLKIT_ENGINE_MODEL": "Model of that server, instead of engine-model.",
    "SOURCE_DATE_EPOCH": "Seconds since 1970 that count as now, so that catalogs and bundles come out the same.",
    "NO_COLOR": "Set to anything: no colours on the terminal.",
    "COLUMNS": "Width of the terminal, where it does not say.",
}
"""Environment variable -> what it does."""
