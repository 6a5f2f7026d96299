"""Taking over a roster from files: all of it or nothing, from a day on, and the same files again change nothing."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from bot.city.service import audit
from bot.people import roster_store
from bot.people.difference import Difference
from bot.people.office_files import written_rows
from bot.people.picture import known_from
from bot.people.roster import Progress, unseen
from bot.people.roster_checks import read_roster
from bot.people.roster_files import Table
from bot.people.roster_plan import Plan, plan_import
from bot.people.vocabulary import read_vocabulary


def preview_roster(
    session: Session,
    staff: Table,
    units: Table | None,
    *,
    effective: date,
    is_complete: bool = False,
    progress: Progress = unseen,
) -> Difference:
    """What `import_roster` would change; writes nothing. Raises BadFile with every problem that it finds."""
    return _plan(session, staff, units, effective, is_complete=is_complete, progress=progress).difference


def import_roster(
    session: Session,
    staff: Table,
    units: Table | None,
    *,
    effective: date,
    now: datetime,
    actor: str,
    is_complete: bool = False,
    progress: Progress = unseen,
) -> Difference:
    """Let a roster hold from `effective` on; `progress` hears what is being done and how far it is.

    Raises BadFile with every problem of every row, and then nothing was changed. Spans that no longer hold end the
    day before; what was imported for later days stays. People whom the staff file does not name stay too, unless it
    `is_complete`: then they leave on that day, and units without a row are gone. Names and addresses have no dates:
    they change at once.
    """
    plan = _plan(session, staff, units, effective, is_complete=is_complete, progress=progress)
    difference = plan.difference
    if not difference.is_empty:
        roster_store.write(session, plan, written_rows(plan.rows, progress))
        audit(session, actor=actor, action="roster.imported", detail=_summary(difference), now=now)
    return difference


def _plan(
    session: Session, staff: Table, units: Table | None, effective: date, *, is_complete: bool, progress: Progress
) -> Plan:
    stored = roster_store.load(session, effective)
    known = known_from(stored.on(effective))
    roster = read_roster(staff, units, vocabulary=read_vocabulary(), known=known, progress=progress)
    return plan_import(stored, roster, effective=effective, is_complete=is_complete)


def _summary(difference: Difference) -> str:
    counts = ", ".join(f"{kind} {count}" for kind, count in sorted(difference.counts.items()))
    return f"from {difference.effective}: {counts}"
