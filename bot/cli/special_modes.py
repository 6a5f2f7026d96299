"""`kaeru special-mode`: disaster, election and similar work of units, as an operator declares and ends it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.asking import say
from bot.cli.calendar import read_day
from bot.cli.edge import operator_language
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.overtime import declaring
from bot.people.kinds import ModeKind
from bot.people.mode_blocks import mode_line
from bot.people.modes import ModeWish
from bot.settings import read_settings
from bot.texts import N_

app = typer.Typer(help=N_("Disaster, election and similar work, during which nobody is called to leave."))

_ACTOR = "command-line"

_From = Annotated[str, typer.Option("--from", metavar="DATE", help=N_("First day, such as 2026-04-01."))]
_To = Annotated[str, typer.Option("--to", metavar="DATE", help=N_("Last day, such as 2027-03-31."))]


@app.command("list", help=N_("What holds now or was declared for later, with the numbers to end it by."))
def list_modes() -> None:
    t, today = operator_language(), _today()
    with open_database() as database:
        found = database.read(declaring.named_modes, today)
    table = Table(t("Number"), t("Special mode"))
    for named in found:
        table.add_row(str(named.mode.id), Text(mode_line(t, named)))
    Console().print(table)


@app.command("declare", help=N_("Declare it for a unit and all below it or, without --unit, for the whole city."))
def declare(
    kind: Annotated[ModeKind, typer.Argument(help=N_("What kind of work it is."))],
    start: _From,
    end: _To,
    unit: Annotated[str, typer.Option(metavar="CODE", help=N_("The code of the unit."))] = "",
) -> None:
    t, wish = operator_language(), ModeWish(kind, unit or None, read_day(start), read_day(end))
    with open_database() as database:
        mode = database.write(declaring.declare, wish, today=_today(), actor=_ACTOR, now=SystemClock().now())
    say(t("It is declared under the number {number}.", number=mode.id))


@app.command("end", help=N_("Let it end with today or another day; before its first day, it never was."))
def end(
    number: Annotated[int, typer.Argument(help=N_("The number in the list."))],
    last_day: Annotated[str, typer.Option(metavar="DATE", help=N_("Its last day; without it, today."))] = "",
) -> None:
    t, today, now = operator_language(), _today(), SystemClock().now()
    last = read_day(last_day) if last_day else today
    with open_database() as database:
        database.write(declaring.end, number, last_day=last, today=today, actor=_ACTOR, now=now)
    say(t("Its last day is {date} at the latest.", date=t.full_day(last)))


def _today() -> date:
    return SystemClock().now().astimezone(read_settings().zone).date()
