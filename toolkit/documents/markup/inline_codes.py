"""The table of inline codes: what stands in a sentence and is kept there (see `syntax.py`)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.documents.markup.syntax import ATTRIBUTE_LIST, BRACES, JSX_TAG, compiled


class Inline(NamedTuple):
    """A code within a sentence."""

    name: str
    pattern: str
    """Groups: `label`, text for readers, around which the rest is a pair of codes."""
    seen: bool = True
    """Whether a reader sees something of it."""
    html: bool = False
    """Whether it means the same in HTML."""
    attributes: bool = False
    """Whether ATTRIBUTE_TEXT may stand in it."""


def _inline(name: str, pattern: str, *flags: str) -> Inline:
    return Inline(name, pattern, "hidden" not in flags, "html" in flags, "attributes" in flags)


PARENTHESES = r"\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)"
DEEP = r"\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}"
LONE_BRACE = r"(?:(?<![^\s>}])|(?<=&\#125;))\}(?=[\s}]|(?:\\?<|&lt;|&\#60;)[/A-Za-z!?%\#@]|\\\}|&\#125;|\Z)"
"""Ends a block of Razor or Angular; a text that has one by itself writes it as a reference."""
UNLINKED = r"(?!\((?:[^\s()]|\([^\s()]*\))*(?:\s+[\"'(][^\n]*)?\))"
"""Brackets with where they lead behind them are a link or a picture with brackets in its text."""
SHARP = r"(?:[^{}<]|<(?=[\s=\d])|(?<=\w)<[A-Za-z][\w., ?\[\]]*(?:<[\w., ?\[\]]*>)?>(?=[\s(\[]))"
"""What stands in a block of C#: no tags, but comparisons and types of types."""
BLOCK_START = re.compile(r"(?:@|\)|\belse|\bdo)\s*\{(?!.*\{)", re.DOTALL)
BLOCK = rf"\{{(?:{SHARP}|\{{(?:{SHARP}|\{{{SHARP}*\}})*\}})*\}}"
INLINES: tuple[Inline, ...] = (
    _inline("comment", r"\{/\*(?:[^*{]|\*(?!/)|\{(?!/\*))*\*/\}|%%[^%\n]+%%", "hidden"),
    _inline("comment", r"\{\#(?=[\s-])[^{}]*\#\}|%%\[(?:[^\]]|\](?!%%)){0,3000}\]%%", "hidden", "html"),
    _inline(
        "comment",
        r"\{\{(?P<sign>[<%])[ ]*comment[ ]*[%>]\}\}(?:[^{]|\{(?!\{)){0,900}\{\{(?P=sign)[ ]*/[ ]*comment[ ]*[%>]\}\}",
        "hidden",
    ),
    _inline(
        "comment",
        r"\{%-?[ ]*(?P<tag>comment|schema|style|stylesheet|javascript)\b[^{}]*%\}"
        r"(?:[^{]|\{(?!%-?[ ]*(?:end)?(?P=tag)\b))*\{%-?[ ]*end(?P=tag)[ ]*-?%\}",
        "hidden",
        "html",
    ),
    _inline("comment", r"\{\{!--(?:[^-{]|-(?!-\}\})|\{(?!\{!--))*--\}\}", "hidden", "html"),
    _inline(
        "comment", r"\{\{--(?:[^-{]|-(?!-\}\})|\{(?!\{--))*--\}\}|@\*(?:[^*@]|\*(?!@)|@(?!\*))*\*@", "hidden", "html"
    ),
    _inline(
        "comment", r"<\#--(?:[^-<]|-(?!->)|<(?!\#--))*-->|\[\#--(?:[^-\[]|-(?!-\])|\[(?!\#--))*--\]", "hidden", "html"
    ),
    _inline(
        "code tag",
        r"\{(?P<sign>%-?|\{[<%])[ ]*(?P<tag>highlight|code|kbd|math|katex)\b[^{}]*[%>]\}+"
        r"(?:[^{]|\{(?![{%])){0,300}\{(?P=sign)[ ]*(?:end|/[ ]*)(?P=tag)[ ]*-?[%>]\}+",
        "html",
    ),
    _inline("tag", r"\{\{[<%][^{}]*[>%]\}\}|\{%[^{}]*%\}", "html", "attributes"),
    _inline(
        "Razor",
        r"(?<![^\n])@(?:page|model|using|inject|inherits|implements|layout|namespace|attribute|addTagHelper|"
        r"removeTagHelper|tagHelperPrefix|typeparam|rendermode)\b[^\n<]*",
        "html",
        "hidden",
    ),
    _inline("Razor", rf"@(?:code|functions)?\s*(?!\{{[\#%]){BLOCK}", "html", "hidden"),
    _inline("Blade", r"@php\b(?:[^@]|@(?!(?:end)?php\b))*@endphp\b", "html", "hidden"),
    _inline(
        "Razor",
        r"(?<![\w.@])@(?:if|elseif|unless|isset|empty|for|foreach|forelse|while|switch|case|using|lock|section|yield|"
        r"include\w*|extends|lang|choice|can|cannot|auth|guest|env|error|push|stack|component|slot|props|class|json|vite|"
        rf"defer|placeholder|loading|method|each|inject)\s*{PARENTHESES}(?:\s*\{{(?![{{!%]))?",
        "html",
    ),
    _inline(
        "Razor",
        r"(?<![\w.@])@(?:end[a-z]+|csrf|stop|show|parent|overwrite|once|break|continue)\b(?![.@-])"
        r"|(?<![\w.@])@(?:else|empty|default|placeholder|loading|error|defer|section[ ]\w+|code|functions)\b"
        r"(?:\s*\{(?![{!%]))?"
        r"|(?<![\w.@])@(?:foreach|while|switch|using)\b[^\n{}]*\{|(?<![\w.@])@\{(?![\#%])",
        "html",
        "hidden",
    ),
    _inline("Razor", rf"\}}\s*@?else(?:\s+if\s*{PARENTHESES})?\s*\{{|{LONE_BRACE}", "html", "hidden"),
    _inline(
        "Razor",
        rf"(?<=[>}};{{])\r?\n[ \t]*(?:(?:\}}\s*)?(?:else[ ]if|if|for|foreach|while|switch|using|lock)\s*"
        rf"{PARENTHESES}\s*\{{(?![{{!%])|(?:break|continue);"
        r"|(?:case[ ][^\r\n<>{}]{1,80}|default):(?=[ \t]*(?:[\r\n<]|\Z))"
        r"|(?:var|string|int|bool|decimal|double|await|return)[ ][^\n<;]{1,200};(?=[ \t]*(?:[\r\n<}]|\Z)))",
        "html",
        "hidden",
    ),
    _inline("Angular", r"(?<![\w.@])@let\s+\w+\s*=[^;<]*;", "html", "hidden"),
    _inline(
        "Razor",
        rf"(?<![\w.@+\\-])@(?:await\s+)?(?:[A-Za-z_]\w*(?:\.\w+|{PARENTHESES}|\[[^\[\]\n]*\])+|{PARENTHESES})",
        "html",
    ),
    _inline("critic mark", r"\{(?P<sign>\+\+|==)(?P<label>(?:(?!(?P=sign)).){1,900})(?P=sign)\}"),
    _inline("diff mark", r"\{(?P<sign>[+-])[ ]?(?=[^\W\d_])(?P<label>[^{}\n]{1,300}?)[ ]?(?P=sign)\}"),
    _inline("diff mark", r"\[(?P<sign>[+-])[ ](?=[^\W\d_])(?P<label>[^\[\]\n]{1,300}?)[ ](?P=sign)\](?!\()"),
    _inline("named reference", r"(?<![^\s(])[~%]\"[^\"\n]{1,80}\""),
    _inline("critic mark", r"\{--[^{}]+--\}|\{>>[^{}]+<<\}|\{~~[^{}]+~~\}"),
    _inline("variable", r"\{\{-?[ ]*(?:\"[^\"\n]*\"|`[^`\n]*`|'[^'\n]*')[ ]*-?\}\}", "html"),
    _inline("variable", rf"\{{\s*\w+\s*,\s*(?:plural|selectordinal|select)\s*,(?:[^{{}}]|{DEEP})*\}}", "html"),
    _inline("variable", r"\{\{[ ]*\w+\([^{}()]*\)[ ]*\}\}", "html", "attributes"),
    _inline("variable", r"\{\{\{[^{}]+\}\}\}|@?\{\{(?:[^{}]|\{[^{}]*\})+\}\}|\{!![^{}]+!!\}", "html"),
    _inline(
        "variable", r"<%(?:[^%<]|%(?!>)|<(?!%))+%>|\[%(?:[^%\[]|%(?!\])|\[(?!%))+%\]|<\?(?:php|=)[^<?]+\?>", "html"
    ),
    _inline("merge tag", r"\*\|[^|\n*]{1,80}\|\*|%%[A-Za-z_][\w.]{0,60}%%|%%=[^\n%]{1,200}=%%", "html"),
    _inline("Thymeleaf", r"\[\[[$\#*@~]\{[^{}\n]+\}\]\]|\[\([$\#*@~]\{[^{}\n]+\}\)\]", "html"),
    _inline("FreeMarker", r"</?[\#@][A-Za-z][^<>\n]*>", "html", "hidden"),
    _inline("FreeMarker", r"\[/?[\#@][A-Za-z][^\[\]\n]*\](?![\[(])|\[=[A-Za-z][^\[\]\n]*\]", "html"),
    _inline(
        "variable",
        r"(?:[$\#@]|(?<![^\s>(])\*)!?\{(?:[^{}\n]|\n(?![ \t]*\n))+\}|\$!?[a-z]\w*(?:\.[A-Za-z]\w*(?:\(\))?)+",
        "html",
    ),
    _inline(
        "Velocity",
        rf"\#(?:if|elseif|foreach|set|parse|macro)\s?{PARENTHESES}|\#(?:end|else)\b(?![-\w])",
        "html",
        "hidden",
    ),
    _inline("role", r"\{abbr\}`[^`()\n]*\((?P<label>[^`()\n]+)\)`"),
    _inline("role", r"\{[\w:+.-]+\}`(?P<label>[^`<>\n]*?[^`<>\s])[ ]*<[^`<>\n]+>`"),
    _inline("role", r"\{[\w:+.-]+\}(`+)(?!`).{1,300}?(?<!`)\1(?!`)"),
    _inline("attributes", ATTRIBUTE_LIST, "hidden", "attributes"),
    _inline("block", r"\{[\#:/@][a-z][^{}\n]*\}", "html", "hidden"),
    _inline("variable", r"\{[A-Za-z_$][\w$]*(?:(?:\.|\?\.|::)[\w$]+|\[[\w\"']+\]|\([^(){}\n]*\))*\}", "html"),
    _inline("math", r"(?<![\w$\\])\$`[^`\n]+`\$(?!\w)"),
    _inline("math", r"(?<![$\\])\$\$(?!\$)(?:(?!\$\$|\n\n).)+\$\$", "html"),
    _inline("math", r"(?<![\w$\\])\$(?![\s$])(?:\\.|[^$\\\n]|\n(?!\n)){1,300}?(?<![\s\\])\$(?![\w$])"),
    _inline("math", r"\\\\\((?:(?!\\\\[()]|\n\n).){1,300}\\\\\)|\\\\\[(?:(?!\\\\[\[\]]|\n\n).){1,900}\\\\\]"),
    _inline("math", r"\\\((?:(?!\\[()]|\n\n).){1,300}\\\)|\\\[(?:(?!\\[\[\]]|\n\n).){1,900}\\\]", "html"),
    _inline(
        "template link",
        r"!?\[(?P<label>(?:[^\[\]\n]|\[[^\[\]\n]*\]){1,300})\]"
        r"\((?:\{\{[^{}]+\}\}|\{%[^{}]+%\}|<%[^%<]+%>)[^()\n]*\)",
    ),
    _inline(
        "LaTeX",
        r"\\(?:[cC]ite\w*|(?:auto|eq|page|name|[cC]|v)?ref|label|url|index|gls\w*|Gls\w*|acr\w+|input|include\w*|hspace|vspace"
        r"|footnotemark|nocite|SI|si|num|pgfplots\w*)\*?(?:\[[^\[\]\n]*\]){0,2}(?:\{[^{}\n]*\}){1,2}",
    ),
    _inline(
        "LaTeX",
        r"\\(?:text(?:bf|it|sc|tt|sf|rm|up|sl|md)|emph|underline|textsuperscript|textsubscript|enquote|mbox|footnote|uline)"
        r"\{(?P<label>[^{}\n]{1,300})\}",
    ),
    _inline("LaTeX", r"\\@ref\([^()\n]{1,80}\)"),
    _inline(
        "include",
        r"\[!(?:INCLUDE|include|Include|code|Code|VIDEO|Video|video)\b[^\[\]\n]*(?:\[[^\[\]\n]*\](?:\([^()\n]*\))?)?\s*\]",
    ),
    _inline(
        "shortcode",
        r"\[/?[a-z][\w-]{1,40}(?:[ ]+[\w-]+=(?:\"[^\"\[\]<>\n]*\"|'[^'\[\]<>\n]*'|[^\s\"'\[\]<>]+))+[ ]*/?\](?![\[(:])"
        r"|\[/[a-z][\w-]{1,40}\](?![\[(:])|\[(?P<tag>[a-z][\w-]{1,40})\](?![\[(:])(?=(?:[^\[]|\[(?!/)){0,300}\[/(?P=tag)\])",
        "html",
    ),
    _inline("intra-doc link", rf"\[`[^`\n\[\]]{{1,200}}`\](?!\[|:[ ]){UNLINKED}"),
    _inline("embed", rf"!\[\[[^\[\]\n]+\]\]{UNLINKED}"),
    _inline("wiki link", rf"\[\[[^\[\]|\n\\]+\\?\|(?P<label>[^\[\]|\n]*[^\[\]|\s])\]\]{UNLINKED}"),
    _inline("wiki link", rf"(?<!\[)\[\[[^\[\]|\n]+\]\](?!\]){UNLINKED}"),
    _inline("progress", r"\[=[ ]*[\d.]+(?:%|[ ]*/[ ]*[\d.]+)(?:[ ]+\"(?P<label>[^\"\n]*)\")?[ ]*\]"),
    _inline("span", r"\[(?P<label>(?:[^\[\]\n]|\[[^\[\]\n]*\]){1,300})\]" + rf"(?:{ATTRIBUTE_LIST})", "attributes"),
    _inline("field", r"\[[A-Za-z][\w -]{0,40}::[ ](?P<label>[^\[\]\n]+)\]"),
    _inline("identifier", r"(?<![\s\S]):{3}[ ]+[A-Za-z_][\w-]*(?:(?:\.|::|/)[\w-]+)*(?=\Z|\n)"),
    _inline("citation", r"\[[^\[\]@\n]{0,40}(?<![\w.])-?@[\w:.\#$%&+?<>~/-]+(?:[^\[\]\n]*)\](?![\[(:])"),
    _inline(
        "reference",
        r"\[(?P<label>(?![\^@!])(?:[^\[\]\n\\<`]|`[^`\n]*`){1,300})\]\[(?P<target>(?!\^)[^\[\]\n\\]{0,200})\](?!\()",
    ),
    _inline("inline directive", r"(?<![\w:]):[a-z][\w-]{0,40}\[(?P<label>[^\[\]\n]+)\](?:\{[^{}\n]*\})?"),
    _inline("inline directive", r"(?<![\w:]):[a-z][\w-]{0,40}\{[^{}\n]*\}", "attributes"),
    _inline("emoji", r"(?<![\w:]):(?=[\w+-]{0,59}[A-Za-z1])[\w+-]{1,60}:(?![\w:])"),
    _inline(
        "keys",
        r"(?<!\+)\+\+(?=[\w\"])(?:[\w+\"' -]|&\#?\w{1,20};|\"(?:\\.|[^\"\\\n]){1,20}\"){1,40}?(?<![\s+])\+\+(?!\+)",
    ),
    _inline("mark", r"(?<![=\w])==(?=[^\s=])(?P<label>[^=\n]*[^\s=])==(?!=)"),
    _inline("mark", r"\^\^(?=[^\s^])(?P<label>[^\^\n]*[^\s^])\^\^(?!\^)"),
    _inline("block id", r"(?<=[ \n])\^[A-Za-z0-9][A-Za-z0-9-]{2,}(?=\n|\Z)", "hidden"),
    _inline("subscript", r"(?<=[\w)\]])~(?![~\s])[^~\s]{1,30}~(?!~)|(?<=[\w)\]])\^(?![\^\s])[^\^\s\[\]]{1,30}\^(?!\^)"),
    _inline("mention", r"(?<![\w.])@\"[^\"\s]{1,200}\""),
    _inline("mention", r"(?<![\w./@+%-])@[A-Za-z][\w-]*(?:\.[A-Z]\w*)*(?:[:/][A-Za-z][\w-]*)*(?![\w-]|\.\w|\.?@)"),
    _inline("component", JSX_TAG, "attributes"),
)
"""In the order in which they are tried."""
EXPRESSION = _inline("expression", BRACES)
"""Of MDX alone: what stands in braces is JavaScript there."""
MATHEMATICAL = re.compile(r"[\\^_={}<>|+*/0-9]|\A\W*[A-Za-z]\W*\Z")
WORD = re.compile(r"[^\W\d_]{3}")
SIGNS = re.compile(r"\A(?:\${1,2}`?|\\{1,2}[(\[])|(?:`?\${1,2}|\\{1,2}[)\]])\Z")
"""What stands around a formula."""
FUNCTION = re.compile(r"[A-Za-z]+(?=\()")
ESCAPED_PROSE = re.compile(r"[^\W\d_]{3}\W+[^\W\d_]{3}")


