"""Packages that are sent to the workers of a cluster draft there as they do here."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.engines.conftest import en_ru, tokenizer  # noqa: F401 - fixtures
from toolkit.corpus.runners import delivery
from toolkit.corpus.runners.choice import LEAST, weight
from toolkit.engines import make
from toolkit.errors import PackageError


def test_an_installed_package_arrives_whole_and_a_starter_is_not_sent(en_ru: Path, tmp_path: Path) -> None:  # noqa: F811
    engine = make("argos", source="en", target="ru", folders=(en_ru,), starter=False)
    parcels = delivery.packed(engine)
    assert [parcel.name for parcel in parcels] == ["translate-en_ru-1_0.argosmodel"]
    worker = SimpleNamespace(local_directory=str(tmp_path))
    delivery.Delivery(parcels).setup(worker)
    there = make("argos", source="en", target="ru", folders=(delivery.place(worker),), starter=False)
    assert there.signature == engine.signature
    assert there.translate([("the cat",)], "en", "ru") == engine.translate([("the cat",)], "en", "ru")
    assert delivery.packed(there) == (parcels[0],)
    assert weight(engine) > LEAST
    assert delivery.packed(make("argos", source="en", target="ru", folders=())) == ()


def test_a_package_that_did_not_come_as_it_was_sent_is_refused(tmp_path: Path) -> None:
    worker = SimpleNamespace(local_directory=str(tmp_path))
    with pytest.raises(PackageError, match=r"the package x\.argosmodel did not come as it was sent"):
        delivery.Delivery((delivery.Parcel("x.argosmodel", b"changed", "0" * 64),)).setup(worker)
    assert not delivery.place(worker).exists()
