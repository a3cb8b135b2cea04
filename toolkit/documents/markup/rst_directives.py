"""Directives of reStructuredText, docutils' and Sphinx's and those of well-known extensions: what in them is text."""

from typing import NamedTuple


class Directive(NamedTuple):
    """What is text in one."""

    argument: str = ""
    """What its argument is: text, words (the first are a version), or "" for something that stays."""
    body: str = ""
    """blocks; table; csv; entries (of a toctree); fields; "" for something that stays."""
    optional: bool = False
    """Whether it has no argument, so that its text may begin on its first line."""


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BODY, TITLED, ALONE = Directive("", "blocks"), Directive("text", "blocks"), Directive("", "blocks", optional=True)
DIRECTIVES: dict[str, Directive] = {
    **dict.fromkeys(_names(
        "attention caution danger error hint important note tip warning seealso todo epigraph highlights pull-quote "
        "compound header footer tabs tab-set line-block versionhistory aside margin"
    ), ALONE),
    **dict.fromkeys(_names(
        "admonition topic sidebar tab tab-item group-tab dropdown card grid-item-card details collapse "
        "theorem exercise solution proof attention-box"
    ), TITLED),
    **dict.fromkeys(_names("rubric centered title contents replace"), Directive("text", "blocks")),
    **dict.fromkeys(
        _names("versionadded versionchanged deprecated versionremoved deprecated-removed"), Directive("words", "blocks")
    ),
    **dict.fromkeys(_names(
        "figure container class rst-class only hlist grid grid-item card-carousel button-ref button-link div "
        "list-table-wrapper"
    ), BODY),
    "table": Directive("text", "blocks"),
    "list-table": Directive("text", "blocks"),
    "csv-table": Directive("text", "csv"),
    "flat-table": Directive("text", "blocks"),
    "toctree": Directive("", "entries"),
    "meta": Directive("", "fields"),
    "glossary": Directive("", "glossary"),
    "code-block": Directive(),
    **dict.fromkeys(_names(
        "code sourcecode code-cell literalinclude highlight parsed-literal math raw include index image date unicode "
        "role default-role sectnum section-numbering target-notes restructuredtext-test-directive productionlist "
        "graphviz graph digraph inheritance-diagram plantuml uml mermaid ipython jupyter-execute doctest testcode "
        "testoutput testsetup testcleanup plot currentmodule module tabularcolumns automodule autoclass autofunction "
        "automethod autoattribute autodata autoexception autosummary autodoc program prompt command-output raw-html "
        "sectionauthor codeauthor acks default-domain highlightlang bibliography footbibliography youtube vimeo video "
        "click argparse option-list py:module py:currentmodule py:module js:module cpp:namespace c:namespace "
        "cpp:namespace-push cpp:namespace-pop c:namespace-push c:namespace-pop cpp:alias c:alias cssclass disqus feed "
        "slide nbgallery git_commit_detail exec todolist math-block"
    ), Directive()),
}  # fmt: skip
"""Name -> what is text in it."""
OBJECTS = frozenset(_names(
    "function class method staticmethod classmethod attribute property data exception decorator decoratormethod macro "
    "type var member struct union enum enumerator concept describe object option cmdoption envvar confval setting "
    "signal directive role pp-directive get post put delete patch head options any copy autofield event field "
    "interface namespace-doc constant variable"
))  # fmt: skip
"""Descriptions of objects, by the name behind the domain: the signature stays, the body is text."""
OPTION_TEXTS = frozenset({"alt", "caption", "title", "subtitle", "link-alt", "img-alt", "summary", "header"})
FIELDS_KEPT = frozenset(_names(
    "date version revision status address contact orphan tocdepth nosearch nocomments no-search no-comments slug tags "
    "category lang language modified type rtype vartype raises-type translation status save_as url template authors "
    "author meta access"
))  # fmt: skip
"""Names of fields whose bodies are no text."""
META_TEXTS = frozenset(_names("description keywords title twitter:title twitter:description og:title og:description"))


def directive(name: str) -> Directive | None:
    """What is known of a directive, by its name; None for nothing."""
    name = name.lower()
    found = DIRECTIVES.get(name)
    if found is None and (name.rpartition(":")[2] in OBJECTS):
        return BODY
    return found
