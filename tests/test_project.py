"""Where a project begins, and what its settings may be."""

from pathlib import Path

import pytest

from toolkit.errors import ProjectError, UnknownName
from toolkit.project.settings import load_settings
from toolkit.segmentation import STANDARD, Segmentation


def test_a_lone_folder_is_a_project_with_defaults(tmp_path: Path) -> None:
    found = load_settings(tmp_path, {})
    assert (found.root, found.source_language, found.targets) == (tmp_path, "en", ("zh", "ru", "ky"))
    assert found.catalog_path("letter", "ky") == tmp_path / "locales" / "ky" / "LC_MESSAGES" / "letter.po"


def test_the_nearest_folder_with_locales_or_settings_is_the_root(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "locales").mkdir()
    assert load_settings(deep, {}).root == tmp_path
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.toolkit]\ntargets = ["kir"]\n', encoding="utf-8")
    found = load_settings(deep, {})
    assert (found.root, found.targets) == (tmp_path / "a", ("ky",))


def test_packages_are_looked_for_where_the_environment_says(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {"ARGOS_PACKAGES_DIR": "/srv/argos"}).package_folders[0] == Path("/srv/argos")


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ('[tool.toolkit]\nlocale = "x"\n', ProjectError, "unknown setting 'locale'"),
        ('[tool.toolkit]\nthreads = "two"\n', ProjectError, "must be a whole number, not 'two'"),
        ("[tool.toolkit]\nthreads = -1\n", ProjectError, "threads must be 0 to 1024, not -1"),
        ("[tool.toolkit]\nthreads-each = 0\n", ProjectError, "threads-each must be 1 to 1024, not 0"),
        ('[tool.toolkit]\ndevice = "tpu"\n', ProjectError, "device must be cpu or gpu, not 'tpu'"),
        ('[tool.toolkit]\ntargets = ["xx"]\n', UnknownName, "unknown language 'xx'"),
        ("[tool.toolkit\n", ProjectError, "cannot be read"),
        ("[tool.toolkit]\nsegmentation = 1\n", ProjectError, "must be a table, not 1"),
        ("[tool.toolkit]\nthreads = true\n", ProjectError, "must be a whole number, not True"),
        (
            '[tool.toolkit.segmentation]\nsegment = "word"\n',
            ProjectError,
            "one of sentence, paragraph, line, not 'word'",
        ),
        ('[tool.toolkit.segmentation]\nsrx = "none.srx"\n', ProjectError, "names none.srx, and there is no such file"),
        ('[tool.toolkit.segmentation]\nabbreviations = "x"\n', ProjectError, "must be a list, not 'x'"),
        ('[tool.toolkit.segmentation]\nbuiltin-rules = "no"\n', ProjectError, "must be true or false, not 'no'"),
        (
            "[tool.toolkit.segmentation]\nmode = 1\n",
            ProjectError,
            "unknown setting 'mode'; known: segment, abbreviations",
        ),
    ],
)
def test_wrong_settings_are_errors(tmp_path: Path, text: str, error: type[Exception], message: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(error, match=message):
        load_settings(tmp_path, {})


def test_segmentation_is_the_projects(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    assert load_settings(tmp_path, {}).segmentation == STANDARD
    (tmp_path / "locales" / "segmentation.srx").write_bytes(b"<srx/>")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.toolkit.segmentation]\nsegment = "line"\nabbreviations = ["abc."]\nbuiltin-rules = false\n',
        encoding="utf-8",
    )
    path = str(tmp_path / "locales" / "segmentation.srx")
    assert load_settings(tmp_path, {}).segmentation == Segmentation("line", ("abc.",), b"<srx/>", path, builtin=False)


def test_paths_are_shown_relative_to_the_project(tmp_path: Path) -> None:
    found = load_settings(tmp_path, {})
    assert found.shown(tmp_path / "source" / "a.txt") == "source/a.txt"
    assert found.shown(Path("/elsewhere/a.txt")) == "a.txt"


def test_how_drafts_are_made_is_a_setting(tmp_path: Path) -> None:
    text = '[tool.toolkit]\nthreads = 3\nthreads-each = 2\ndevice = "gpu"\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    loaded = load_settings(tmp_path, {})
    assert (loaded.threads, loaded.threads_each, loaded.device) == (3, 2, "gpu")
