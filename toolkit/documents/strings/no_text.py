r"""Strings that are for programs and no text for readers, whatever letters they hold; always the whole string.

A literal table: add a row for a kind that was drafted and should not have been, with a case for it.
"""

import functools
import re

CSS = (
    r"(?:align|animation|background|border|bottom|box|clear|color|content|cursor|display|flex|float|font|grid|height|"
    r"justify|left|letter|line|list|margin|max|min|opacity|outline|overflow|padding|position|right|text|top|transform|"
    r"transition|vertical|visibility|white|width|word|z)(?:-[a-z]+)*"
)
UNIT = r"(?:px|r?em|ex|ch|v[hw]|vmin|vmax|pt|pc|cm|mm|in|fr|deg|m?s|%)"
CSS_VALUE = (
    rf"(?:-?[\d.]+(?:{UNIT})?(?![a-z])|\#[0-9A-Fa-f]{{3,8}}|[a-z-]+\([^()]*\)|'[^']*'|\"[^\"]*\"|!important|[a-z]+(?:-[a-z]+)+(?![\w-])|"
    r"(?:auto|none|inherit|initial|unset|bold|bolder|lighter|normal|italic|center|left|right|top|bottom|middle|baseline|"
    r"justify|solid|dashed|dotted|double|thin|medium|thick|block|inline|flex|grid|table|absolute|relative|fixed|static|"
    r"sticky|hidden|visible|scroll|pointer|default|underline|uppercase|lowercase|capitalize|nowrap|transparent|"
    r"currentcolor|white|black|red|green|blue|yellow|gray|grey|silver|navy|orange|purple|serif|monospace|ease|linear|all)"
    r"(?![a-z-]))"
)
FONT = r"(?:'[^']*'|\"[^\"]*\"|[A-Z][\w-]*(?: [A-Z][\w-]*)*)"
LAYOUT = (
    r"(?:[a-z]+:)*(?:(?:items|justify|self|content|place)-(?:start|end|center|between|around|evenly|baseline|stretch|auto)|"
    r"text-(?:left|center|right|xs|sm|base|lg|xl|white|black)|font-(?:thin|light|normal|medium|semibold|bold)|"
    r"(?:flex|grid)-(?:row|col|wrap|auto|none)|(?:rounded|shadow|border)-(?:none|sm|md|lg|xl|full|t|b|l|r)|"
    r"[mpwh][xytblr]?-(?:auto|full|screen)|(?:overflow|cursor)-(?:auto|hidden|scroll|pointer|default)|"
    r"flex|grid|block|hidden|relative|absolute|fixed|sticky|container|truncate|rounded|shadow|border)(?![\w-])"
)
"""A name of a class of style sheets, as Tailwind has them."""
NO_TEXT: dict[str, str] = {
    "address": r"[a-z][a-z0-9+.-]*://\S+|(?:mailto|tel|sms|data|urn|arn|javascript):\S+"
    r"|(?:localhost|[\w-]+(?:\.[\w-]+)+):\d{2,5}(?:/\S*)?|\S+@[\w-]+\.\S+|www\.\S+",
    "colour": r"\#[0-9A-Fa-f]{3,8}|(?:rgba?|hsla?|oklch|lab|hwb)\([^()]*\)",
    "path": r"(?:\.{0,2}|~|\$\{?[A-Z_]+\}?)/\S*|[\w.@-]+(?:/[\w.@-]+)*/|@[a-z0-9-]+/[\w.-]+|[A-Za-z]:\\\S*"
    r"|[\w-]*[a-z0-9][\w-]*(?:\.[\w-]+)+|\S+\.[a-z0-9]{2,5}"
    r"|(?=[^_]*[a-z0-9]_)[A-Za-z0-9-]+(?:_[A-Za-z0-9-]*)+",
    "identifier": r"[a-z]+(?:-[a-z0-9]+){2,}|[a-z]+[A-Z]\w*|[a-z]+\d[a-z0-9]*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|_\w+",
    "symbol of Ruby": r":[a-z_]\w*[?!]?",
    "UUID or digest": r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|(?:sha\d+|md5)[-:]\S+|[0-9a-f]{32,}",
    "MIME type": r"(?:application|audio|font|image|message|model|multipart|text|video)/[\w.+*-]+(?:\s*;\s*[\w-]+=\S+)*",
    "locale": r"[a-z]{2,3}[-_](?:[A-Z][a-z]{3}[-_])?[A-Z]{2}(?:\.[A-Za-z0-9-]+)?",
    "time zone": r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[\w/+-]+",
    "regular expression": r"\^(?=.*[\[(\\*+?|{])\S.*|(?=.*[\[(\\])\S*[\])*+?}]\$"
    r"|/(?=[^/]*[\[(\\^*+])[^/\n]+/[dgimsuvy]*",
    "style sheet": rf"(?:{CSS}\s*:\s*{CSS_VALUE}(?:[\s,/]+{CSS_VALUE})*\s*(?:;\s*|$))+"
    rf"|-?[\d.]+{UNIT}(?:\s+-?[\d.]+{UNIT})*\s*(?:solid\b.*)?",
    "classes": r"(?:[a-z]+\s+)*(?:btn|col|bg|alert|badge|nav|form|mt|mb|pt|pb)-[a-z0-9-]+(?:\s+[a-z][a-z0-9:-]*)*",
    "classes of utilities": r"(?=.*-\d)(?:[a-z]+:)*-?[a-z]+(?:-[a-z0-9./]+)+"
    r"(?:\s+(?:[a-z]+:)*-?[a-z]+(?:-[a-z0-9./]+)+)+",
    "classes of layouts": rf"(?=.*-){LAYOUT}(?:\s+{LAYOUT})+",
    "function of a style": r"(?:repeating-)?(?:linear|radial|conic)-gradient\(.*\)"
    r"|(?:calc|var|url|clamp|cubic-bezier)\([^()]*\)|(?:translate|rotate|scale)[XYZ3d]{0,2}\([^()]*\d[^()]*\)",
    "call": r"[a-z_$][\w$]*(?:\.[\w$]+)*\(\);?",
    "selector": r"(?:[.#][A-Za-z_][\w-]*(?:::?[a-z-]+)?[\s>+~,]*)+(?:(?<=[>+~])\s*[a-z]+[1-6]?(?:::?[a-z-]+)?)?",
    "name of a class": r"[A-Z]\w*(?:::[A-Z]\w*)+(?:[.#]\w+[?!]?)?|\\?[A-Z]\w*(?:\\[A-Z]\w*)+(?:::\w+)?",
    "JSON": r"\{\s*\"[^\"]*\"\s*:.*\}",
    "date of SQL": r"(?=.*(?:HH24|HH12|:MI\b|MON\b))(?:YYYY|YY|MM|MON|DD|DY|HH(?:12|24)?|MI|SS|FF\d?|AM|PM|[-/:., T])+",
    "date of Go": r"(?=.*(?:2006|15:04|3:04))(?:Monday|Mon|January|Jan|2006|06|MST|PM|pm|Z07:00|[-+]?0700|[_0]?[1-5]|15"
    r"|\.0+|[-/:., T])+",
    "rule of a calendar": r"(?:RRULE|EXRULE|RDATE|EXDATE|DTSTART|FREQ)[:;=]\S+",
    "name of a browser": r"Mozilla/5\.0\s.*",
    "assignment": r"[a-z_$][\w.]*\s*[-+*/]?=\s*[\w.$]+(?:\s*[-+*/%]\s*[\w.$]+)+",
    "icon": r"(?:fa[bdlrs]?\s+)?(?:fa|mdi|bi|ti|glyphicon|icon|lucide)-[a-z0-9-]+(?:\s+(?:fa|mdi|bi)-[a-z0-9-]+)*",
    "anchors of Ruby": r"\\A\S+\\[zZ]",
    "query": r"[\w.\[\]%-]+=[^\s&=]*(?:&(?:amp;)?[\w.\[\]%-]+=[^\s&=]*)*",
    "statement of SQL": r"(?:SELECT\s\S.*\sFROM|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM"
    r"|(?:CREATE|ALTER|DROP)\s+TABLE)\s.*|[a-z_][\w.]*\s+(?:ASC|DESC)(?:\s*,\s*[a-z_][\w.]*\s+(?:ASC|DESC))*",
    "fonts": rf"{FONT}(?:\s*,\s*{FONT})*"
    r"\s*,\s*(?:sans-serif|serif|monospace|cursive|system-ui|[\d.]+pt(?:,\s*style=\w+)?)",
    "media query": r"(?:(?:only\s+)?(?:screen|print|all)\s+and\s+)?\((?:min|max)-(?:width|height)\s*:[^()]*\)"
    r"(?:\s+and\s+\([^()]*\))*",
    "size": r"\d+\s?[x×]\s?\d+(?:\s?px)?|0x[0-9A-Fa-f]+",
    "command": r"(?:npm|yarn|pnpm)\s+(?:run|install|i|ci|test|start|build|add|dev)\b[^.,;!?]*|npx\s+\S+.*"
    r"|git\s+(?:clone|pull|push|commit|checkout|add|init|status|log|merge|rebase|fetch)(?:\s+[\w./:@-]+)*"
    r"|pip3?\s+install\s.*|docker\s+(?:run|build|pull|compose|exec|ps)(?:\s+[\w./:@=-]+)*"
    r"|(?:sudo\s+)?(?:rm|cp|mv|ls|mkdir|chmod|chown|curl|wget|ssh|scp|tar|make|python3?|node|cargo|go|systemctl|"
    r"kubectl)"
    r"\s+(?:\S+\s+)?--?[A-Za-z][\w-]*(?:[ =][\w./:@*~=-]+)*|(?:sudo\s+)?apt(?:-get)?\s+install\s.*",
    "data": r"(?=\S*\d)(?=\S*[a-z])(?=\S*[A-Z])[A-Za-z0-9+/_-]{20,}={0,2}|[A-Za-z0-9+/]{16,}={1,2}",
    "version": r"(?:[\^~]|[<>]?=)?[vV]?\d+(?:\.\d+)+(?:[-+][\w.]+|\+)?",
    "key stroke": r"(?:(?:Ctrl|Alt|Shift|Cmd|Meta|Option|Command|CmdOrCtrl)\s*\+\s*)+\S+"
    r"|(?:(?:ctrl|alt|shift|cmd|meta|mod|super)\+)+\S+|[⌘⌥⇧⌃]+\s?\S{1,6}",
    "moment or duration": r"\d{4}-?\d{2}-?\d{2}[T ]\d{2}(?::?\d{2}){1,2}(?:[.,]\d+)?(?:Z|\s?[+-]\d{2}:?\d{2})?"
    r"|P(?=[\dT])(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?",
    "option of a program": r"-[A-Za-z]|--[a-z][\w-]*(?:=\S+)?",
    "request": r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+/\S*",
    "drawing": r"(?=.*[LlHhVvCcQqSsZz])(?!.*[A-Ya-y]\s*[A-Ya-y])[Mm]\s?-?[\d.][\d.\s,eMmLlHhVvCcSsQqTtAaZz+-]*[Zz]",
    "number pattern": r"[\#0,.;%\s¤-]*[\#0][\#0,.;%\s¤-]*(?:E0+)?",
}
"""Kind -> pattern."""
PLAIN = re.compile(
    r"\s*(?!(?:npm|yarn|pnpm|npx|git|pip3?|docker|sudo|apt|SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP)\s)"
    r"[^\s\-\d.#,;%¤(/^$:+][^(/^$:+\-]*"
)
"""What words with white space between them begin with and consist of: with a space inside, no kind in the table is made
of these alone, but for those with one of ENDINGS. (A text of one word may be: a name of a program, say.)"""
ENDINGS = ("serif", "monospace", "cursive", "pt", "ASC", "DESC", "Z", "z")
"""Of lists of fonts, of orders and of drawings."""
LONGEST = 400
"""Characters of a string that may be no text; what is longer is not tried, since the patterns are not linear."""
STRFTIME = re.compile(r"%[-_0^#]?\d*[:E]?[A-Za-z%]")
STRFTIME_ONLY = frozenset("YmHMBbAapSyIjZlPkDTRhCVwUn")
"""Directives of strftime that printf has not."""
DATE_LETTERS = "yYMLdDEeaAHhKkmsSZzXxGQqwWo"
DATE_WORD = re.compile(rf"(?:([{DATE_LETTERS}])\1*(?![A-Za-z]))|(?:([{DATE_LETTERS}])\2+(?!\2))+|Do|LLLL|T|Z")
WORD = re.compile(r"[^\W\d_]+")
QUOTED = re.compile(r"'[^']*'|\[[^\[\]]*\]")