@cache
def _by_character(html: bool, expressions: bool) -> dict[str, tuple[Inline, ...]]:
    known = [one for one in INLINES if one.html or not html]
    if expressions:
        known.insert(next(place for place, one in enumerate(known) if one.name == "math"), EXPRESSION)
    begins = sorted(set("".join(_STARTS.values())))
    return {character: tuple(one for one in known if character in _STARTS[one.name]) for character in begins}


_STARTS = {
    "comment": "{%@<[", "critic mark": "{", "diff mark": "{[", "named reference": "~%", "shortcode": "[",
    "intra-doc link": "[",
    "tag": "{", "code tag": "{", "variable": "{<[$#@*", "role": "{",
    "attributes": "{", "merge tag": "*%",
    "math": "$\\", "LaTeX": "\\", "embed": "!", "wiki link": "[", "template link": "[!", "citation": "[",
    "inline directive": ":", "emoji": ":", "keys": "+", "mark": "=^", "subscript": "~^", "mention": "@", "span": "[",
    "field": "[", "include": "[", "progress": "[", "identifier": ":",
    "reference": "[", "block id": "^", "block": "{", "Razor": "@}\r\n", "Blade": "@", "Angular": "@", "Thymeleaf": "[",
    "FreeMarker": "[<", "Velocity": "#", "component": "<", "expression": "{",
}  # fmt: skip
"""Name of an inline code -> what it may begin with."""


