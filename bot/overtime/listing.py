"""Use cases: the list of reports for whoever may see it, and its export, which always leaves a trail (A04, 3.8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlmodel import Session

from bot.city import service as city
from bot.errors import NotAllowed, Refused
from bot.overtime import confirming_store as store
from bot.overtime import late_store
from bot.overtime.kinds import Report
from bot.overtime.line import units_asked
from bot.overtime.lists import ListedReport, ListedUnit, ReportList, total_of
from bot.people import service as people
from bot.people.kinds import RoleName
from bot.people.rights import Sight, What
from bot.people.rules import Staff, Subject, may_see
from bot.people.tree import UnitTree

#: Whose work it is to hand the list on; heads read it.
_EXPORTERS = (RoleName.PERSONNEL, RoleName.GENERAL_AFFAIRS)
_READERS = (*_EXPORTERS, RoleName.EXECUTIVE)


def reports_for(session: Session, me: Staff, day: date) -> ReportList:
    """The reports for a day as somebody may see them: rows of their own units, numbers of wider ones.

    Who was asked to confirm a unit's reports of the day sees those too. Raises NotAllowed for whoever leads nothing and
    has no duty for it: their own reports are on their home tab.
    """
    asked = store.units_asked_about(session, me.person_id, day)
    if not asked and not is_reader(me):
        raise NotAllowed(
            "Heads, general affairs and the personnel section see this list. Your own is on your home tab."
        )
    tree, reports = people.tree_on(session, day), store.reports_between(session, day, day)
    confirmed_by = units_asked(session, {report.unit_id for report in reports}, day, tree)
    sights = [(report, _sight(me, report, tree, is_asked=confirmed_by[report.unit_id] in asked)) for report in reports]
    counted: defaultdict[int, list[Report]] = defaultdict(list)
    for report, sight in sights:
        if Sight.COUNTS in sight and Sight.ROWS not in sight:
            counted[report.unit_id].append(report)
    return ReportList(
        day,
        day,
        _rows(session, [report for report, sight in sights if Sight.ROWS in sight], tree),
        tuple(ListedUnit(tree.path_name(unit_id), total_of(found)) for unit_id, found in counted.items()),
        _own_causes(session, day),
        may_export=is_exporter(me),
    )


def is_reader(me: Staff) -> bool:
    """Whether somebody's posts or duties let them see reports of others, or how many there are."""
    return bool(me.units_in_charge) or any(me.has_role(role) for role in _READERS)


def is_exporter(me: Staff) -> bool:
    """Whether it is somebody's work to hand on the list."""
    return any(me.has_role(role) for role in _EXPORTERS)


def all_reports(
    session: Session, first: date, last: date, *, unit_code: str = "", actor: str, now: datetime
) -> ReportList:
    """The reports of a span of days, of a unit with everything below it or of all, for a file; leaves a trail.

    For the installation itself. Raises Refused for days that are no span, or a unit that does not exist.
    """
    if last < first:
        raise Refused("The last day {end} lies before the first day {start}. Swap them.", start=first, end=last)
    tree = people.tree_on(session, last)
    units = tree.subtree(people.unit_id_of(session, unit_code)) if unit_code else None
    reports = [one for one in store.reports_between(session, first, last) if units is None or one.unit_id in units]
    found = ReportList(first, last, _rows(session, reports, tree), own_causes=_own_causes(session, last))
    leave_trail(session, found, actor=actor, scope=unit_code, now=now)
    return found


def _sight(me: Staff, report: Report, tree: UnitTree, *, is_asked: bool) -> Sight:
    sight = may_see(me, Subject(report.unit_id, report.person_id), What.OVERTIME_REPORT, tree)
    return sight | Sight.ROWS if is_asked else sight


def _rows(session: Session, reports: Collection[Report], tree: UnitTree) -> tuple[ListedReport, ...]:
    badges = people.badges(session, _people_of(reports))
    codes = people.unit_codes(session, {report.unit_id for report in reports})
    evenings = late_store.evenings_of(session, {report.day for report in reports})
    rows = (
        ListedReport(
            report,
            name=badges[report.person_id].name,
            staff_number=badges[report.person_id].staff_number,
            unit_code=codes[report.unit_id],
            unit_name=tree.path_name(report.unit_id) if report.unit_id in tree else codes[report.unit_id],
            decided_by=badges[report.decided_by].name if report.decided_by else "",
            evening=evenings.get((report.person_id, report.day)),
        )
        for report in reports
    )
    return tuple(sorted(rows, key=lambda row: (row.report.day, row.unit_code, row.staff_number)))


def _people_of(reports: Iterable[Report]) -> set[int]:
    return {one for report in reports for one in (report.person_id, report.decided_by) if one is not None}


def _own_causes(session: Session, day: date) -> dict[str, str]:
    return {cause.code: cause.word for cause in city.policy_on(session, day).overtime_reports.causes}


def leave_trail(session: Session, found: ReportList, *, actor: str, scope: str, now: datetime) -> None:
    """Record that somebody took the list out: which days, of which units, how many rows; nothing about a person."""
    detail = f"{found.first} {found.last} {scope or 'all that they may see'}: {len(found.rows)} rows"
    city.audit(session, actor=actor, action="overtime.exported", detail=detail, now=now)
