"""The table of commands."""

from __future__ import annotations

import typer

from bot.cli import (
    attendance,
    calendar,
    check,
    city,
    clock,
    deliveries,
    demo,
    export,
    leave,
    manifest,
    reach,
    reports,
    roster,
    run,
    schema,
    special_modes,
    surveys,
    unit_rules,
    web,
)
from bot.texts import N_

app = typer.Typer(
    name="kaeru",
    help=N_("Kaeru, the colleague who helps a city hall go home on time."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(schema.app, name="db")
app.add_typer(roster.app, name="roster")
app.add_typer(attendance.app, name="attendance")
app.add_typer(leave.app, name="leave")
app.add_typer(unit_rules.app, name="unit-rule")
app.add_typer(export.app, name="export")
app.add_typer(reports.app, name="report")
app.add_typer(special_modes.app, name="special-mode")
app.add_typer(surveys.app, name="survey")
for part in (demo, city, reach, check, manifest, calendar, deliveries, run, web, clock):
    part.register(app)