def is_no_text(text: str) -> bool:
    """Whether the string is of a kind in the table, or a pattern of dates."""
    if len(text) > LONGEST:
        return False
    sure = PLAIN.fullmatch(text) is not None and len(text.split(None, 1)) > 1 and not text.endswith(ENDINGS)
    return (not sure and pattern().fullmatch(text) is not None) or is_date_pattern(text)


@functools.cache
def pattern() -> re.Pattern[str]:
    """Of all kinds together; large, and compiled when a string is met that may be one."""
    return re.compile(rf"\s*(?:{'|'.join(f'(?:{pattern})' for pattern in NO_TEXT.values())})\s*")


def is_date_pattern(text: str) -> bool:
    """Whether the string says how dates or times are written, in the letters of CLDR: `dd/MM/yyyy`, `h:mm a`."""
    bare = QUOTED.sub(" ", text) if "'" in text or "[" in text else text
    first = WORD.search(bare)
    if first is None or not DATE_WORD.fullmatch(first[0]):
        return False
    words = WORD.findall(bare)
    fields = sum(1 for word in words if len(word) > 1)
    return (len(words) > 1 and fields > 0 and all(DATE_WORD.fullmatch(word) for word in words)) or (
        len(words) == 1 and len(set(words[0])) > 2 and len(words[0]) > 5 and DATE_WORD.fullmatch(words[0]) is not None
    )  # fmt: skip


def is_strftime(text: str) -> bool:
    """Whether the signs with a per cent in the string are those of strftime."""
    found = STRFTIME.findall(text)
    return len(found) > 1 and any(one[-1] in STRFTIME_ONLY for one in found)