_SECONDS = {
    ("comment", "["): "#", ("comment", "<"): "#", ("variable", "["): "%", ("variable", "<"): "%?",
    ("variable", "*"): "{!", ("merge tag", "*"): "|", ("FreeMarker", "["): "/#@=", ("FreeMarker", "<"): "/#@",
    ("Thymeleaf", "["): "[(", ("wiki link", "["): "[", ("include", "["): "!", ("progress", "["): "=",
    ("intra-doc link", "["): "`", ("diff mark", "["): "+-", ("diff mark", "{"): "+-",
    ("shortcode", "["): "/abcdefghijklmnopqrstuvwxyz",
}  # fmt: skip
"""(name, first character) -> what stands behind that, where it is one of a few: most brackets and stars begin no code,
and nothing is tried there then."""


def inline_at(text: str, place: int, end: int, *, html: bool = False, expressions: bool = False) -> (
    tuple[Inline, re.Match[str]] | None
):  # fmt: skip
    """The inline code that begins at an offset of a text, and ends before `end`."""
    for one, pattern in _possible(text, place, html, expressions):
        match = pattern.match(text, place, end)
        if match is None or (one.name == "math" and not _is_math(match.group())):
            continue
        if html or match.group() != "}" or not _is_closed(text, place):
            return one, match
    return None


