"""Runs commands of `kaeru` in this process against a database of the test's choice."""

from __future__ import annotations

import typer
from typer.testing import CliRunner, Result

from bot.cli import attendance, calendar, city, deliveries, export, leave, reach, special_modes, unit_rules


def run(database_url: str, *words: str, answers: str = "", locale: str = "en") -> Result:
    """The outcome of one command: `stdout`, `stderr`, and the KaeruError that it ended in, as `exception`."""
    app = typer.Typer(pretty_exceptions_enable=False)
    calendar.register(app)
    city.register(app)
    deliveries.register(app)
    reach.register(app)
    app.add_typer(attendance.app, name="attendance")
    app.add_typer(leave.app, name="leave")
    app.add_typer(unit_rules.app, name="unit-rule")
    app.add_typer(export.app, name="export")
    app.add_typer(special_modes.app, name="special-mode")
    environment = {"KAERU_DATABASE_URL": database_url, "KAERU_DEFAULT_LOCALE": locale, "COLUMNS": "120"}
    return CliRunner().invoke(app, list(words), input=answers, env=environment)


def sentence_of(result: Result) -> str:
    """The one sentence that a refused command ends in."""
    assert result.exit_code == 1, result.output
    return str(result.exception)
