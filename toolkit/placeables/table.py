# ruff: noqa: E501 - a pattern is read on one line
r"""The table of placeables: what in a text is for programs and must come out of a translation as it went in.

Patterns are read with re.VERBOSE and re.ASCII: `\w` is a letter of programs, so that hanzi and Cyrillic letters are
boundaries. Of the kinds that match at the same place, the one that matches most wins (find.py).
"""

from dataclasses import dataclass

ADDRESS, MARKUP, VARIABLE, CODE, SIGN, NUMBER = "address", "markup", "variable", "code", "sign", "number"
"""What kinds are to those who use them: markup and variables are codes in strings of programs, all of them are kept in
drafts, and a number is compared by its value, since another language may write it otherwise."""
EVERYWHERE, TEXTS, STRINGS = "everywhere", "texts", "strings"
"""Where a kind occurs: only in texts (sentences, messages of catalogs), only in strings of programs (files of strings, of
which a reader knows that they are such), or in both."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of placeable."""

    group: str
    """One of the six above: where it occurs, and how it is compared."""
    name: str
    needs: str
    """A short pattern that every text with one of the kind matches: most texts need not be looked at for most kinds."""
    pattern: str
    examples: tuple[str, ...]
    """Each is one placeable, whole."""
    strict: bool = True
    """A person keeps it letter for letter too; of others (an emoji, a name such as iPhone) a translator may think."""
    copied: bool = False
    """Letters and digits alone: a model that knows no slots may be shown it, and often copies it."""
    where: str = EVERYWHERE

    @property
    def in_strings(self) -> bool:
        """Whether it is a code in a string of a program."""
        return self.group in (MARKUP, VARIABLE) and self.where != TEXTS


