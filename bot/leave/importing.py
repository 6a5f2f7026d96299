"""Use cases: take over a file of leave balances and leave taken, all of it or nothing, or tell what it would bring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from bot.city import service as city
from bot.errors import BadFile, Problem
from bot.leave import taken_store
from bot.leave.balance import Balance
from bot.leave.balance_rows import BalanceFile, Expected, Key, read_balances
from bot.leave.office_tables import LeaveImport
from bot.people import places
from bot.people import service as people
from bot.people.office_files import Reading, TakenOver, written_rows
from bot.people.roster import Progress, unseen
from bot.people.roster_files import Table
from bot.people.vocabulary import read_vocabulary
from bot.texts import N_


@dataclass(frozen=True)
class Imported(TakenOver):
    """What a file of balances brings; `as_of` is the newest day up to which it counts."""

    as_of: date


@dataclass(frozen=True)
class _Plan:
    file: BalanceFile
    added: dict[Key, Balance]
    corrected: dict[Key, Balance]
    seen_at: datetime | None

    @property
    def outcome(self) -> Imported:
        file = self.file
        return Imported(
            rows=len(file.balances),
            added=len(self.added),
            corrected=len(self.corrected),
            ignored_columns=file.ignored_columns,
            seen_at=self.seen_at,
            as_of=max(one.as_of for one in file.balances.values()),
        )


def preview_leave(session: Session, table: Table, reading: Reading, *, progress: Progress = unseen) -> Imported:
    """What `import_leave` would do; writes nothing. Raises BadFile with every problem that it finds."""
    return _plan(session, table, reading, progress).outcome


def import_leave(session: Session, table: Table, reading: Reading, *, progress: Progress = unseen) -> Imported:
    """Take over a file. One that is known brings nothing; changed rows are corrections, and are logged as counts.

    Raises BadFile with every problem of every row, and then nothing was changed. Whoever the file does not name keeps
    what is stored. Rows older than what is stored are refused, unless it is a copy of a file that was taken over.
    """
    plan = _plan(session, table, reading, progress)
    outcome = plan.outcome
    if not outcome.is_nothing_new:
        _write(session, plan, reading, progress)
        detail = f"up to {outcome.as_of}: added {outcome.added}, corrected {outcome.corrected}"
        city.audit(session, actor=reading.actor, action="leave.imported", detail=detail, now=reading.now)
    return outcome


def _plan(session: Session, table: Table, reading: Reading, progress: Progress) -> _Plan:
    expected = Expected(
        people.ids_by_staff_number(session),
        city.policy_on(session, reading.today).leave,
        reading.today,
        _lengths(session),
    )
    file = read_balances(table, expected, read_vocabulary(), progress)
    stored, seen_at = taken_store.all_balances(session), taken_store.last_import_of(session, file.digest)
    older = {key for key, one in file.balances.items() if key in stored and one.as_of < stored[key].as_of}
    if older and seen_at is None:
        _refuse_older(table, file, {key: stored[key].as_of for key in older})
    added = {key: one for key, one in file.balances.items() if key not in stored}
    changed = {key: one for key, one in file.balances.items() if key in stored and one != stored[key]}
    return _Plan(file, added, {key: one for key, one in changed.items() if key not in older}, seen_at)


def _lengths(session: Session) -> Callable[[int, date], int | None]:
    """The working minutes of anybody's day; a query for each date that a file names."""
    known: dict[date, dict[int, int]] = {}

    def length(person_id: int, day: date) -> int | None:
        if day not in known:
            known[day] = dict(tuple(row) for row in session.execute(places.day_lengths(day)))
        return known[day].get(person_id)

    return length


def _refuse_older(table: Table, file: BalanceFile, newer: dict[Key, date]) -> None:
    message = N_("Figures up to {day} are stored already, which are newer. Leave out this row, or import a newer file.")
    places_ = sorted((file.lines[key], day) for key, day in newer.items())
    problems = [Problem(table.name, line, "", message, {"day": day}) for line, day in places_]
    raise BadFile(
        "Problems in the leave file: {count}. Nothing was changed; correct the rows and import it again.",
        count=len(problems),
        problems=problems,
    )


def _write(session: Session, plan: _Plan, reading: Reading, progress: Progress) -> None:
    outcome = plan.outcome
    row = LeaveImport(
        imported_at=reading.now,
        digest=plan.file.digest,
        as_of=outcome.as_of,
        rows=outcome.rows,
        added=outcome.added,
        corrected=outcome.corrected,
    )
    taken_store.add_import(session, row)
    tell = written_rows(outcome.added + outcome.corrected, progress)
    taken_store.add_balances(session, plan.added, tell)
    taken_store.correct_balances(session, plan.corrected, tell)