def _is_closed(text: str, place: int) -> bool:
    """Whether a brace closes one that stands in the words before it, as in `{ a, b }`, and no block of a template."""
    before = text[max(0, place - 200) : place]
    return before.count("{") > before.count("}") and BLOCK_START.search(before) is None


def _possible(text: str, place: int, html: bool, expressions: bool) -> tuple[tuple[Inline, re.Pattern[str]], ...]:
    """What may begin at an offset of a text; no code tells one character beyond ASCII from another."""
    return _compiled(text[place], min("\x80", text[place + 1 : place + 2]), html, expressions)


@cache
def _compiled(
    character: str, following: str, html: bool, expressions: bool
) -> tuple[tuple[Inline, re.Pattern[str]], ...]:
    """What may begin with two characters; compiled when a text first has them."""
    known = [
        one
        for one in _by_character(html, expressions).get(character, ())
        if following in _SECONDS.get((one.name, character), following)
    ]
    return tuple((one, compiled(one.pattern, re.VERBOSE | re.DOTALL)) for one in known)


def inlines(
    text: str, start: int, end: int, *, text_only: bool = False
) -> Iterator[tuple[Inline, re.Match[str]]]:  # fmt: skip
    """The inline codes of a text that is HTML, in order; `text_only`: of plain text, where `$x$` is a formula too."""
    place = start
    while found := BEGINS.search(text, place, end):
        place = found.start() + 1
        one = inline_at(text, found.start(), end, html=True)
        if one is None and text_only and found.group() == "$":
            one = next(_formulas(text, found.start(), end), None)
        if one is not None:
            yield one
            place = one[1].end()


