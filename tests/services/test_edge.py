"""The outermost edge of the command line: one sentence for the operator, never a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from bot.cli.edge import guarded
from bot.errors import Refused


def outcome(error: Exception, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.setenv("KAERU_DEFAULT_LOCALE", "en")
    app = typer.Typer(pretty_exceptions_enable=False)

    @app.command()
    def fail() -> None:
        raise error

    code = guarded(app, [])
    return code, capsys.readouterr().err


def test_a_refusal_is_its_sentence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = Refused("The span ends on {end}, before it begins on {start}: exchange them.", end=1, start=2)

    assert outcome(refusal, capsys, monkeypatch) == (1, "The span ends on 1, before it begins on 2: exchange them.\n")


def test_a_fault_names_a_file_that_says_where_it_broke_and_nothing_about_people(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = outcome(ValueError("青木"), capsys, monkeypatch)

    found = re.search(r"the file (\S+)\.$", said)
    assert found is not None
    kept = Path(found.group(1)).read_text(encoding="utf-8")
    assert (code, said.count("\n")) == (1, 1)
    assert kept.startswith("ValueError\n")
    assert "青木" not in kept + said
