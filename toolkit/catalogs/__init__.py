"""Gettext catalogs: segments and translations <-> .po and .pot files.

The .po file belongs to its translators and is the only checkpoint. An entry that does not change keeps its bytes; one
that is new is laid out as GNU gettext lays it out. Lines of an entry, in this order:

    # Draft: argos en→ky starter 1.0, confidence 0.83, 1f0c5ad27e41   translators' comments, and the tool's (states.py)
    #. paragraph, sentence 2 of 3                                     for the translator, from the source
    #: source/article.txt:12                                          every place where the text stands
    #, fuzzy                                                          not approved by a person yet
    #| msgid "The text that the translation was made for, where it has changed."
    msgid "…"
    msgstr "…"

A machine's draft is fuzzy and its `# Draft:` comment ends in the hash of the msgstr. As long as that hash is right a
later run may replace the draft; once it is not, a person has worked there. Removing `fuzzy` approves an entry.
Sentences that vanish from the source are kept as obsolete (`#~`) entries if a person translated them. Of a sentence
that was edited, `# Changed: …` says what changed; one that was split or joined gives its translation to what it became.
"""

from typing import TYPE_CHECKING

from toolkit import lazily

if TYPE_CHECKING:
    from toolkit.catalogs.adoption import ReferenceOptions
    from toolkit.catalogs.alignments import aligned, remember
    from toolkit.catalogs.comparison import CHANGE_KINDS, Change, compare, marked, status
    from toolkit.catalogs.corrections import Correction, with_corrections
    from toolkit.catalogs.counts import Amount, amounts, count_words, of_file, reasons
    from toolkit.catalogs.desk import Desk
    from toolkit.catalogs.desk import version as entry_version
    from toolkit.catalogs.editing import Typed, forms_of, with_typed
    from toolkit.catalogs.inherited import doubtful_pair
    from toolkit.catalogs.ledger import Ledger, account
    from toolkit.catalogs.machine_objects import compiled
    from toolkit.catalogs.merging import MergeReport, MergeResult, merge
    from toolkit.catalogs.reference import with_reference
    from toolkit.catalogs.review import Selection, Verdicts, approve, dated, obstacle, reject
    from toolkit.catalogs.states import agreeing, change_of, human, machine, tidied, unit
    from toolkit.catalogs.store import (
        ChangedOnDisk,
        Drafts,
        Revision,
        catalog,
        load,
        opened,
        revise,
        save,
        statistics,
        with_drafts,
        with_usable_header,
    )
    from toolkit.catalogs.succession import Move
    from toolkit.catalogs.templates import template
    from toolkit.catalogs.verification import Fault, faults, plural_difference
    from toolkit.po.drafts import draft_hash
    from toolkit.po.entries import Entry, Part
    from toolkit.po.file import CatalogFile, read
    from toolkit.po.formats import content as format_content
    from toolkit.po.formats import counter, fits, format_of, in_order
    from toolkit.po.formats import written as format_text
    from toolkit.po.header import fields_of, plural_examples, plural_rule
    from toolkit.po.layout import quoted

__getattr__ = lazily(
    __name__,
    {
        "toolkit.catalogs.alignments": "aligned remember",
        "toolkit.catalogs.comparison": "CHANGE_KINDS Change compare marked status",
        "toolkit.catalogs.corrections": "Correction with_corrections",
        "toolkit.catalogs.counts": "Amount amounts count_words of_file reasons",
        "toolkit.catalogs.desk": "Desk version>entry_version",
        "toolkit.catalogs.editing": "Typed forms_of with_typed",
        "toolkit.catalogs.inherited": "doubtful_pair",
        "toolkit.catalogs.ledger": "Ledger account",
        "toolkit.catalogs.machine_objects": "compiled",
        "toolkit.catalogs.merging": "MergeReport MergeResult merge",
        "toolkit.catalogs.adoption": "ReferenceOptions",
        "toolkit.catalogs.reference": "with_reference",
        "toolkit.catalogs.review": "Selection Verdicts approve dated obstacle reject",
        "toolkit.catalogs.states": "agreeing change_of human machine tidied unit",
        "toolkit.catalogs.store": "ChangedOnDisk Drafts Revision catalog load opened revise save statistics "
        "with_drafts with_usable_header",
        "toolkit.catalogs.succession": "Move",
        "toolkit.catalogs.templates": "template",
        "toolkit.catalogs.verification": "Fault faults plural_difference",
        "toolkit.po.drafts": "draft_hash",
        "toolkit.po.entries": "Entry Part",
        "toolkit.po.file": "CatalogFile read",
        "toolkit.po.formats": "content>format_content counter fits format_of in_order written>format_text",
        "toolkit.po.header": "fields_of plural_examples plural_rule",
        "toolkit.po.layout": "quoted",
    },
)

__all__ = [
    "CHANGE_KINDS",
    "Amount",
    "CatalogFile",
    "Change",
    "ChangedOnDisk",
    "Correction",
    "Desk",
    "Drafts",
    "Entry",
    "Fault",
    "Ledger",
    "MergeReport",
    "MergeResult",
    "Move",
    "Part",
    "ReferenceOptions",
    "Revision",
    "Selection",
    "Typed",
    "Verdicts",
    "account",
    "agreeing",
    "aligned",
    "amounts",
    "approve",
    "catalog",
    "change_of",
    "compare",
    "compiled",
    "count_words",
    "counter",
    "dated",
    "doubtful_pair",
    "draft_hash",
    "entry_version",
    "faults",
    "fields_of",
    "fits",
    "format_content",
    "format_of",
    "format_text",
    "forms_of",
    "human",
    "in_order",
    "load",
    "machine",
    "marked",
    "merge",
    "obstacle",
    "of_file",
    "opened",
    "plural_difference",
    "plural_examples",
    "plural_rule",
    "quoted",
    "read",
    "reasons",
    "reject",
    "remember",
    "revise",
    "save",
    "statistics",
    "status",
    "template",
    "tidied",
    "unit",
    "with_corrections",
    "with_drafts",
    "with_reference",
    "with_typed",
    "with_usable_header",
]
