"""The doctor's look at the database: does it answer, is it up to date, does it know the city and its staff."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot import migrations
from bot.city import service as city
from bot.city.duties import Duties
from bot.city.operation import Reach
from bot.cli.check_findings import Finding, fault, fine, from_error, note
from bot.database import Database
from bot.errors import KaeruError, SetupFault
from bot.people import service as people
from bot.people.tree import UnitTree
from bot.pulse import counting
from bot.settings import Settings
from bot.texts import N_


@dataclass(frozen=True)
class CityFacts:
    """What the look at Slack needs to know of the city: its channels by the units' names, and personnel's own."""

    unit_channels: tuple[tuple[str, str], ...] = ()
    personnel_channel: str = ""
    findings: tuple[Finding, ...] = ()


def look_at_database(database: Database, today: date, settings: Settings) -> CityFacts:
    """What the database tells; the findings stop at the first thing without which the rest cannot be read."""
    try:
        migrations.require_current(database)
        facts = database.read(_facts, today, settings)
    except KaeruError as error:
        return CityFacts(findings=(from_error(error),))
    except DBAPIError:
        silent = fault(N_("The database does not answer. Check KAERU_DATABASE_URL and whether it runs."))
        return CityFacts(findings=(silent,))
    return facts


def _facts(session: Session, today: date, settings: Settings) -> CityFacts:
    tree = people.tree_on(session, today)
    return CityFacts(
        unit_channels=tuple((unit.name, unit.channel) for unit in tree if unit.channel),
        personnel_channel=_personnel_channel(session, today),
        findings=(
            fine(N_("Database: up to date")),
            *_policy(session, today),
            *_roster(session, today, len(tree)),
            *_duties(session, today, tree),
            *_surveys(session, settings),
        ),
    )


def _personnel_channel(session: Session, today: date) -> str:
    return city.policy_on(session, today).personnel.channel if city.has_policy(session, until=today) else ""


def _policy(session: Session, today: date) -> Iterator[Finding]:
    if not city.has_policy(session, until=today):
        yield fault(N_("The city has no policy yet. Run `kaeru init`."))
        return
    yield fine(N_("City policy: decided"))
    operation = city.operation(session)
    if operation.is_stopped:
        yield note(N_("All messages are stopped. `/kaeru start` lets them go out again."))
    if city.policy_on(session, today).personnel.channel:
        yield fine(N_("Personnel channel: set"))
    elif operation.reach is Reach.REHEARSAL:
        yield fault(
            N_("A rehearsal posts to the personnel channel, and none is set. Set it in the policy (`kaeru init`).")
        )
    else:
        yield note(
            N_("No personnel channel is set. Set one in the policy (`kaeru init`) to hear there of what went wrong.")
        )


def _roster(session: Session, today: date, units: int) -> Iterator[Finding]:
    counts = people.counts(session, today)
    if not counts.staff:
        yield fault(N_("Nobody is on the staff list. Run `kaeru roster import`."))
        return
    yield fine(N_("Staff list: {staff} people in {units} units"), staff=counts.staff, units=units)
    if counts.without_slack:
        yield note(
            N_("{count} people cannot be reached in Slack. `kaeru roster match` lists those without an account."),
            count=counts.without_slack,
        )


def _duties(session: Session, today: date, tree: UnitTree) -> Iterator[Finding]:
    if not city.has_policy(session, until=today):
        return
    duties = city.duties_on(session, today)
    if duties.personnel:
        yield fine(N_("Personnel officers: named"))
    else:
        yield note(
            N_(
                "No personnel officer is named, so nobody can stop the messages from Slack. "
                "Name their staff numbers under duties.personnel in the policy (`kaeru init`)."
            )
        )
    if len(tree):
        yield from _slips(session, today, duties, tree)


def _surveys(session: Session, settings: Settings) -> Iterator[Finding]:
    if not counting.runs_anywhere(session):
        return
    try:
        counting.require_secret(session, settings.survey_secret)
    except SetupFault as missing:
        yield from_error(missing)
    else:
        yield fine(N_("Surveys: the secret key is the one with which they were opened"))


def _slips(session: Session, today: date, duties: Duties, tree: UnitTree) -> Iterator[Finding]:
    """What the duties of the policy name and the roster does not know."""
    if numbers := people.strangers_to_roster(session, duties.staff_numbers, day=today):
        yield note(
            N_(
                "The policy gives a duty to staff numbers that nobody on the staff list has: {numbers}. "
                "Correct them in the policy (`kaeru init`)."
            ),
            numbers=", ".join(sorted(numbers)),
        )
    if codes := [code for code in duties.general_affairs if tree.by_code(code) is None]:
        yield note(
            N_(
                "duties.general_affairs names codes of units that do not exist: {codes}. "
                "Correct them in the policy (`kaeru init`)."
            ),
            codes=", ".join(codes),
        )