IN_URL = r"""[^\s<>"'“”«»\u00a0\u3000-\u9fff\uff00-\uffef]"""
URL_END = r"""[^\s<>"'“”«»\u00a0\u3000-\u9fff\uff00-\uffef.,:;!?…)\]]"""
"""A URL ends before white space, quotation marks, hanzi, and the punctuation of its sentence."""
EXTENSIONS = (
    "7z|aab|apk|asm|avi|bak|bash|bat|bin|bmp|bz2|c|cc|cfg|class|cmd|cnf|conf|cpp|crt|cs|css|csv|cxx|dat|db|deb|desktop|dll|"
    "dmg|doc|docx|eml|env|epub|exe|flac|gif|go|gradle|gz|h|hpp|htm|html|ico|ics|ini|ipynb|iso|jar|java|jpeg|jpg|js|json|"
    "jsonl|jsx|key|kt|lock|log|lua|m4a|md|mkv|mo|mov|mp3|mp4|mpeg|msi|odp|ods|odt|ogg|opus|otf|patch|pdf|pem|php|pl|plist|"
    "png|po|pot|ppt|pptx|properties|ps1|psd|py|pyc|pyi|qm|r|rar|rb|rpm|rs|rst|rtf|sav|scss|service|sh|so|sql|sqlite|srt|"
    "strings|svg|swift|swp|sys|tar|tbx|tex|tgz|tiff?|tmp|tmx|toml|torrent|tsv|tsx?|ttf|txt|ui|vb|vtt|vue|war|wasm|wav|webm|"
    "webp|whl|wma|woff2?|xlf|xliff|xls|xlsx|xml|xpi|xsd|xsl|xz|ya?ml|zip|zsh|zst"
)
"""Endings by which a file name is known; a dot alone is not enough (`e.g`)."""
DOMAINS = (
    "com|org|net|edu|gov|mil|int|info|biz|io|dev|app|kg|ru|su|cn|kz|uz|tj|tm|uk|de|fr|it|es|nl|pl|ua|by|tr|in|jp|kr|tw|hk|"
    "us|ca|au|br|ch|at|se|no|fi|dk|cz|eu|рф|中国"
)
"""The ends of domain names that are written without an address in front of them."""
KEY = (
    r"(?:F\d{1,2}|Esc(?:ape)?|Tab|Enter|Return|Space(?:bar)?|Backspace|Del(?:ete)?|Ins(?:ert)?|Home|End|Page\s?(?:Up|Down)|"
    r"PgUp|PgDn|Up|Down|Left|Right|Plus|Minus|Print\s?Screen|PrtSc|Pause|Break|[A-Za-z0-9]|[^\w\s])(?![A-Za-z0-9])"
)
MODIFIER = r"(?:Ctrl|Control|Alt|AltGr|Shift|Cmd|Command|Option|Opt|Meta|Super|Win|Windows|Fn|Hyper)"
DIGITS = r"\d(?:[\d,.\u00a0\u202f]*\d)?"
"""A number with the separators of any language."""
DAY, MONTH, YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:1[5-9]|20|21)\d\d"
DAY_IN_TWO, MONTH_IN_TWO = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
CURRENCY = r"[$¢£¤¥֏؋৳฿៛₠-₿＄￠￡￥￦]"
KEY_IN_WORD = r"[A-Z][a-z]{0,9}_[a-z]{1,10}(?:\ [a-z]{1,12}){0,2}(?:…|\.{3})?\Z"
"""The end of a string of a program in which an underscore marks the letter of a key: `E_xit`, `Select A_ll`."""
EMOJI = (
    r"[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u27f0-\u27ff\u2900-\u297f"
    r"\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
EMOJI_TAIL = r"(?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d" + EMOJI + ")*"
BRACED = r"\{{[^{{}}]*(?:{0}[^{{}}]*)*\}}"
"""Braces with others in them."""
ICU = BRACED.format(BRACED.format(BRACED.format(r"\{[^{}]*\}")))[2:]
LETTERS = r"\w\u00c0-\u1fff\u3005\u3041-\ud7ff"
NAME = rf"[{LETTERS}][{LETTERS}.-]{{0,30}}"
"""The name of a value in braces, in any letters."""
PRINTF = r"[-+\#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|j|t|q|L)?"

KINDS = (
    # addresses
    Kind(ADDRESS, "url", "://", rf"(?<![A-Za-z])[A-Za-z][A-Za-z0-9+.-]{{1,20}}://{IN_URL}*{URL_END}", ("https://example.org/a_b?c=1#d", "ftp://x.org")),
    Kind(ADDRESS, "url", r"www\.", rf"(?<![\w.])www\.[\w-]+(?:\.[\w-]+)+(?:[/?#:]{IN_URL}*{URL_END})?", ("www.example.org/a",)),
    Kind(ADDRESS, "url", r":[\w+?/]", rf"(?<![A-Za-z])(?:mailto|tel|sms|geo|magnet|data|urn|doi|arXiv):(?=[\w+?/]){IN_URL}*{URL_END}", ("tel:+996312000000",)),
    Kind(ADDRESS, "email", "@", r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", ("me.too+x@mail.example.org",)),
    Kind(
        ADDRESS,
        "domain",
r"\.[^\s.]",
        rf"(?<![\w.@/-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,60}}[A-Za-z0-9])?\.)+(?:{DOMAINS})(?![\w-])(?!\.\w)(?::\d{{1,5}})?(?:/(?:{IN_URL}*{URL_END})?)?",
        ("example.org", "sub.my-site.kg", "example.com/a/b"),
    ),
    Kind(ADDRESS, "mention", "@", r"(?<![\w@.])@[A-Za-z_][\w.-]*\w", ("@name", "@jane_doe")),
    Kind(ADDRESS, "hashtag", r"\#", r"(?<![\w&#/])\#[A-Za-z0-9_][\w-]*(?:/[\w-]*\w)*", ("#42", "#ff0000", "#news", "#work/plans")),
    # markup
    Kind(
        MARKUP,
        "tag",
"<",
        r"""</?[A-Za-z][\w:.-]*(?:\s+[\w:.@-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s<>"']+))?)*\s*/?>""",
        ("<b>", '<a href="%(url)s">', "</span>", "<br/>"),
    ),
    Kind(MARKUP, "tag", "<", r"</?\d{1,3}\s*/?>", ("<0>", "</12>")),
    Kind(MARKUP, "tag", "<", r"</?[A-Za-z][\w.:-]*\s[^<>]{1,500}>", ("<Trans n={a b}>",), where=STRINGS),
    Kind(MARKUP, "comment", "<!--", r"<!--(?:(?!-->)[\s\S]){0,500}-->", ("<!-- note -->",)),
    Kind(MARKUP, "template tag", "<[%?]", r"<%(?:[^%\n]|%(?!>)){0,200}%>|<\?(?:php|=|xml)(?:[^?\n]|\?(?!>)){0,200}\?>", ("<%= x %>", "<?= $a ?>")),
    Kind(MARKUP, "bbcode", r"\[", r"\[/?(?:b|i|u|s|url|img|code|quote|color|size|list|center|\*)(?:=[^\]\n]{0,200})?\]", ("[b]", "[/url]", "[color=red]"), strict=False),
    Kind(MARKUP, "wiki link", r"\[\[", r"\[\[[^\[\]\n]{1,200}\]\]", ("[[link]]", "[[Main Page|x]]")),
    Kind(MARKUP, "reference", r"\[", r"\[\^?[\w-]{0,20}?\d{1,4}(?:\s?[,–-]\s?\d{1,4})*\]", ("[1]", "[12, 14]", "[^note2]")),
    Kind(MARKUP, "entity", "&", r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});", ("&amp;", "&#160;", "&#x2014;")),
    Kind(MARKUP, "format code", "§", r"§[0-9A-FK-OXa-fk-orx](?!\d|[.,]\d)", ("§r", "§6"), where=STRINGS),
    Kind(MARKUP, "code span", "`", r"(?<!`)(`{1,3})(?=[^`\s])(?:[^`\n]{0,198}[^`\s])?\1(?!`)", ("`code`", "``a b``", "`x = 1`")),
    # variables of programs
    Kind(VARIABLE, "mustache", r"\{[{%\#]", r"\{\{\{?[^{}]{0,200}\}\}\}?|\{[%\#][^{}]{0,200}[%\#]\}", ("{{ name }}", "{% if x %}", "{{{raw}}}")),
    Kind(VARIABLE, "variable", r"[$%\#@]\{", r"[$%\#@]\{[^{}\n]{0,120}(?:\{[^{}\n]{0,120}\}[^{}\n]{0,120})*\}", ("${name}", "%{count}", "#{name}", "${a.b[0]}", "@{x}")),
    Kind(VARIABLE, "variable", r"\{", r"\{[\w.\-!:\[\]<>^+=\#%,/|'()*@?$]*\}", ("{name}", "{$INTERPOLATION}", "{0}", "{}", "{0,number,integer}", "{user.name!r:>10}")),
    Kind(VARIABLE, "variable", r"\{[^{}]*(?:[^!-~]|\Z)", rf"\{{(?!\d){NAME}(?:\ {NAME}){{0,3}}\}}", ("{user name}", "{the file name}", "{имя}", "{用户名}", "{имя файла}", "{prénom}")),
    Kind(VARIABLE, "variable", r"\{'", r"\{'[^'{}\n]{0,60}'\}", ("{'@'}", "{' и '}", "{'…'}")),
    Kind(VARIABLE, "variable", r"\{[^{},]*(?:,|\Z)", rf"\{{{NAME}\s*,[^{{}}\n]{{0,200}}\}}", ("{n, text}", "{0,choice,0#none|1#one}"), where=STRINGS),
    Kind(VARIABLE, "icu", r"\{[^{},]*(?:,|\Z)", rf"\{{\s*{NAME}\s*,\s*(?:number|date|time|spellout|ordinal|duration)\b" + ICU, ("{d, date, long}",)),
    Kind(VARIABLE, "icu", r"\{[^{},]*(?:,|\Z)", rf"\{{\s*{NAME}\s*,\s*(?:plural|selectordinal|select|choice)\b" + ICU, ("{n, plural, one {# file} other {# files}}",), where=TEXTS),
    Kind(VARIABLE, "variable", r"\$", r"(?<![\w$])\$[A-Za-z_]\w*(?:(?:\.|->|::)\w+|\[\w+\])*", ("$NAME", "$user.name", "$a[0]")),
    Kind(VARIABLE, "variable", r"\$", r"(?<!\w)\$t?\([^()\n]{1,120}\)", ("$t(a.b)", "$(HOME)")),
    Kind(VARIABLE, "variable", r"\$", r"(?<![\w$])\$[A-Za-z_][\w@]*\$", ("$NAME$",)),
    Kind(VARIABLE, "variable", "%[A-Za-z_]", r"(?<![\d%])%[A-Za-z_](?:[\w.]{0,40}\w)?%(?![\w%])", ("%USERPROFILE%", "%user.name%")),
    Kind(VARIABLE, "variable", "__", r"(?<!\w)__\w{1,60}?__(?!_|\w{3})", ("__init__", "__my_id__")),
    Kind(VARIABLE, "variable", "@[:.]", r"(?<![\w:/])@(?:\.\w{1,20})?:(?:\([\w.]+\)|\{'[^'{}\n]{1,60}'\}|[\w.]*\w)", ("@:common.name", "@:{'a.b'}", "@.lower:a.b")),
    Kind(VARIABLE, "variable", ":[a-z_]", r"(?<![\w:]):[a-z_]\w{1,40}(?!\w)", (":count",), strict=False),
    Kind(VARIABLE, "variable", ":[A-Za-z_]", r"(?<![\w:./]):[A-Za-z_]\w{0,40}", (":Name", ":n", ":COUNT"), strict=False, where=STRINGS),
    Kind(VARIABLE, "emoji", ":[a-z_+]", r"(?<![\w:]):[a-z_+][\w+-]{0,40}\w:(?![\w:])", (":smile:", ":octicons-file-code-16:", ":+1:"), strict=False),
    Kind(VARIABLE, "line escape", r"\\[nr]", r"(?:\\[nr](?![a-z]))+", ("\\n", "\\n\\n"), strict=False, where=TEXTS),
    Kind(VARIABLE, "escape", r"\\", r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[t0](?![a-z])|[A-Za-z]+(?=[\[{])|(?![nrtux])[A-Za-z]+\b|[^\w\s])", ("\\t", "\\u00a0", "\\alpha"), strict=False, where=TEXTS),
    # directives of formats
    Kind(VARIABLE, "percent sign", "%%", r"%%", ("%%",)),
    Kind(VARIABLE, "directive", "%", rf"(?<![\d%])%(?:\d+\$|\([^()\n]{{1,60}}\)|<\w+>)?{PRINTF}[@sSdiufFeEgGxXocn](?![a-z]{{3}})(?!(?<=%\dx)%)", ("%s", "%1$s", "%1$S", "%(name)s", "%.2f", "%@", "%(user name)s", "%<n>d")),
    Kind(VARIABLE, "directive", "%", r"(?<![\d%])%\d+\$[tT][A-Za-z](?![a-z])", ("%1$tB", "%2$tY")),
    Kind(VARIABLE, "directive", "%", rf"(?<![\d%])%\d+\$(?:{PRINTF}[qw]{{0,2}})[A-Za-z](?![a-z]{{3}})", ("%2$L", "%1$qs", "%3$wd")),
    Kind(VARIABLE, "directive", "%", r"(?<![\d%])%(?:\d+\$)?\#@\w{1,60}@", ("%#@files@", "%1$#@n@")),
    Kind(VARIABLE, "directive", "%a", r"(?<![\w%])%arg(?!\w)", ("%arg",)),
    Kind(VARIABLE, "directive", "%", r"(?<![\w%])%L?(?:\d{1,2}|n)(?!\w)%?", ("%1", "%L1", "%n", "%2%")),
    Kind(VARIABLE, "directive", r"\#\d", r"(?<![\w&\#/])\#\d(?!\w)", ("#1",), where=STRINGS),
    # code
    Kind(CODE, "option", "--[A-Za-z]", r"(?<![\w/-])--[A-Za-z][\w-]*(?:=[^\s,;]*[\w/\"'])?", ("--force", "--out=a/b")),
    Kind(CODE, "option", r"(?<![\w/-])-[A-Za-z]", r"(?<![\w/-])-[A-Za-z](?![\w'’-])", ("-v",)),
    Kind(CODE, "assignment", r"\w=[^\s=]", r"""(?<![\w.&?;/-])[A-Za-z][\w.-]{0,60}=(?:"[^"\n]{0,80}"|'[^'\n]{0,80}'|[\w./:+~@%*{}\[\]-]{0,80}[\w/\]}*])(?![\w=]|,\d)""",
         ("MAX_RETRIES=5", "LC_ALL=C.UTF-8", 'name="a b"')),
    # files, before identifiers: config.toml is both
    Kind(
        CODE,
        "file",
r"\.\w",
        rf"""(?<![\w/\\.-])(?:[A-Za-z]:\\|~/|\.{{0,2}}/|\$\w{{1,40}}/|\$\{{\w{{1,40}}\}}/)?(?:[\w.-]{{1,60}}[/\\]){{0,20}}
        (?:[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{0,5}})?\.(?:{EXTENSIONS})(?![\w/-])(?!\.\w)""",
        ("file.txt", "my-file.tar.gz", "__pycache__/x.pyc", "src/main.py"),
    ),
    # names in programs
    Kind(CODE, "identifier", "_", rf"(?!{KEY_IN_WORD})(?<![\w.])(?!__\w{{1,60}}?__\w{{0,2}}(?!\w))_*[A-Za-z][A-Za-z0-9]*(?:_+[A-Za-z0-9]+)+_*(?!\w)", ("snake_case", "CONST_NAME", "_my_var")),
    Kind(CODE, "identifier", r"\.[a-z_]|::|->", r"(?<![\w./\\-])[A-Za-z_]\w+(?:(?:\.|::|->)[a-z_]\w+)+(?![\w])", ("foo.__init__", "os.path.join", "System.out.println")),
    Kind(CODE, "function", r"\(\)", r"(?<![\w.:])[A-Za-z_][\w.:]*\(\)", ("foo()", "a.b.c()")),
    Kind(CODE, "function", r"[A-Za-z0-9]\(", r"(?<![\w.])[A-Za-z][A-Za-z0-9]{0,40}(?:[._]+[A-Za-z0-9]{1,40}){1,8}\([^()\s]{0,60}\)", ("os.path(x)", "get_x(1,2)")),
    Kind(CODE, "function", r"[A-Za-z0-9]\(", r"""(?<![\w.])[A-Za-z][A-Za-z0-9]{0,40}(?:[._]+[A-Za-z0-9]{1,40}){1,8}\([\w.*&="'-]{1,30}(?:,\s?[\w.*&="'-]{1,30}){1,6}\)""",
         ("foo_bar(x, y)", "os.path.join(a, b)")),
    Kind(CODE, "camel case", "[a-z][A-Z]", r"(?<![\w.'’-])[a-z]+(?:[A-Z][a-z0-9]*)+(?![\w])", ("iPhone", "userName"), strict=False, copied=True),
    Kind(CODE, "pascal case", "[a-z0-9][A-Z]", r"(?<![\w.'’-])(?!(?:Mc|Mac|Fitz|De|Di|Da|Du|La|Le|Van|Von|Al|El|O)[A-Z])[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+(?![\w])",
         ("JavaScript", "GitHub"), strict=False, copied=True),
    Kind(CODE, "language", r"\+\+|[CFJQ]\#|\.NET", r"(?<![\w.])(?:[A-Za-z][a-z]*\+\+|[CFJQ]\#|\.NET(?!\w))(?!\w)", ("C++", "C#", ".NET", "g++"), strict=False),
    Kind(CODE, "alphanumeric", r"[A-Za-z]\d", r"(?<![\w.'’-])[A-Za-z]{1,20}\d\w{0,20}(?:-\d\w{0,10})?(?![\w])", ("mp3", "H1N1", "G20"), strict=False, copied=True),
    Kind(CODE, "alphanumeric", r"[A-Z]-\d", r"(?<![\w.'’-])[A-Z]{2,12}-\d\w{0,20}(?:-\d{1,4})?(?![\w])", ("UTF-8", "ISO-8859-1", "COVID-19"), strict=False, copied=True),
    Kind(CODE, "alphanumeric", r"\d[A-Z]", r"(?<![\w.'’-])\d{1,3}[A-Z]{1,5}(?![\w'’]|[.-]\w)", ("3D", "4K", "2FA"), strict=False, copied=True),
    Kind(CODE, "alphanumeric", r"\d[a-e]", r"(?<![\w.'’-])\d{1,3}[a-e](?![\w'’]|[.-]\w)", ("3b", "12a"), strict=False, copied=True),
    Kind(CODE, "network address", "[0-9A-Fa-f][:-][0-9A-Fa-f]", r"(?<![\w:-])[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}(?![\w:-])", ("00:1A:2B:3C:4D:5E",)),
    Kind(CODE, "network address", "::|[0-9A-Fa-f]:[0-9A-Fa-f]",
         r"(?<![\w:.])(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6}))(?:/\d{1,3})?(?![\w:])",
         ("fe80::1ff:fe23:4567:890a", "2001:db8:0:0:8:800:200c:417a", "::1")),
    Kind(CODE, "time zone", "UTC|GMT", r"(?<!\w)(?:UTC|GMT)\s?[+−±-]\d{1,2}(?::?[0-5]\d)?(?!\w)", ("UTC+06:00", "GMT-5"), strict=False),
    Kind(CODE, "mime type", r"[a-z]/[a-z]", r"(?<![\w/.-])(?:application|audio|font|image|multipart|text|video)/[a-z0-9][a-z0-9.+-]{0,60}[a-z0-9](?![\w/])", ("text/html", "application/vnd.api+json")),
    Kind(CODE, "hash", "[0-9a-f]{7}", r"(?<![\w-])(?=[0-9a-f]{0,63}\d)(?=[0-9a-f]{0,63}[a-f])[0-9a-f]{7,64}(?![\w-])", ("3f2a9c1",)),
    Kind(CODE, "hash", "-[0-9a-fA-F]{4}-", r"(?<![\w-])[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![\w-])", ("123e4567-e89b-12d3-a456-426614174000",)),
    Kind(CODE, "hash", "0[xX]", r"(?<!\w)0[xX][0-9a-fA-F]{1,16}(?!\w)", ("0x1F",)),
    Kind(CODE, "version", r"[vV]\d", r"(?<![\w.,-])[vV]\d{1,5}(?:\.\d{1,5})*(?:[-+~.]?[A-Za-z][\w.]*\w)?(?![\w])", ("v2.1.0", "v3")),
    Kind(NUMBER, "date", r"\d\.\d", rf"(?<![\w.,/-])(?:{DAY}\.{MONTH}\.{YEAR}|{YEAR}\.{MONTH}\.{DAY}|{DAY_IN_TWO}\.{MONTH_IN_TWO}\.\d\d)(?![\w])(?!\.\d)", ("28.11.2026", "1.9.1991", "2026.11.28", "05.03.26")),
    Kind(CODE, "version", r"\d\.\d", r"(?<![\w.,/-])\d{1,5}(?:\.\d{1,8}){2,}(?:[-+~][A-Za-z][\w.]*\w|[a-z]{1,5}\d{0,3})?(?![\w])(?!\.\d)(?:/\d{1,2}(?!\d))?", ("2.200.112", "1.2.3-beta", "10.0.0.1")),
    # paths
    Kind(
        CODE,
        "path",
r"[/\\]",
        r"""(?<![\w/\\.<-])(?:[A-Za-z]:\\[\w.-]{1,60}|(?:~|\.{1,2})/[\w.-]{1,60}|(?:\$\w{1,40}|\$\{\w{1,40}\}|%\w{1,40}%)[/\\][\w.-]{1,60}
        |/[\w.-]{1,60}[/\\][\w.-]{0,60})(?:[/\\][\w.-]{1,60}){0,20}[/\\]?(?<!\.)""",
        ("/etc/passwd", "~/a/b", "C:\\Users\\me", "$HOME/.bashrc"),
    ),
    Kind(CODE, "path", "/[:{*<]", r"(?<![\w/\\.<>-])(?:/[\w.~-]{1,60}){0,12}/(?::\w{1,40}|\{\w{1,40}\}|<\w{1,40}>|\*{1,2})(?:/(?:[\w.~-]{1,60}|:\w{1,40}|\{\w{1,40}\}|<\w{1,40}>|\*{1,2})){0,12}/?(?<!\.)", ("/api/v1/users/:id", "/a/{id}/b")),
    Kind(CODE, "path", "/", r"(?<![\w/\\.<-])(?:[\w-]{1,60}/){0,9}(?=[\w-]*[._])[\w-]{0,60}[._][\w-]{1,60}(?:/[\w.-]{0,59}[\w-]){1,9}/?", ("my_dir/sub", "a.d/conf")),
    Kind(CODE, "path", "/", r"(?<![\w/\\.<-])(?:[\w.-]{1,60}/){1,9}(?:[A-Za-z][\w-]{0,59}\.[\w-]{1,20}|\w{1,30}_\w{1,30})(?![\w/])", ("a/b.x", "bin/my_tool")),
    Kind(CODE, "file", r"\.[a-z]", r"(?<![\w.])\.[a-z][\w-]*(?:\.[\w-]+)*(?![\w])", (".gitignore", ".bashrc")),
    Kind(CODE, "file", r"\*\.", r"(?<![\w.])\*\.[A-Za-z0-9]{1,8}(?:\.[a-z0-9]{1,4})?(?!\w)", ("*.tar.gz",)),
    # keys and signs
    Kind(SIGN, "key", MODIFIER, rf"(?<!\w){MODIFIER}(?:\s?[+-]\s?{MODIFIER}){{0,3}}\s?[+-]\s?{KEY}", ("Ctrl+C", "Ctrl+Shift+Esc", "Alt-F4"), strict=False),
    Kind(SIGN, "key", r"F\d", r"(?<![\w.])F(?:[1-9]|1[0-9])(?!\w)", ("F5",), strict=False, copied=True),
    Kind(SIGN, "key", "[⌘⌥⇧⌃⎋⏎⌫⇥]", r"[⌘⌥⇧⌃⎋⏎⌫⇥]+\s?\+?\s?[A-Za-z0-9]?(?!\w)", ("⌘C", "⌘⇧P"), strict=False),
    Kind(SIGN, "emoji", r"[\U0001f1e6-\U0001f1ff]", r"[\U0001f1e6-\U0001f1ff]{2}", ("🇰🇬",), strict=False),
    Kind(SIGN, "emoji", EMOJI, EMOJI + EMOJI_TAIL, ("🐶", "→", "✓", "👩‍💻", "™"), strict=False),
    Kind(SIGN, "emoji", r"\u20e3", r"[0-9\#*]\ufe0f?\u20e3", ("1️⃣",), strict=False),
    Kind(SIGN, "emoji", r"[:;=]['’)(DPpOo3*|/\\-]", r"(?<!\S)[:;=]['’]?-?[)(DPpOo3*|/\\](?!\w)", (":-)", ":D"), strict=False),
    Kind(SIGN, "sign", "[±×÷≤≥≠≈≡∞√∑∏∂∆∫∈∉⊂⊃∪∩∀∃∧∨¬§¶†‡№]", r"[±×÷≤≥≠≈≡∞√∑∏∂∆∫∈∉⊂⊃∪∩∀∃∧∨¬§¶†‡№](?!\s?\d)", ("≤", "×"), strict=False),
    Kind(SIGN, "operator", "&&|[|]{2}|[=!<>]=|[-=]>|<-", r"(?<![\w&|=!<>+*/-])(?:&&|\|\||[=!]==?|[<>]=|[-=]>|<-|[+*/-]=)(?![\w&|=!<>+*/-])", ("&&", "!=", "=="), strict=False),
    # numbers with their signs
    Kind(NUMBER, "number sign", "[№§¶]", r"(?:№|§{1,2}|¶)\s?\d+(?:[./-]\d+)*(?:-?[A-Za-zА-Яа-я](?![\wА-Яа-я]))?", ("№5", "§ 12")),
    Kind(NUMBER, "digits", r"\+\d|\d-\d", r"(?<![\w.,-])(?:\+\d{1,3}[\s-]?(?:\(\d{1,5}\)[\s-]?)?\d{2,4}(?:[\s-]\d{2,4}){1,4}|\d{1,5}(?:-\d{1,7}){2,5}(?:-[\dX])?|\d{3}-\d{4})(?![\w-])",
         ("978-3-16-148410-0", "+996 312 00-00-00", "2026-11-28")),
    Kind(NUMBER, "timestamp", r"\d[T ]\d", r"(?<![\w.-])\d{4}-\d\d-\d\d[T ]\d\d:[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?(?![\w:])", ("2026-11-28T14:30:00Z", "2026-11-28 14:30")),
    Kind(NUMBER, "number", r"\d[eE][-+\d]", r"(?<![\w.,])[-+−]?\d+(?:\.\d+)?[eE][-+]?\d{1,3}(?![\w.])", ("1.5e-10", "6E23")),
    Kind(NUMBER, "time", r"\d:[0-5]", r"(?<![\w:.,])\d{1,2}:[0-5]\d(?::[0-5]\d(?:[.,]\d{1,3})?)?(?!\w)(?!:\d)", ("12:30", "09:15:00")),
    Kind(NUMBER, "percentage", "[%‰]", rf"(?<![\w.,])(?:[-+−±~≈<>≤≥]\s?)?{DIGITS}\s?[%‰](?![\w%])", ("10.5 %", "50%")),
    Kind(NUMBER, "percentage", "[%‰]", rf"(?<![\w.,]){DIGITS}\s?[%‰]?\s?[-–—]\s?{DIGITS}\s?[%‰](?![\w%])", ("45–60 %", "10%-20%")),
    Kind(NUMBER, "degree", "°", r"(?<![\w.,])\d{1,3}°\s?\d{1,2}(?:[.,]\d{1,6})?[′'’](?:\s?\d{1,2}(?:[.,]\d{1,6})?[″\"”])?(?:\s?[NSEW](?!\w))?", ("42°52′N", "74°36′12″")),
    Kind(NUMBER, "degree", "[°℃℉]", rf"(?<![\w.,])[-+−±~]?{DIGITS}\s?(?:°(?:\s?[CFKСФ])?|℃|℉)(?!\w)", ("-5 °C", "20°")),
    Kind(NUMBER, "money", CURRENCY, rf"(?<![\w.,])[-+−±~]?(?:[A-Z]{{1,3}})?{CURRENCY}\s?{DIGITS}(?![\w])", ("€18.10", "US$5.50", "£1,000")),
    Kind(NUMBER, "money", CURRENCY, rf"(?<![\w.,])[-+−±~]?{DIGITS}\s?{CURRENCY}(?!\w)", ("18,10 €", "100 ₽")),
    Kind(NUMBER, "number", r"[-−]\d", r"(?<![\w.,])[-−]\d(?:[\d,.]*\d)?(?![\w-])", ("-5", "−2.5")),
)  # fmt: skip
"""Every kind; the order says which wins where two match the same."""