def _formulas(text: str, start: int, end: int) -> Iterator[tuple[Inline, re.Match[str]]]:
    for one, pattern in _possible(text, start, html=False, expressions=False):
        if one.name == "math" and (match := pattern.match(text, start, end)) and _is_math(match.group()):
            yield one, match


def has_words(text: str) -> bool:
    """Whether a letter or digit stands in a text outside of all codes."""
    place, left = 0, []
    for _, match in inlines(text, 0, len(text)):
        left.append(text[place : match.start()])
        place = match.end()
    return any(map(str.isalnum, "".join(left) + text[place:]))


STATEMENT = (
    "await|bool|break|case|continue|decimal|default|double|else|for|foreach|if|int|lock|return|string|switch|using|"
    "var|while"
)
"""What a line of C# begins with between the tags of a page."""
BEGINS = re.compile(rf"[{{}}<\[$#@\\]|\*\||%%|\r?\n(?=[ \t]*(?:\}}\s*)?(?:{STATEMENT})\b)")


def _is_math(raw: str) -> bool:
    """Whether what stands between the signs of a formula is one, and no prose with prices or brackets in it."""
    inner = SIGNS.sub("", raw)
    if not MATHEMATICAL.search(inner):
        return not WORD.search(FUNCTION.sub("", inner)) and any(map(str.isalpha, inner))
    return raw.startswith("$$") or not ESCAPED_PROSE.search(re.sub(r"\\\w+|\{[^{}]*\}", "", inner))
