"""Use cases: take over a file of clock-outs or overtime, all of it or nothing, or tell what it would bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from bot.attendance import store
from bot.attendance.file_rows import AttendanceFile, Expected, Key, read_attendance
from bot.attendance.keeping import oldest_kept, refuse_forgotten
from bot.attendance.rules import DayRecord, Source
from bot.attendance.service import Absent, count_days, days_between
from bot.attendance.tables import AttendanceImport
from bot.city import service as city
from bot.people import office_files
from bot.people import service as people
from bot.people.office_files import TakenOver, written_rows
from bot.people.roster import Progress, unseen
from bot.people.roster_files import Table
from bot.people.vocabulary import read_vocabulary


@dataclass(frozen=True)
class Reading(office_files.Reading):
    """How a file is read: `counts_on` tells whether it counts on after midnight (25:30)."""

    counts_on: bool = False


@dataclass(frozen=True)
class Imported(TakenOver):
    """What a file of some days brings."""

    source: Source
    first_day: date
    last_day: date


@dataclass(frozen=True)
class _Plan:
    file: AttendanceFile
    added: dict[Key, DayRecord]
    corrected: dict[Key, DayRecord]
    seen_at: datetime | None

    @property
    def outcome(self) -> Imported:
        file = self.file
        return Imported(
            rows=len(file.records),
            added=len(self.added),
            corrected=len(self.corrected),
            ignored_columns=file.ignored_columns,
            seen_at=self.seen_at,
            source=file.source,
            first_day=file.first_day,
            last_day=file.last_day,
        )

    @property
    def days(self) -> list[date]:
        """The days whose counts change. Orders tell something of everybody whom they do not name, too."""
        if self.file.source is Source.ORDERS:
            return days_between(self.file.first_day, self.file.last_day)
        return sorted({day for _, day in (*self.added, *self.corrected)})


def preview_attendance(session: Session, table: Table, reading: Reading, *, progress: Progress = unseen) -> Imported:
    """What `import_attendance` would do; writes nothing. Raises BadFile with every problem that it finds."""
    return _plan(session, table, reading, progress).outcome


def import_attendance(
    session: Session,
    table: Table,
    reading: Reading,
    *,
    absent: Absent | None = None,
    progress: Progress = unseen,
) -> Imported:
    """Take over a file and count its days anew. A file that is known brings nothing; changed rows are corrections.

    Raises BadFile with every problem of every row, and then nothing was changed. Days that the file does not name stay
    as they are, and so do columns that it lacks. A file without clock-outs is one of orders: whoever it does not name
    between its first and its last day had no overtime then.
    """
    plan = _plan(session, table, reading, progress)
    outcome = plan.outcome
    if not outcome.is_nothing_new:
        _write(session, plan, reading, absent, progress)
        _leave_trail(session, outcome, reading)
    return outcome


def _plan(session: Session, table: Table, reading: Reading, progress: Progress) -> _Plan:
    expected = Expected(people.ids_by_staff_number(session), reading.today, reading.counts_on)
    file = read_attendance(table, expected, read_vocabulary(), progress)
    oldest = oldest_kept(reading.today, city.policy_on(session, reading.today).retention)
    refuse_forgotten(session, file.first_day, file.last_day, oldest=oldest)
    stored = store.records(session, file.first_day, file.last_day)
    added = {key: record for key, record in file.records.items() if key not in stored}
    merged = {key: file.over(stored[key], record) for key, record in file.records.items() if key in stored}
    corrected = {key: record for key, record in merged.items() if record != stored[key]}
    return _Plan(file, added, corrected, store.last_import_of(session, file.digest))


def _write(session: Session, plan: _Plan, reading: Reading, absent: Absent | None, progress: Progress) -> None:
    file, days = plan.file, plan.days
    row = AttendanceImport(
        imported_at=reading.now,
        digest=file.digest,
        source=file.source,
        first_day=file.first_day,
        last_day=file.last_day,
        rows=len(file.records),
        added=len(plan.added),
        corrected=len(plan.corrected),
    )
    import_id = store.add_import(session, row)
    tell = written_rows(len(plan.added) + len(plan.corrected) + len(days), progress)
    store.add_records(session, plan.added, import_id=import_id, tell=tell)
    store.correct_records(session, plan.corrected, import_id=import_id, tell=tell)
    count_days(session, days, absent=absent, tell=tell)


def _leave_trail(session: Session, outcome: Imported, reading: Reading) -> None:
    span = f"{outcome.first_day} to {outcome.last_day}"
    detail = f"{outcome.source} {span}: added {outcome.added}, corrected {outcome.corrected}"
    city.audit(session, actor=reading.actor, action="attendance.imported", detail=detail, now=reading.now)
