"""Use cases: the report on a closed survey for whoever may see the unit, the list of their units, what is on offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from bot.errors import NotAllowed, Refused
from bot.people import service as people
from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.people.tree import UnitTree
from bot.pulse import choosing, report_store, stress
from bot.pulse.report import Report, ResultPage, UnitList
from bot.pulse.report_store import Closed
from bot.pulse.reporting import Desk, sees_all, subject_of
from bot.pulse.starting import bureaus_of
from bot.suppression import WHOLE

_ON_OFFER = 24
_PAGE = 10
_READERS = (RoleName.PERSONNEL, RoleName.EXECUTIVE, RoleName.GENERAL_AFFAIRS)


def is_reader(me: Staff) -> bool:
    """Whether somebody's posts or duties let them see results at all."""
    return bool(me.units_in_charge) or any(me.has_role(role) for role in _READERS)


def result_page(
    session: Session, me: Staff, *, survey_id: int | None = None, unit_code: str | None = None, today: date
) -> ResultPage:
    """The result of a survey (else the newest one) for a unit; the code "" is everybody who was asked together.

    Without a code: the own unit, or everybody for whoever sees all. Raises NotAllowed for what is not theirs to see,
    Refused while there is no result.
    """
    offered = _offered(session, me, today)
    wanted = offered[0].id if survey_id is None else survey_id
    desk = _desk(session, me, wanted, people.tree_on(session, today))
    unit_id = desk.usual_unit if unit_code is None else desk.unit_id(unit_code)
    is_personnel = me.has_role(RoleName.PERSONNEL)
    return ResultPage(
        report=desk.report(unit_id),
        surveys=tuple(subject_of(session, one) for one in offered),
        units=len(desk.units),
        may_export=is_personnel,
        may_reply=is_personnel or unit_id in bureaus_of(me),
        effect=choosing.effect(session, wanted) if is_personnel and unit_id == WHOLE else None,
        stress_check=stress.newest_rate(session, unit_id, desk.today) if sees_all(me) else None,
    )


def unit_list(session: Session, me: Staff, survey_id: int, *, page: int = 0, today: date) -> UnitList:
    """The units of a survey that somebody may look at, ten at a time. Raises as `result_page` does."""
    desk = _desk(session, me, survey_id, people.tree_on(session, today))
    last = max(0, (len(desk.units) - 1) // _PAGE)
    at = min(max(page, 0), last)
    lines = desk.lines(desk.units[at * _PAGE : (at + 1) * _PAGE])
    return UnitList(subject_of(session, desk.survey), lines, at, last + 1)


def units_to_see(session: Session, me: Staff, survey_id: int, *, today: date) -> list[tuple[str, str]]:
    """The code and full name of every unit of a survey that somebody may look at."""
    desk = _desk(session, me, survey_id, people.tree_on(session, today))
    return [(desk.then[one].code, desk.then.path_name(one)) for one in desk.units]


def all_reports(session: Session, surveys: Sequence[Closed]) -> list[Report]:
    """The reports on everybody and on every unit that was asked, for the installation itself: no drivers, no texts."""
    found = []
    for survey in surveys:
        desk = Desk(session, None, survey, people.tree_on(session, survey.opened_on))
        found += [desk.report(one) for one in (WHOLE, *desk.units)]
    return found


def _offered(session: Session, me: Staff, today: date) -> list[Closed]:
    """The newest surveys that asked units of theirs."""
    _require_reader(me)
    newest = report_store.latest_closed(session, most=_ON_OFFER)
    if not sees_all(me):
        newest = _of_their_units(session, me, newest, people.tree_on(session, today))
    if not newest:
        raise Refused("There is no result yet. Results come when a survey has closed.")
    return newest


def _require_reader(me: Staff) -> None:
    if not is_reader(me):
        raise NotAllowed("Heads see the result of their own unit, the personnel section that of all.")


def _of_their_units(session: Session, me: Staff, surveys: Sequence[Closed], tree: UnitTree) -> list[Closed]:
    roots = [*me.units_in_charge, *(role.unit_id for role in me.roles if role.unit_id is not None)]
    units = {unit for root in roots if root in tree for unit in tree.subtree(root)}
    asked = report_store.surveys_with(session, [one.id for one in surveys], units)
    return [one for one in surveys if one.id in asked]


def _desk(session: Session, me: Staff, survey_id: int, today: UnitTree) -> Desk:
    _require_reader(me)
    survey = report_store.closed(session, survey_id)
    if survey is None:
        raise Refused("Nobody can see results before the survey is closed.")
    return Desk(session, me, survey, today)
