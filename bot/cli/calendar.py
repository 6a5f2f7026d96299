"""`kaeru calendar`: the days that are special, for people, for scripts and for their own calendars."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.cli.edge import operator_language
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.errors import Refused
from bot.no_overtime import export
from bot.no_overtime.calendar import SpecialDays, special_days
from bot.no_overtime.service import day_label
from bot.texts import N_, Translator
from bot.workdays.fiscal import fiscal_year, fiscal_year_label


class Format(StrEnum):
    """How the calendar is written."""

    TABLE = "table"
    JSON = "json"
    ICS = "ics"


def register(app: typer.Typer) -> None:
    """Add the command to the table of commands."""
    app.command("calendar", help=_HELP)(calendar)


_HELP = N_(
    "No-overtime days, paydays, bonus days, holidays and the year-end closure, each with its reason. "
    "Ordinary working days and weekends are left out, in JSON too."
)


def calendar(
    start: Annotated[str, typer.Option("--from", metavar="DATE", help=N_("First day, such as 2026-04-01."))],
    end: Annotated[str, typer.Option("--to", metavar="DATE", help=N_("Last day, such as 2027-03-31."))],
    unit: Annotated[str, typer.Option(metavar="CODE", help=N_("The code of a unit, for its own rule."))] = "",
    form: Annotated[Format, typer.Option("--format", help=N_("For people, scripts or calendars."))] = Format.TABLE,
) -> None:
    t = operator_language()
    with open_database() as database:
        found, policy = database.read(_gather, read_day(start), read_day(end), unit)
    label = day_label(policy, t)
    if form is Format.JSON:
        typer.echo(export.as_json(found))
    elif form is Format.ICS:
        typer.echo(export.as_ics(found, t, label=label, city=policy.name, now=SystemClock().now()), nl=False)
    else:
        Console().print(_table(found, t, label, export.owner(found, policy.name)))


def read_day(text: str) -> date:
    """A date as people type it; refuses what is none."""
    try:
        return date.fromisoformat(text.strip().replace("/", "-"))
    except ValueError:
        raise Refused("“{text}” is no date. Write it like 2026-04-01.", text=text) from None


def _gather(session: Session, start: date, end: date, unit: str) -> tuple[SpecialDays, CityPolicy]:
    return special_days(session, start, end, unit_code=unit), city.policy_on(session, end)


def _table(found: SpecialDays, t: Translator, label: str, owner: str) -> Table:
    years = range(fiscal_year(found.start), fiscal_year(found.end) + 1)
    title = " ".join(part for part in (owner, t.listing(fiscal_year_label(year, t) for year in years)) if part)
    table = Table(t("Date"), t("What"), t("Why"), title=title)
    for day in found.days:
        what, why = export.what_it_is(day, t, label=label), export.why_it_is(day, t)
        table.add_row(t.full_day(day.date), what, why)
    return table
