"""`kaeru roster`: take over staff and units from files, and find everybody's Slack account."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from sqlmodel import Session

from bot.cli import roster_tables
from bot.cli.asking import say
from bot.cli.bars import Bars
from bot.cli.calendar import read_day
from bot.cli.edge import operator_language
from bot.cli.session import open_database
from bot.cli.slack_accounts import all_accounts
from bot.clock import SystemClock
from bot.delivery.slack_client import forget_environment_proxies, open_client
from bot.delivery.slack_identity import identity
from bot.errors import BadFile
from bot.people import service
from bot.people.accounts import SlackAccount
from bot.people.difference import ChangeKind, Difference
from bot.people.match import MatchReport, match_accounts
from bot.people.roster_files import Table, read_table
from bot.people.roster_import import import_roster, preview_roster
from bot.people.vocabulary import read_vocabulary
from bot.settings import Settings, read_settings
from bot.texts import N_, Translator

_ACTOR = "command-line"
_SCOPES = ("users:read", "users:read.email")
_WIDTH_OF_A_FILE = 160

app = typer.Typer(help=N_("Staff and units: take them over from files, match them with Slack."), no_args_is_help=True)


@app.command(
    "import",
    help=N_(
        "Take over staff and units from CSV (UTF-8 or Shift_JIS) or xlsx files: all rows or, if one is bad, none. "
        "The same files again change nothing."
    ),
)
def import_(
    staff: Annotated[Path, typer.Argument(metavar="STAFF", help=N_("The staff file, one row for each post."))],
    units: Annotated[Path | None, typer.Option(metavar="UNITS", help=N_("The units file."))] = None,
    effective: Annotated[
        str, typer.Option(metavar="DATE", help=N_("The day from which it holds; today if not given."))
    ] = "",
    *,
    complete: Annotated[
        bool,
        typer.Option(
            "--complete",
            help=N_("The files name everybody: whoever is not in them leaves, units not in them are gone."),
        ),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would change and change nothing."))] = False,
) -> None:
    t = operator_language()
    day = read_day(effective) if effective else _today(read_settings())
    try:
        tables = read_table(staff), None if units is None else read_table(units)
        difference = _imported(*tables, day, is_complete=complete, is_dry_run=dry_run, t=t)
    except BadFile as error:
        if error.problems:
            _console(to_stderr=True).print(roster_tables.bad_rows(error.problems, t))
        raise
    _show(difference, t, is_dry_run=dry_run)


def _imported(
    staff: Table, units: Table | None, day: date, *, is_complete: bool, is_dry_run: bool, t: Translator
) -> Difference:
    with open_database() as database, Bars(t) as bars:
        if is_dry_run:
            return database.read(
                preview_roster, staff, units, effective=day, is_complete=is_complete, progress=bars.tell
            )
        return database.write(
            import_roster,
            staff,
            units,
            effective=day,
            now=SystemClock().now(),
            actor=_ACTOR,
            is_complete=is_complete,
            progress=bars.tell,
        )


def _show(difference: Difference, t: Translator, *, is_dry_run: bool) -> None:
    console, day = _console(), t.full_day(difference.effective)
    if difference.changes:
        console.print(roster_tables.details(difference, read_vocabulary(), t))
        console.print(roster_tables.counted(difference, t))
    if difference.ignored_columns:
        say(t("These columns were not read: {columns}.", columns=t.listing(difference.ignored_columns)))
    if missing := difference.counts[ChangeKind.PERSON_MISSING]:
        say(
            t.n(
                "{count} person is not in the file and stays. If the file names everybody, add --complete.",
                "{count} people are not in the file and stay. If the file names everybody, add --complete.",
                missing,
            )
        )
    if difference.is_empty:
        say(t("The files say what is stored already; nothing changes."))
    elif is_dry_run:
        say(t("Nothing was changed yet. Without --dry-run this holds from {date}.", date=day))
    else:
        say(t("Done. This holds from {date}.", date=day))


@app.command(help=N_("Find everybody's Slack account by e-mail address and list who has none."))
def match() -> None:
    t, settings = operator_language(), read_settings()
    forget_environment_proxies()
    with open_database() as database:
        accounts = asyncio.run(_accounts(settings, t))
        report, counts = database.write(_matched, accounts, _today(settings))
    _show_match(report, counts, t)


def _show_match(report: MatchReport, counts: service.Counts, t: Translator) -> None:
    console = _console()
    if report.people_alone:
        console.print(roster_tables.people_alone(report.people_alone, t))
    if report.accounts_alone:
        console.print(roster_tables.accounts_alone(report.accounts_alone, t))
    if report.double_emails:
        emails = t.listing(report.double_emails)
        say(t("These addresses are there twice, so nobody was matched by them: {emails}.", emails=emails))
    say(
        t(
            "{staff} staff: {reachable} reachable in Slack ({new} of them new), {without} without Slack.",
            staff=counts.staff,
            reachable=counts.reachable,
            new=report.newly_matched,
            without=counts.without_slack,
        )
    )


async def _accounts(settings: Settings, t: Translator) -> list[SlackAccount]:
    with Bars(t) as bars:
        async with open_client(settings) as client:
            await identity(client, wanted_scopes=_SCOPES)
            return await all_accounts(client, bars.count)


def _matched(session: Session, accounts: list[SlackAccount], today: date) -> tuple[MatchReport, service.Counts]:
    report = match_accounts(session, accounts, day=today, now=SystemClock().now(), actor=_ACTOR)
    return report, service.counts(session, today)


def _today(settings: Settings) -> date:
    return SystemClock().now().astimezone(settings.zone).date()


def _console(*, to_stderr: bool = False) -> Console:
    """A console as wide as the terminal, or wide enough for a file that somebody reads afterwards."""
    stream = sys.stderr if to_stderr else sys.stdout
    return Console(stderr=to_stderr, width=None if stream.isatty() else _WIDTH_OF_A_FILE)
