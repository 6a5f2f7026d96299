"""`kaeru reach`: how far messages go: the personnel channel only, the pilot's units, or the whole city."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import typer
from sqlmodel import Session

from bot.city import service as city
from bot.city.operation import Reach
from bot.cli.asking import say
from bot.cli.edge import operator_language
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.errors import Refused
from bot.settings import read_settings
from bot.texts import N_

_ACTOR = "command-line"

_IN_FORCE: Mapping[Reach, str] = {
    Reach.REHEARSAL: N_("Rehearsal: everything goes to the personnel channel, nobody else is reached."),
    Reach.PILOT: N_("Pilot: the units under pilot.units and what is below them are reached."),
    Reach.CITY: N_("City: everybody is reached."),
}


def register(app: typer.Typer) -> None:
    """Add the command to the table of commands."""
    app.command("reach", help=N_("Say how far messages go, or change it: rehearsal, pilot, city."))(reach)


def reach(wanted: Annotated[Reach | None, typer.Argument(help=N_("How far they go from now on."))] = None) -> None:
    t, now = operator_language(), SystemClock().now()
    with open_database() as database:
        if wanted is not None:
            database.read(_refuse_nobody, wanted, now.astimezone(read_settings().zone).date())
            database.write(city.change_reach, wanted, actor=_ACTOR, now=now)
        say(t(_IN_FORCE[database.read(city.operation).reach]))


def _refuse_nobody(session: Session, wanted: Reach, today: date) -> None:
    """A reach that would reach nobody is a mistake."""
    policy = city.policy_on(session, today)
    if wanted is Reach.PILOT and not policy.pilot.units:
        raise Refused("No unit takes part in a pilot yet. List their codes under pilot.units (`kaeru init`) first.")
    if wanted is Reach.REHEARSAL and not policy.personnel.channel:
        raise Refused("A rehearsal posts to the personnel channel. Set personnel.channel (`kaeru init`) first.")
