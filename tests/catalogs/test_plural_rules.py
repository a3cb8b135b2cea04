"""A catalog keeps its plural rule; where CLDR has another, that is said."""

from pathlib import Path

import pytest

from toolkit.catalogs import plural_difference, read
from toolkit.cli import run_command
from toolkit.languages import language

MESSAGE = '\n#, c-format\nmsgid "%d file"\nmsgid_plural "%d files"\n{forms}'
DJANGO_ARABIC = (
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
)


def catalog(code: str, rule: str, forms: int) -> str:
    head = f'msgid ""\nmsgstr ""\n"Language: {code}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    strings = "".join(f'msgstr[{form}] "%d {form}"\n' for form in range(forms))
    return f'{head}"Plural-Forms: {rule}\\n"\n' + MESSAGE.format(forms=strings)


@pytest.mark.parametrize(
    "code", ["ar", "cs", "en", "fr", "ga", "ja", "ky", "lt", "pl", "pt_BR", "ru", "sl", "uk", "zh_CN"]
)
def test_the_rules_of_the_toolkit_are_cldrs(code: str) -> None:
    made = language(code)
    assert plural_difference(read(catalog(code, made.plural_forms, made.plural_count).encode())) == ""


@pytest.mark.parametrize(
    ("code", "rule", "forms", "says"),
    [
        ("tr", "nplurals=1; plural=0;", 1, "1 form, CLDR's for tr 2 forms; 0 is form 0 here and 1 there"),
        ("ru", "nplurals=2; plural=(n != 1);", 2, "2 forms, CLDR's for ru 3 forms; 0 is form 1 here and 2 there"),
        ("ru", "nplurals=INTEGER; plural=EXPRESSION;", 3, ""),
        ("tlh", "nplurals=1; plural=0;", 1, ""),
        ("", "nplurals=1; plural=0;", 1, ""),
        ("ar", DJANGO_ARABIC, 6, ""),
    ],
)
def test_another_rule_is_told(code: str, rule: str, forms: int, says: str) -> None:
    told = plural_difference(read(catalog(code, rule, forms).encode()))
    assert says in told
    assert bool(told) == bool(says)


def test_commands_say_it_and_change_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tr.po"
    path.write_text(catalog("tr", "nplurals=1; plural=0;", 1), encoding="utf-8")
    before = path.read_bytes()
    assert run_command(["compile", "--check", str(path)]) == 0
    assert "warning: the catalog's own plural rule has 1 form, CLDR's for tr 2 forms" in capsys.readouterr().err
    run_command(["check", str(path)])
    assert "CLDR's for tr" in capsys.readouterr().out
    assert path.read_bytes() == before
