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

from toolkit.catalogs.entries import Entry
from toolkit.catalogs.machine_objects import compiled
from toolkit.catalogs.merge import MergeReport, MergeResult, merge
from toolkit.catalogs.po import CatalogFile, read
from toolkit.catalogs.reference import ReferenceOptions, with_reference
from toolkit.catalogs.states import change_of, draft_hash, tidied
from toolkit.catalogs.store import ChangedOnDisk, catalog, change_statistics, load, save, statistics, with_drafts
from toolkit.catalogs.succession import Move
from toolkit.catalogs.template import template

__all__ = [
    "CatalogFile",
    "ChangedOnDisk",
    "Entry",
    "MergeReport",
    "MergeResult",
    "Move",
    "ReferenceOptions",
    "catalog",
    "change_of",
    "change_statistics",
    "compiled",
    "draft_hash",
    "load",
    "merge",
    "read",
    "save",
    "statistics",
    "template",
    "tidied",
    "with_drafts",
    "with_reference",
]
