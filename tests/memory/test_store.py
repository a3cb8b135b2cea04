import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import MemoryStoreError, StorageError
from toolkit.memory import TranslationMemory
from toolkit.memory.migrations import VERSION
from toolkit.units import PERSON, Code, Content, Origin, Segment, State, TranslationUnit, plain, segment_key


def unit(
    source: str | Content,
    target: str | Content,
    state: State = State.REVIEWED,
    origin: Origin | None = PERSON,
    *,
    context: str = "",
    note: str = "",
    previous: str = "",
) -> TranslationUnit:
    content = plain(source) if isinstance(source, str) else source
    segment = Segment(segment_key(content, context), content, context, note, previous=previous)
    return TranslationUnit(segment, plain(target) if isinstance(target, str) else target, state, origin)


def found(memory: TranslationMemory, source: str, *, context: str = "", previous: str = "") -> list[str]:
    segment = unit(source, "", context=context, previous=previous).segment
    return [match.unit.text for match in memory.lookup(segment, "en", "ru")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "memory.sqlite"


def test_approved_by_a_person_comes_back(path: Path) -> None:
    code = Code("1", "placeholder", "%s")
    with TranslationMemory.open(path) as memory:
        assert memory.add("a", "en", "ru", [unit(("See ", code), ("См. ", code), State.FINAL, note="heading")]) == 1
    with TranslationMemory.open(path) as memory:
        (match,) = memory.lookup(unit(("See ", code), ()).segment, "en", "ru")
        assert (match.score, match.document) == (1.0, "a")
        assert match.unit.target == ("См. ", code)
        assert match.unit.segment == unit(("See ", code), ()).segment
        assert (match.unit.state, match.unit.segment.note) == (State.FINAL, "heading")
        assert match.unit.origin == Origin("memory", "a", 1.0)
        assert memory.lookup(unit("see %s", "").segment, "en", "ru") == ()
        assert memory.lookup(unit("See %s", "").segment, "en", "ky") == ()
        assert memory.lookup(unit("See %s", "").segment, "zh", "ru") == ()


@pytest.mark.parametrize(
    "refused",
    [
        unit("a", "б", State.TRANSLATED),
        unit("a", "б", State.INITIAL),
        unit("a", "б", origin=Origin("engine", "argos", 0.9)),
        unit("a", "б", origin=Origin("memory", "x")),
        unit("a", "", State.REVIEWED),
        unit("a", "б", origin=None),
    ],
)
def test_what_no_person_approved_is_not_taken(refused: TranslationUnit) -> None:
    with TranslationMemory.open(":memory:") as memory:
        assert memory.add("d", "en", "ru", [refused, unit("c", "в")]) == 1
        assert len(memory) == 1


def test_a_document_that_is_added_again_replaces_its_entries() -> None:
    with TranslationMemory.open(":memory:") as memory:
        memory.add("a", "en", "ru", [unit("one", "раз"), unit("two", "два")])
        memory.add("a", "en", "ky", [unit("one", "бир")])
        memory.add("b", "en", "ru", [unit("one", "один")])
        memory.add("a", "en", "ru", [unit("two", "две")])
        assert (found(memory, "one"), found(memory, "two"), len(memory)) == (["один"], ["две"], 3)


def test_same_context_then_neighbours_then_newest_document() -> None:
    with TranslationMemory.open(":memory:") as memory:
        memory.add(
            "old", "en", "ru", [unit("Open", "Открыто", context="state"), unit("Open", "Вскрыть", previous="Can")]
        )
        memory.add("mid", "en", "ru", [unit("Open", "Открыть")])
        memory.add("new", "en", "ru", [unit("Open", "Раскрыть")])
        assert found(memory, "Open") == ["Раскрыть", "Открыть", "Вскрыть", "Открыто"]
        assert found(memory, "Open", context="state")[0] == "Открыто"
        assert found(memory, "Open", previous="Can")[0] == "Вскрыть"
        memory.add("mid", "en", "ru", [unit("Open", "Открыть")])
        assert found(memory, "Open")[0] == "Открыть"


def test_many_at_once() -> None:
    units = [unit(f"text {number}", f"текст {number}") for number in range(1200)]
    with TranslationMemory.open(":memory:") as memory:
        memory.add("a", "en", "ru", units)
        asked = [one.segment for one in units] + [unit("unknown", "").segment]
        hits = memory.lookup_all(asked, "en", "ru")
        assert [[match.unit.text for match in hits[segment.key]] for segment in asked] == [
            *([one.text] for one in units),
            [],
        ]


def test_a_catalog_is_read_only_when_it_changed() -> None:
    read: list[bytes] = []

    def reader(data: bytes) -> list[TranslationUnit]:
        read.append(data)
        return [unit("a", data.decode())]

    with TranslationMemory.open(":memory:") as memory:
        for data in (b"x", b"x", b"y", b"y"):
            memory.add_catalog("d", "en", "ru", data, reader)
        assert (read, found(memory, "a")) == ([b"x", b"y"], ["y"])
        assert memory.add_catalog("d", "en", "ky", b"y", reader)
        memory.add("d", "en", "ru", [])
        assert memory.add_catalog("d", "en", "ru", b"y", reader)


def test_a_reader_that_fails_leaves_the_old_entries() -> None:
    def broken(data: bytes) -> list[TranslationUnit]:
        raise StorageError("no")

    with TranslationMemory.open(":memory:") as memory:
        memory.add("d", "en", "ru", [unit("a", "б")])
        with pytest.raises(StorageError):
            memory.add_catalog("d", "en", "ru", b"x", broken)
        assert found(memory, "a") == ["б"]


def test_garbage_names_the_file_and_the_way_out(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all " * 100)
    with pytest.raises(MemoryStoreError, match=r"memory\.sqlite: .*damaged.*delete the file: it is made anew"):
        TranslationMemory.open(path)


def test_a_damaged_page_is_said_when_it_is_met(path: Path) -> None:
    with TranslationMemory.open(path) as memory:
        memory.add("d", "en", "ru", [unit(f"text {n}", "текст" * 50) for n in range(300)])
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(MemoryStoreError, match="damaged"), TranslationMemory.open(path) as memory:
        memory.lookup(unit("text 5", "").segment, "en", "ru")


def test_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    TranslationMemory.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(MemoryStoreError, match=f"newer toolkit .schema {VERSION + 1}, this one knows {VERSION}"):
        TranslationMemory.open(path)
    assert path.read_bytes() == before


def test_a_strange_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(MemoryStoreError, match="another program"):
        TranslationMemory.open(path)
    assert path.read_bytes() == before


def test_an_empty_file_is_a_new_memory(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with TranslationMemory.open(path) as memory:
        assert len(memory) == 0


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(MemoryStoreError, match="cannot be used"):
        TranslationMemory.open(tmp_path)


def test_killed_in_the_middle_of_adding(path: Path) -> None:
    with TranslationMemory.open(path) as memory:
        memory.add("d", "en", "ru", [unit("a", "old")])
    script = """
        import os, sys
        from toolkit.memory import TranslationMemory
        from toolkit.memory import store
        memory = TranslationMemory.open(sys.argv[1])
        connection = memory._connection
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM documents")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute(
            "CREATE TABLE bulk AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 60000) "
            "SELECT x, hex(randomblob(200)) FROM n"
        )
        assert os.path.exists(sys.argv[1] + "-journal")
        os.kill(os.getpid(), 9)
    """
    finished = subprocess.run([sys.executable, "-c", textwrap.dedent(script), str(path)], check=False)
    assert finished.returncode == -9
    with TranslationMemory.open(path) as memory:
        assert found(memory, "a") == ["old"]


CONTENT = st.lists(
    st.one_of(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=10),
        st.builds(Code, st.text("ab1", max_size=2), st.just("open"), st.text("<b>\n'", max_size=4)),
    ),
    min_size=1,
    max_size=4,
).map(tuple)


@given(CONTENT, CONTENT)
def test_law_contents_come_back_as_they_were(source: Content, target: Content) -> None:
    with TranslationMemory.open(":memory:") as memory:
        memory.add("d", "en", "ru", [unit(source, target)])
        (match,) = memory.lookup(unit(source, ()).segment, "en", "ru")
        assert (match.unit.segment.source, match.unit.target) == (source, target)


@pytest.mark.parametrize("way", ["forgotten", "imported anew", "another catalog", "gone"])
def test_what_was_pruned_in_favour_of_something_that_goes_is_read_again(way: str) -> None:
    own = [unit("Hello.", "Привет.")]
    with TranslationMemory.open(":memory:") as memory:

        def read() -> bool:
            return memory.add_catalog("letter", "en", "ru", b"the catalog", lambda _: own)

        assert read()
        other = "news" if way == "another catalog" else "imported/old.tmx"
        if way == "another catalog":
            memory.add(other, "en", "ru", own)
        else:
            memory.fill(other, "en", [("ru", own[0])])
        assert memory.prune(duplicates=True) == {"duplicates": 1}
        assert not read(), "it stays as it was pruned"
        if way == "forgotten":
            memory.forget(other)
        elif way == "imported anew":
            memory.fill(other, "en", [])
        elif way == "gone":
            memory.prune([(other, "ru")])
        else:
            memory.add(other, "en", "ru", [])
        assert read()
        assert [match.unit.text for match in memory.lookup(own[0].segment, "en", "ru")] == ["Привет."]
