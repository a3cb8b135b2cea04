"""The shape of the house: imports point downwards, files stay small, and starting up loads nothing heavy."""

import ast
import functools
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "toolkit"
RANKS = (
    ("late",),
    ("errors", "signs", "units"),
    ("languages", "placeables", "storage"),
    ("segmentation", "morphology", "quantities", "recognition", "po"),
    ("documents", "catalogs", "memory", "exchange", "packages", "terms"),
    ("engines",),
    ("checks",),
    ("bundles", "project"),
    ("workflow",),
    ("api", "review", "corpus"),
    ("cli",),
)
"""Lowest first. A part imports from lower ranks and from itself; parts of one rank do not know each other."""
MAXIMUM_LINES = 400
GRAB_BAGS = {"utils.py", "helpers.py", "common.py", "misc.py"}
HEAVY = (
    "ctranslate2",
    "argostranslate",
    "subword_nmt",
    "sacremoses",
    "rich",
    "lxml",
    "docx",
    "dask",
    "distributed",
    "pyarrow",
    "zstandard",
    "starlette",
    "numpy",
    "sentencepiece",
    "babel",
    "polib",
    "rapidfuzz",
    "markdown_it",
    "regex",
    "yaml",
    "typst",
    "pypdfium2",
    "pymorphy3",
)
DOORS = {
    "polib": "po",
    "rapidfuzz": "catalogs",
    "markdown_it": "documents",
    "regex": "segmentation",
    "yaml": "documents",
    "sqlite3": "memory",
    "argostranslate": "engines",
    "subword_nmt": "engines",
    "sacremoses": "engines",
    "ctranslate2": "engines",
    "sentencepiece": "engines",
    "dask": "corpus",
    "distributed": "corpus",
    "pyarrow": "corpus",
    "zstandard": "corpus",
    "rich": "cli",
    "typst": "bundles",
    "pypdfium2": "bundles",
    "pymorphy3": "morphology",
}
"""Library -> the one part that may import it."""
EXCEPTIONS = {
    ("documents", "polib"),
    ("documents", "pypdfium2"),
    ("memory", "rapidfuzz"),
    ("packages", "ctranslate2"),
    ("packages", "sentencepiece"),
    ("packages", "argostranslate"),
}
"""A package is what CTranslate2 loads: packages/ opens it, engines/ drives it. polib judges what documents/ wrote."""

FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def rank_of(part: str) -> int:
    return next(rank for rank, parts in enumerate(RANKS) if part in parts)


@functools.cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def imports(path: Path) -> list[tuple[str, int]]:
    """Every module that a file imports, also inside functions; those for type checkers alone are left out."""
    found = []
    tree = tree_of(path)
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            found += [(f"{module}.{alias.name}", node.lineno) for alias in node.names]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    part = part_of(path)
    if part in ("__init__", "__main__"):
        return  # the front door: names only, fetched when used
    for module, line in imports(path):
        names = module.split(".")
        if names[0] != "toolkit" or len(names) < 2 or names[1] in (part, "__version__", "lazily"):
            continue
        assert rank_of(names[1]) < rank_of(part), f"{path}:{line}: {part} must not import {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_has_one_door(path: Path) -> None:
    part = part_of(path)
    for module, line in imports(path):
        library = module.split(".")[0]
        door = DOORS.get(library, part)
        assert part == door or (part, library) in EXCEPTIONS, f"{path}:{line}: only {door}/ imports {library}"


def test_no_circle_of_imports_not_even_for_types_alone() -> None:
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
    del modules["toolkit"]  # the front door: names only, fetched when used
    edges: dict[str, set[str]] = {name: set() for name in modules}
    for name, path in modules.items():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                inner = [f"{node.module}.{alias.name}" for alias in node.names]
                named = [one if one in modules else node.module or "" for one in inner]
            else:
                continue
            edges[name].update(one for one in named if one in modules and one != name)
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way[way.index(name) :], name))
        if name not in done:
            for inner in sorted(edges[name]):
                walk(inner, (*way, name))
            done.add(name)

    for name in modules:
        walk(name, ())


def test_every_folder_says_what_it_is_for() -> None:
    for folder in sorted({path.parent for path in FILES}):
        said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
        first = said.partition("\n")[0]
        assert len(first) > 20 and first[-1] in ".:;", f"{folder}: {first!r}"


def test_at_the_top_lie_the_words_of_the_house_and_folders() -> None:
    loose = {path.stem for path in FILES if path.parent == PACKAGE}
    assert loose == {"__init__", "__main__", "api", "errors", "languages", "late", "units"}


@pytest.mark.parametrize("path", [path for path in FILES if part_of(path) == "cli"], ids=lambda path: path.name)
def test_only_printing_writes_to_the_terminal(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and path.name != "printing.py":
            called = ast.unparse(node.func)
            assert called not in ("click.echo", "click.secho", "click.style", "print"), (
                f"{path}:{node.lineno}: {called}"
            )


def test_only_the_project_reads_the_environment() -> None:
    readers = {
        part_of(path)
        for path in FILES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    assert readers <= {"project"}


def test_every_part_has_a_rank() -> None:
    parts = {part_of(path) for path in FILES} - {"__init__", "__main__"}
    assert parts <= {part for rank in RANKS for part in rank}


@pytest.mark.parametrize(
    "path", [*FILES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "scripts").rglob("*.py"))]
)
def test_files_are_small_and_named_by_a_noun(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAXIMUM_LINES
    assert path.name not in GRAB_BAGS


@pytest.mark.parametrize(
    "code",
    [
        "import toolkit",
        "from toolkit.cli import run_command; run_command(['--help'])",
        "from toolkit.cli import run_command; run_command(['run', '--help'])",
    ],
)
def test_starting_up_loads_nothing_heavy(code: str) -> None:
    listing = f"{code}\nimport sys\nprint('LOADED', *[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].split() == ["LOADED"]


def test_what_argostranslate_declares_but_nobody_loads_is_not_installed() -> None:
    listing = "import importlib.util as u; print([n for n in ('torch', 'stanza', 'spacy') if u.find_spec(n)])"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_committed_file_names_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [
        name
        for name in listed.stdout.split("\0")
        if name.endswith((".lock", ".toml", ".txt", ".cfg", "run", "Makefile"))
    ]
    forbidden = ["pypi" + ".org", "files." + "pythonhosted", "registry." + "npmjs", "deb." + "debian"]
    for name in names:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not [address for address in forbidden if address in text], name


def test_extract_of_a_string_file_loads_no_babel_no_rules_of_sentences_and_nothing_of_later_steps(
    tmp_path: Path,
) -> None:
    (tmp_path / "texts.json").write_text('{"open": "Open the file"}')
    code = (
        "import sys; from toolkit.cli import run_command; "
        "assert run_command(['extract', 'texts.json', '--project', '.']) == 0; print(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    loaded = done.stdout.split()
    unwanted = [
        "toolkit.segmentation.splitter", "toolkit.segmentation.srx", "toolkit.packages.package", "toolkit.engines",
        "toolkit.catalogs.merging", "toolkit.po.shape", "toolkit.po.syntax", "toolkit.workflow.drafting",
        "json", "random",
        *(["subprocess"] if sys.version_info >= (3, 11) else []),  # before, click's uuid loads it through platform
    ]  # fmt: skip
    assert not {*HEAVY, *unwanted} & {*loaded}
