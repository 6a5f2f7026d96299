"""`kaeru preview` and `kaeru deliveries`: what would be posted; what went out, what was not, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.asking import say
from bot.cli.calendar import read_day
from bot.cli.delivery_words import KINDS, REASONS, STATES
from bot.cli.edge import operator_language
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.delivery import service as delivery
from bot.no_overtime import service as no_overtime
from bot.no_overtime.service import Planned
from bot.people import service as people
from bot.settings import read_settings
from bot.texts import N_, Translator


def register(app: typer.Typer) -> None:
    """Add the commands to the table of commands."""
    app.command("preview", help=N_("Show what would be posted for a day, to whom and when; posts nothing."))(preview)
    app.command("deliveries", help=N_("Show what went out, what was skipped or failed, and why."))(deliveries)


def preview(
    date: Annotated[str, typer.Argument(metavar="DATE", help=N_("The day, such as 2026-11-25."))],
    unit: Annotated[str, typer.Option(metavar="CODE", help=N_("Only what this unit or its people get."))] = "",
) -> None:
    t, settings, day = operator_language(), read_settings(), read_day(date)
    with open_database() as database:
        cards = database.read(no_overtime.preview, day, zone=settings.zone)
        if unit:
            wanted = database.read(people.unit_id_of, unit)
            channel = database.read(people.tree_on, day).channel_of(wanted)
            cards = [one for one in cards if wanted in one.unit_ids or (one.section and one.section.channel == channel)]
    if not cards:
        say(t("Nothing is posted for {date}.", date=t.full_day(day)))
        return
    Console().print(_table(cards, t, t.full_day(day)))


def _table(cards: list[Planned], t: Translator, title: str) -> Table:
    table = Table(t("Time"), t("Kind"), t("To"), t("Until"), title=title)
    for one in cards:
        kind = t(KINDS[one.kind])
        table.add_row(t.clock(one.due.due_at), kind, _to_whom(one, t), t.clock(one.due.not_after))
    return table


def _to_whom(one: Planned, t: Translator) -> str:
    if one.section is not None:
        return f"{one.section.label} ({one.section.channel})"
    return t.n("{count} person, directly", "{count} people, directly", one.recipients)


def deliveries(
    date: Annotated[str, typer.Option(metavar="DATE", help=N_("The day; today if not given."))] = "",
) -> None:
    t, settings = operator_language(), read_settings()
    day = read_day(date) if date else SystemClock().now().astimezone(settings.zone).date()
    with open_database() as database:
        lines = database.read(delivery.deliveries_on, day)
        unsaid = database.read(delivery.skipped_on, day)
    if not lines and not unsaid:
        say(t("Nothing fell due on {date}.", date=t.full_day(day)))
        return
    table = Table(t("Due"), t("Kind"), t("To"), t("State"), t("Why"), t("Settled"), title=t.full_day(day))
    for row in (*_rows(lines, t, settings.zone), *_unsaid(unsaid, t, settings.zone)):
        table.add_row(*row)
    Console().print(table)


def _rows(lines: list[delivery.Delivery], t: Translator, zone: ZoneInfo) -> Iterator[tuple[str, ...]]:
    for one in lines:
        whom = t("a person") if one.is_personal else f"{one.label} ({one.channel})"
        yield (
            _time(one.due_at, t, zone),
            t(KINDS.get(one.kind, one.kind)),
            whom,
            t(STATES[one.state]),
            why(one.reason, t),
            _time(one.settled_at, t, zone) if one.settled_at else "",
        )


def _unsaid(unsaid: list[delivery.SkippedOccurrence], t: Translator, zone: ZoneInfo) -> Iterator[tuple[str, ...]]:
    for one in unsaid:
        kind = t(KINDS.get(one.kind, one.kind))
        yield _time(one.due_at, t, zone), kind, one.audience, t("not planned"), why(one.reason, t), ""


def why(reason: str, t: Translator) -> str:
    """A skip reason in words; Slack's own codes stay as they are."""
    return t(REASONS[reason]) if reason in REASONS else reason


def _time(instant: datetime, t: Translator, zone: ZoneInfo) -> str:
    return t.clock(instant.astimezone(zone))
