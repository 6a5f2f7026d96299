"""Use cases around the stress check (F01): invite to it, and keep how many took it. Never its questions or results.

It is done by others, under a law of its own. To be written to says nothing: by default everybody is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.city.service import audit
from bot.delivery import planning
from bot.delivery import service as delivery
from bot.delivery.rules import Due, Surface
from bot.errors import BadFile, Problem, Refused
from bot.people import service as people
from bot.people.reachable import reachable_staff
from bot.people.roster_files import Table
from bot.people.tree import UnitTree
from bot.people.vocabulary import folded, half_width, read_vocabulary
from bot.pulse import invitation_store, stress_blocks, stress_store
from bot.pulse.stress_blocks import STRESS_CHECK, Call
from bot.pulse.stress_rates import Rate, together
from bot.suppression import WHOLE
from bot.texts import N_, Texts

#: Groups of fewer do not appear anywhere (`domain.md` 3.7 item 1).
LEAST = 10
_COLUMNS = ("unit", "people", "taken")
#: So long somebody who was on leave may still get the message, and after it nothing says who got one.
_DAYS_TO_REACH, _DAYS_KEPT = timedelta(days=5), timedelta(days=14)
_LONGEST_LOOK_BACK_DAYS = 60


def invite(
    session: Session,
    call: Call,
    *,
    staff_numbers: Collection[str] = (),
    actor: str,
    now: datetime,
    zone: ZoneInfo,
    texts: Texts,
) -> int:
    """Write to everybody, or to these staff numbers; returns how many messages. Once a day, however often it is asked.

    Raises Refused for a link that is none, a day that is over, or staff numbers that nobody has.
    """
    today = now.astimezone(zone).date()
    _refuse_what_cannot_be(call, today)
    policy = city.policy_on(session, today)
    bodies = {}
    for locale in ("", *policy.languages):
        words = stress_blocks.invitation(texts.of(locale), call)
        bodies[locale] = planning.store_body(session, words.text, words.blocks)
    due = Due(STRESS_CHECK, today, _audience(today), now, now + _DAYS_TO_REACH)
    who = reachable_staff(today)
    if staff_numbers:
        who = invitation_store.addresses_of(session, _ids(session, staff_numbers), today)
    audit(session, actor=actor, action="stress_check.invited", detail=f"until {call.last_day}", now=now)
    begun = planning.begin(session, [due], now=now)
    return sum(planning.post_to_people(session, one, who, bodies, surface=Surface.BUNDLE) for one in begun)


def forget_invitations(session: Session, today: date) -> int:
    """Delete every trace of whom invitations went to, some days later; returns how many messages that were."""
    days = (today - _DAYS_KEPT - timedelta(days=number) for number in range(_LONGEST_LOOK_BACK_DAYS))
    return sum(delivery.forget_messages(session, _audience(day)) for day in days)


def import_rates(session: Session, fiscal_year: int, table: Table, *, actor: str, now: datetime, zone: ZoneInfo) -> int:
    """Take over how many of each unit took the stress check of a fiscal year; returns of how many units.

    A second file of the same year replaces the first. Raises BadFile with every fault: all rows or none.
    """
    rates = _read(session, table, now.astimezone(zone).date())
    stress_store.replace_rates(session, fiscal_year, rates)
    audit(session, actor=actor, action="stress_check.rates", detail=f"{fiscal_year}: {len(rates)}", now=now)
    return len(rates)


def rates(session: Session, today: date) -> list[Rate]:
    """What was imported, the newest year first."""
    tree = people.tree_on(session, today)
    return [
        Rate(one.fiscal_year, tree.path_name(one.unit_id) if one.unit_id in tree else "", one.people, one.taken)
        for one in stress_store.rates(session)
    ]


def newest_rate(session: Session, unit_id: int, tree: UnitTree) -> Rate | None:
    """How many of a unit (WHOLE: of all that were imported) took it in the newest year; None where nothing is known."""
    found = stress_store.rates(session)
    year = max((one.fiscal_year for one in found), default=0)
    numbers = {one.unit_id: (one.people, one.taken) for one in found if one.fiscal_year == year}
    if unit_id != WHOLE:
        numbers = {one: number for one, number in numbers.items() if one == unit_id}
    people_, taken = together(numbers, tree)
    return Rate(year, "", people_, taken) if people_ else None


def _audience(day: date) -> str:
    return f"stress-check:{day.isoformat()}"


def _refuse_what_cannot_be(call: Call, today: date) -> None:
    if not call.link.startswith("https://") or any(sign in call.link for sign in " <>|\n"):
        raise Refused("The link must begin with https:// and hold no blanks.")
    if call.last_day < today:
        raise Refused("{day} is over. Name the last day on which the stress check can be taken.", day=call.last_day)


def _ids(session: Session, staff_numbers: Collection[str]) -> list[int]:
    known = people.ids_by_staff_number(session)
    if unknown := sorted(set(staff_numbers) - known.keys()):
        raise Refused(
            "{count} staff numbers are not on the staff list. Correct the file; nobody was written to.",
            count=len(unknown),
        )
    return [known[number] for number in staff_numbers]


@dataclass(frozen=True)
class _Row:
    line: int
    unit: str
    people: str
    taken: str


def _read(session: Session, table: Table, today: date) -> Mapping[int, tuple[int, int]]:
    tree = people.tree_on(session, today)
    found: dict[int, tuple[int, int]] = {}
    problems = []
    for row in _rows(table):
        unit = tree.by_code(row.unit)
        numbers = _numbers(row)
        if unit is None or unit.id in found:
            message = N_("{value} is no unit of today, or stands here twice.")
            problems.append(Problem(table.name, row.line, "unit", message, {"value": row.unit}))
        elif numbers is None:
            message = N_("Write how many people there are ({least} or more), and how many of them took it.")
            problems.append(Problem(table.name, row.line, "people", message, {"least": LEAST}))
        else:
            found[unit.id] = numbers
    if problems:
        raise BadFile("{file} cannot be taken over as it is; nothing was changed.", file=table.name, problems=problems)
    return found


def _rows(table: Table) -> Sequence[_Row]:
    meanings = read_vocabulary().meanings("stress_column")
    places = {meanings.get(folded(header)): place for place, header in enumerate(table.header)}
    missing = [name for name in _COLUMNS if name not in places]
    if missing:
        needed = ", ".join(read_vocabulary().word("stress_column", name) for name in missing)
        raise BadFile("{file} has no column {columns}.", file=table.name, columns=needed)
    return [
        _Row(
            row.line,
            *(half_width(row.cells[places[name]]) if places[name] < len(row.cells) else "" for name in _COLUMNS),
        )
        for row in table.rows
    ]


def _numbers(row: _Row) -> tuple[int, int] | None:
    """How many there are and how many took it, where that can be."""
    if not (row.people.isascii() and row.people.isdigit() and row.taken.isascii() and row.taken.isdigit()):
        return None
    people_, taken = int(row.people), int(row.taken)
    return (people_, taken) if LEAST <= people_ < 10**6 and taken <= people_ else None
