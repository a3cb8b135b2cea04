# ruff: noqa: E402, E501, PERF203 - Django wants its settings before its models
"""Weblate's own checks over pairs, run by the Python of an environment that has Weblate: a judge in another process.

    python weblate_checks.py < pairs.jsonl > found.json

A line is [source, target, language, flags]. Out come the ids of all its checks, of those that are on without a flag, the
seconds that the pairs took, and the ids that each pair raised. No database is asked: units are made by hand, and what
Weblate compares through its database (inconsistent, reused, translated) or sends to a model (ai_*) is left out.
"""

import json
import os
import sys
import time
from types import SimpleNamespace

os.environ["DJANGO_SETTINGS_MODULE"] = "weblate.settings_example"

import weblate.settings_example as example

example.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
example.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
example.DEBUG = False

import django

django.setup()

from weblate.checks.flags import Flags
from weblate.checks.models import CHECKS
from weblate.lang.models import Language, Plural

LEFT_OUT = {"inconsistent", "reused", "translated", "max-size", "check_glossary"}
PLURAL = {
    "zh": (1, "0"),
    "en": (2, "n != 1"),
    "ky": (1, "0"),
    "ru": (3, "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"),
}


class Tongue(Language):
    """A language that no database has."""

    class Meta:
        proxy = True
        app_label = "lang"

    @property
    def plural(self):
        number, formula = PLURAL[self.code.split("_")[0]]
        return Plural(language=self, number=number, formula=formula)


class Unit(SimpleNamespace):
    """What the checks ask of a unit."""

    def get_source_plurals(self):
        return [self.source]

    def get_target_plurals(self):
        return [self.target]

    get_effective_source_plurals = get_source_plurals

    def has_multiple_values(self, *_):
        return False


def unit(translation, source, target, flags):
    english = translation.component.source_language
    return Unit(
        translation=translation, source=source, target=target, source_string=source, all_flags=flags, flags=flags,
        effective_source=source, effective_source_string=source, effective_source_language=english,
        effective_source_plural=english.plural, fuzzy=False, translated=True, readonly=False, state=20, is_source=False,
        is_plural=False, note="", context="", pk=1, id=1, check_cache={}, all_checks_names=set(), glossary_terms=[],
        is_batch_update=False, extra_flags="", explanation="", fluent_type="", translation_id=1, translation_parent_id=None,
    )  # fmt: skip


def main():
    component = SimpleNamespace(
        source_language=Tongue(code="en", name="English"),
        file_format="po",
        is_multivalue=False,
        id=1,
        pk=1,
        project=SimpleNamespace(id=1, slug="p", name="p", check_flags=""),
        slug="c",
        name="c",
        enforced_checks=[],
        batch_checks=False,
    )
    languages = {code: Tongue(code=name, name=code) for code, name in (("zh", "zh_Hans"), ("ru", "ru"), ("ky", "ky"))}
    translations = {
        code: SimpleNamespace(language=one, component=component, plural=one.plural, is_template=False, is_source=False)
        for code, one in languages.items()
    }
    checks = [
        one
        for name, one in CHECKS.target.items()
        if name not in LEFT_OUT and not name.startswith("ai_") and not one.glossary
    ]
    rows = [json.loads(line) for line in sys.stdin]
    found, broken = [], {}
    start = time.perf_counter()
    for source, target, language, flags in rows:
        one = unit(translations[language], source, target, Flags(flags))
        raised = []
        for check in checks:
            try:
                if check.check_target([source], [target], one):
                    raised.append(check.check_id)
            except Exception as error:
                broken[check.check_id] = repr(error)
        found.append(raised)
    seconds = time.perf_counter() - start
    on = sorted(one.check_id for one in checks if not one.default_disabled)
    json.dump({"all": sorted(CHECKS), "on": on, "seconds": seconds, "found": found, "broken": broken}, sys.stdout)


main()
