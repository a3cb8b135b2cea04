"""String files: values with places in the text, whatever the syntax around them; JSON and YAML share this.

Values that are equal share one translation: the key of a value is a note for translators, and makes a context only
where two branches of one choice have the same words.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from toolkit.documents.options import ReadOptions
from toolkit.documents.plain.text import applied, decode
from toolkit.documents.strings.messages import Message, Part, categories_of, content, is_code, joined, parts
from toolkit.documents.strings.plural_keys import context_of, insertion, note_of
from toolkit.documents.strings.values import Change, Value
from toolkit.errors import DocumentError
from toolkit.languages import Language, code_of
from toolkit.units import Block, BlockKind, Content, Document, plain

ValuesOf = Callable[[str, str, ReadOptions], tuple[Sequence[Value], Sequence[Change]]]
Reader = Callable[[bytes, str, ReadOptions], Document]
Writer = Callable[..., bytes]
MOST_BYTES = 32 << 20
"""Of one string file or subtitle file; what is larger is no such file."""
MOST_DEPTH = 500
"""Of nesting."""
BARS = frozenset({"json", "yaml"})
"""Formats of the frameworks in which bars part the branches of a choice."""
LANGUAGE_KEYS = frozenset({"@@locale", "locale", "language", "lang"})
"""Keys whose value names the language of the file, at the top of it."""


def refuse_large(data: bytes, path: str) -> None:
    """Raises DocumentError for a file of more than MOST_BYTES."""
    if len(data) > MOST_BYTES:
        raise DocumentError(
            f"{len(data) >> 20} MB is more than the {MOST_BYTES >> 20} MB that such a file may have; split it",
            path=path,
        )


def opened(data: bytes, name: str, options: ReadOptions) -> str:
    """The text of a string file. Raises DocumentError where it is too large, holds a NUL or has another encoding."""
    where = options.path or name
    refuse_large(data, where)
    text = decode(data, name, options)
    if (place := text.find("\0")) >= 0:
        raise DocumentError(
            "a NUL byte; this is no text file, or its encoding is another: name it with --encoding",
            path=where,
            line=text.count("\n", 0, place) + 1,
        )
    return text


def document(form: str, values: Sequence[Value], name: str, options: ReadOptions) -> Document:
    """The document that the values make: a block for each message, and one for each value that is left out."""
    blocks = [block for value in values for block in _blocks(value, _pieces(value))]
    return options.document(name, form, blocks)


def changes(
    text: str, values: Sequence[Value], replacements: Mapping[int, Content], target: Language | None
) -> Iterator[Change]:
    """What to write for the values whose blocks are replaced, by block index."""
    index = 0
    forms: dict[str, str] = {}
    for value in values:
        pieces = _pieces(value)
        count = len(_blocks(value, pieces))
        if not value.rule and any(place in replacements for place in range(index, index + count)):
            new = joined(pieces, [replacements.get(place) for place in range(index, index + count)], target)
            if value.addition or value.categories:
                forms[value.addition or "other"] = new
            if not value.addition and new != value.text:  # the same words stay as they are spelled
                yield value.start, value.end, value.encode(new)
        if value.categories:
            if target is not None and forms:
                yield from insertion(text, value, {"other": value.text, **forms}, target)
            forms = {}
        index += count


def string_file(form: str, values_of: ValuesOf) -> tuple[Reader, Writer]:
    """`read` and `rewrite` of a format of which `values_of` says what stands where; both raise what it raises.

    `values_of` takes text, name and options and gives the values in order, and the strings that name the language of
    the file, with what they say: that becomes the target's.
    """

    def known(text: str, name: str, options: ReadOptions) -> tuple[Sequence[Value], Sequence[Change]]:
        values, names = values_of(text, name, options)
        if form not in BARS and "|" in text:
            values = [value._replace(bars=False) if "|" in value.text else value for value in values]
        return values, names

    def read(data: bytes, name: str, options: ReadOptions) -> Document:
        return document(form, known(opened(data, name, options), name, options)[0], name, options)

    def rewrite(
        data: bytes,
        name: str,
        replacements: Mapping[int, Content],
        options: ReadOptions,
        target: Language | None = None,
    ) -> bytes:
        return rewritten(data, name, replacements, options, target, known)

    return read, rewrite


def is_language(text: str, options: ReadOptions) -> bool:
    """Whether the text names the language of the document (`en`, `en-US`)."""
    code = code_of(text)
    return bool(text) and (code == options.language or code.partition("-")[0] == options.language)


def rewritten(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None,
    values_of: ValuesOf,
) -> bytes:
    """A file with messages replaced, by block index; what `values_of` names as its language becomes `target`."""
    if not replacements and target is None:
        return data
    text = opened(data, name, options)
    values, names = values_of(text, name, options)
    made = list(changes(text, values, replacements, target))
    if target is not None:
        made += [(start, end, tag_like(said, target)) for start, end, said in names]
    return applied(text, made, name, options) if made else data


def tag_like(text: str, target: Language) -> str:
    """The target's tag, spelled as the source's is: with a hyphen, or with the underscore of locale names."""
    return target.tag.replace("-", "_") if "_" in text else target.tag


def _pieces(value: Value) -> tuple[Part, ...]:
    if value.pieces is not None:
        return value.pieces
    if value.kind is BlockKind.MESSAGE:
        return parts(value.text, value.wanted, bars=value.bars)
    return (value.text,) if is_code(value.text) else (Message(content(value.text)),)


def _blocks(value: Value, pieces: Sequence[Part]) -> list[Block]:
    found = [piece for piece in pieces if isinstance(piece, Message)]
    if value.rule or not found:
        rule = value.rule or ("code" if "plural," not in value.text and "select," not in value.text else "ICU choice")
        left_out = Block(BlockKind.FURNITURE, plain(value.text), line=value.line, translatable=False, note=rule)
        return [left_out] if value.text.strip() else []
    path, added = ".".join(value.path), value.addition
    made = []
    for message in found:
        note, context = path, message.context
        more = categories_of(message) if message.addition or message.within else ""
        if message.note or more or value.note:
            note = "; ".join(filter(None, (path, message.note, note_of(more), value.note)))
        if added or more:
            context = "; ".join(filter(None, (context_of(added or more), context)))
        made.append(Block(value.kind, message.content, line=value.line, note=note, context=context))
    return made
