"""Catalogs and templates as software projects have them, generated."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from toolkit.po.layout import Layout, field

SENTENCES = (
    "The printer is out of paper and cannot continue",
    "Choose a folder where backups shall be stored\n",
    "%d file was removed from your library",
    "Unknown password, please try again in a minute",
    "Wi-Fi networks near you will be listed below",
    'Press "Enter" to begin the game',
    "Monthly subscription costs are shown without taxes",
    "Zoom level of the map: %s",
    "很抱歉，无法打开您所选择的这个文件，因为它已经被另一个正在运行的程序锁定了，请稍后再试一次",
    "Yesterday",
)
"""Unlike one another, so that there is no doubt which of them an edited one was."""
EDITS = ("", "", "", "!", " now", " (beta)")
HEADER = """\
# Translators of this project
msgid ""
msgstr ""
"Project-Id-Version: demo 1\\n"
"Report-Msgid-Bugs-To: {bugs}\\n"
"POT-Creation-Date: {date}\\n"
"PO-Revision-Date: 2020-02-02 00:00+0600\\n"
"Last-Translator: Somebody <a@example.org>\\n"
"Language-Team: \\n"
"Language: ru\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"
"X-Project-Style: formal\\n"
"""


@dataclass(frozen=True)
class Message:
    msgid: str
    msgctxt: str | None = None
    plural: str | None = None
    msgstr: tuple[str, ...] = ("",)
    comments: tuple[str, ...] = ()
    previous: str | None = None
    obsolete: bool = False

    @property
    def identity(self) -> tuple[str | None, str]:
        return self.msgctxt, self.msgid

    def text(self) -> str:
        layout, mark = Layout(), "#~ " if self.obsolete else ""
        lines = [f"{comment}\n" for comment in self.comments]
        if self.previous is not None:
            lines += field("msgid", self.previous, layout, "#~| " if self.obsolete else "#| ")
        if self.msgctxt is not None:
            lines += field("msgctxt", self.msgctxt, layout, mark)
        lines += field("msgid", self.msgid, layout, mark)
        if self.plural is None:
            lines += field("msgstr", self.msgstr[0], layout, mark)
        else:
            lines += field("msgid_plural", self.plural, layout, mark)
            for number, form in enumerate(self.msgstr):
                lines += field(f"msgstr[{number}]", form, layout, mark)
        return "".join(lines)


def file(messages: list[Message], bugs: str = "old@example.org", date: str = "2020-01-01 00:00+0000") -> str:
    ordered = sorted(messages, key=lambda message: message.obsolete)
    return "\n".join([HEADER.format(bugs=bugs, date=date), *(message.text() for message in ordered)])


def unique(messages: list[Message]) -> list[Message]:
    return list({message.identity: message for message in messages}.values())


@st.composite
def sources(draw: st.DrawFn) -> Message:
    """A message as a template has it."""
    base = draw(st.sampled_from(SENTENCES))
    edit = draw(st.sampled_from(EDITS))
    text = base[:-1] + edit + "\n" if base.endswith("\n") else base + edit
    end = "\n" if text.endswith("\n") else ""
    plural = text.rstrip("\n") + "s" + end if draw(st.integers(0, 3)) == 0 else None
    flags = draw(st.sampled_from(["", "", "", "#, no-wrap", "#, range: 0..9"]))
    comments = [f"#. note {base[:5]}" * draw(st.booleans()), f"#: src/{base[0]}.c:{draw(st.integers(1, 99))}", flags]
    context = draw(st.sampled_from([None, None, None, "menu", "dialog"]))
    return Message(text, context, plural, ("",) * (2 if plural else 1), tuple(filter(None, comments)))


@st.composite
def translated(draw: st.DrawFn) -> Message:
    """A message as a catalog has it."""
    message = draw(sources())
    state = draw(st.sampled_from(["translated", "translated", "fuzzy", "untranslated", "obsolete"]))
    end = "\n" if message.msgid.endswith("\n") else ""
    forms = 3 if message.plural else 1
    words = f"перевод {draw(st.integers(0, 999))} 译文 {message.msgid[:9].strip()}{end}"
    if state == "untranslated":
        return replace(message, msgstr=("",) * forms)
    comments = ("# by hand",) * draw(st.booleans()) + message.comments
    previous = None
    if state == "fuzzy":
        flags = [comment[3:] for comment in comments if comment.startswith("#,")]
        comments = (*(c for c in comments if not c.startswith("#,")), ", ".join(["#, fuzzy", *flags]))
        previous = "An earlier text of this" + end if draw(st.booleans()) else None
    if state == "obsolete":
        comments = tuple(comment for comment in comments if comment[:2] in ("# ", "#,"))
    return replace(
        message, msgstr=(words,) * forms, comments=comments, previous=previous, obsolete=state == "obsolete"
    )  # fmt: skip


@st.composite
def catalogs(draw: st.DrawFn) -> str:
    return file(unique(draw(st.lists(translated(), max_size=8))))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A catalog and a newer template."""
    old = unique(draw(st.lists(translated(), max_size=8)))
    new = unique(draw(st.lists(sources(), max_size=6)))
    return file(old), file(new, "new@example.org", "2024-01-01 00:00+0000")
