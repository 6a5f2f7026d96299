"""A wheel built from the project works where no source is: catalogues, manifest, migrations and towns come along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sizes import ROOMS, ROOT

PACKAGES = [room for room in ROOMS if room != "tests"]

#: For those who write the texts, not for those who read them.
LEFT_AT_HOME = {"locales/STYLE.md", "locales/messages.pot"}


@dataclass(frozen=True)
class Installation:
    """A folder into which the wheel was installed, and an office's folder that holds nothing but a database."""

    wheel: Path
    packages: Path
    office: Path

    def python(self, *arguments: str) -> str:
        """What a Python of this installation says; fails where it does not end well."""
        ended = subprocess.run(
            [sys.executable, "-P", *arguments],
            cwd=self.office,
            env={**os.environ, "PYTHONPATH": str(self.packages), "KAERU_DATABASE_URL": "sqlite:///kaeru.db"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def kaeru(self, *arguments: str) -> str:
        return self.python("-m", "bot", *arguments)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("packaging")
    built, packages, office = folder / "built", folder / "packages", folder / "office"
    office.mkdir()
    module("hatchling", "build", "-t", "wheel", "-d", str(built))
    wheel = next(built.glob("*.whl"))
    module(
        "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile", "--target", str(packages), str(wheel)
    )
    return Installation(wheel, packages, office)


def module(*words: str) -> None:
    ended = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_the_wheel_holds_the_four_packages_and_all_their_files(installation: Installation) -> None:
    with zipfile.ZipFile(installation.wheel) as wheel:
        inside = {name for name in wheel.namelist() if ".dist-info/" not in name}

    assert inside == set(files_of_the_project()) - LEFT_AT_HOME


def files_of_the_project() -> Iterator[str]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT).as_posix()


def test_an_installed_kaeru_is_itself_and_not_its_source(installation: Installation) -> None:
    places = installation.python("-c", f"import {', '.join(PACKAGES)}\nfor one in ({', '.join(PACKAGES)}): print(one)")

    assert places.count(str(installation.packages)) == len(PACKAGES)


def test_an_installed_kaeru_sets_up_a_city_and_knows_its_days(installation: Installation) -> None:
    installation.kaeru("db", "upgrade")
    installation.kaeru("db", "check")
    installation.kaeru("init", "--defaults")

    told = installation.kaeru("calendar", "--from", "2026-11-25", "--to", "2026-11-25", "--format", "json")

    assert [day["kinds"] for day in json.loads(told)] == [["no_overtime_day"]]


def test_an_installed_kaeru_has_its_manifest_and_speaks_japanese(installation: Installation) -> None:
    manifest, words = installation.kaeru("manifest"), installation.kaeru("--help")

    assert json.loads(manifest)["display_information"]["name"]
    assert "定時" in words
