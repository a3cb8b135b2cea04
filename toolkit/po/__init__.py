"""The syntax of gettext's .po and .pot files: bytes <-> entries that keep every byte which nobody changes.

Below both the documents that such files are and the catalogs that the toolkit keeps.
"""

from typing import TYPE_CHECKING

from toolkit import lazily

if TYPE_CHECKING:
    from toolkit.po.drafts import draft_comment
    from toolkit.po.entries import Entry, Part, Previous
    from toolkit.po.file import CatalogFile, read
    from toolkit.po.formats import content, counter, format_of
    from toolkit.po.header import completed, fields_of, new_header, plural_examples, plural_rule, with_field
    from toolkit.po.layout import Layout, with_fuzzy, with_previous, with_target
    from toolkit.po.remarks import remark_lines

__getattr__ = lazily(
    __name__,
    {
        "toolkit.po.drafts": "draft_comment",
        "toolkit.po.entries": "Entry Part Previous",
        "toolkit.po.file": "CatalogFile read",
        "toolkit.po.formats": "content counter format_of",
        "toolkit.po.header": "completed fields_of new_header plural_examples plural_rule with_field",
        "toolkit.po.layout": "Layout with_fuzzy with_previous with_target",
        "toolkit.po.remarks": "remark_lines",
    },
)

__all__ = [
    "CatalogFile",
    "Entry",
    "Layout",
    "Part",
    "Previous",
    "completed",
    "content",
    "counter",
    "draft_comment",
    "fields_of",
    "format_of",
    "new_header",
    "plural_examples",
    "plural_rule",
    "read",
    "remark_lines",
    "with_field",
    "with_fuzzy",
    "with_previous",
    "with_target",
]
