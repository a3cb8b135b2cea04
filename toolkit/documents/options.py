"""What a reader may be told besides the bytes."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from toolkit.documents.commands import is_command
from toolkit.segmentation import STANDARD, Segmentation
from toolkit.units import Block, BlockKind, Document

if TYPE_CHECKING:
    from toolkit.segmentation import Splitter

FRONT_MATTER_KEYS = (
    "title", "subtitle", "description", "summary", "abstract", "excerpt", "tagline", "headline", "lead", "details",
    "text", "caption", "alt", "linktitle", "sidebar_label", "sidebar_title", "nav_title", "navtitle", "nav_label",
    "menu_title", "short_title", "pagination_label", "seo_title", "seotitle", "seo_description", "meta_title",
    "metatitle", "meta_description", "metadescription", "og_title", "og_description", "twitter_title",
    "twitter_description", "image_alt", "imagealt", "image_caption", "cover_alt", "herotext",
    "actiontext", "linktext", "hero_title", "hero_text", "sidebar.label", "links.label", "prev.label", "next.label",
    "actions.label", "banner.content", "main.name", "footer.name", "titletemplate", "titlesuffix",
    "hero.name", "header", "footer", "toc-title", "toc_title", "sidebartitle", "og:title",
    "og:description", "twitter:title", "twitter:description",
)  # fmt: skip
"""What Hugo, Jekyll, MkDocs, Docusaurus, Starlight, VitePress, Nuxt and their themes show to readers; `sidebar.label`
is a `label` under `sidebar`."""


ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"]{1,2000}|[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}"
)
MOST_PARTS = 5
"""Of a block that is an address with the tags around it."""
MOST_CODE_PARTS = 60
"""Of a block that is code."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The same for every format; a format ignores what it has no use for."""

    language: str = "en"
    """Source language, as the toolkit's code."""
    encoding: str = "utf-8"
    """Of text formats; any name that Python knows."""
    path: str = ""
    """How messages and catalog references name the file; the plain name where empty."""
    segmentation: Segmentation = STANDARD
    """How the document is cut into segments."""
    targets: tuple[str, ...] = ()
    """Codes of the languages that it is translated into, as far as they are known: string files have a message for each
    of their plural categories."""

    front_matter_keys: tuple[str, ...] = FRONT_MATTER_KEYS
    """Keys of front matter whose values are for readers, at any depth, alone or with the key above them
    (`sidebar.label`); capitals make no difference."""

    sheets: tuple[str, ...] = ()
    """Sheets (`Texts`) and columns (`Prices!B`, `Prices!D:F`) of workbooks that are translated; all where empty."""

    @property
    def sentences(self) -> "Splitter":
        """Cuts sentences, whatever the segments are: layout is told by them. Raises SegmentationError."""
        if self.segmentation.mode == "sentence":
            return self.segmentation.splitter(self.language)
        return dataclasses.replace(self.segmentation, mode="sentence").splitter(self.language)

    def document(
        self,
        name: str,
        form: str,
        blocks: Iterable[Block],
        kept: Mapping[str, int] | None = None,
        unknown: Mapping[str, int] | None = None,
    ) -> Document:
        """The document that the blocks of a file of this name make, in the format `form`.

        A block that is nothing but an address, or a command with its options, is not for translation; a message may
        well have other ones.
        """
        made = tuple(
            replace(one, translatable=False, note=rule) if (rule := _kept_rule(one)) else one for one in blocks
        )
        return Document(PurePath(name).stem, form, self.language, made, path=self.path or name,
                        kept=dict(kept or {}), unknown=dict(unknown or {}))  # fmt: skip


def _kept_rule(block: Block) -> str:
    """Why a block that is not words is left out: `address`, or `code` for commands and names of files."""
    count = len(block.content)
    if not block.translatable or block.kind is BlockKind.MESSAGE or not 0 < count <= MOST_CODE_PARTS:
        return ""
    text = "".join([part for part in block.content if isinstance(part, str)]).strip()
    if not text[:1].isascii():
        return ""
    if count <= MOST_PARTS and ADDRESS.fullmatch(text):
        return "address"
    literal = [  # a command may be written with codes
        part if isinstance(part, str) else part.raw.strip("`+") if part.raw[:1] in "`+" else ""
        for part in block.content
    ]
    whole = "".join(literal).strip()
    return "code" if is_command(text) or (whole != text and is_command(whole)) else ""
