"""Use cases: a unit's plan table as somebody may see it, or as a file for the office (C02)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlmodel import Session

from bot.city import service as city
from bot.city.leave import ANNUAL, Leave, LeaveTable
from bot.errors import NotAllowed, Refused
from bot.leave import card_settings
from bot.leave.plan_table import (
    PlannedPiece,
    PlanTable,
    TablePerson,
    TableUnit,
    cells_of,
    days_between,
    month_of,
)
from bot.leave.sight import Onlooker, may_see_kind
from bot.leave.table_store import TableRow, table_rows
from bot.people import service as people
from bot.people.deciding import may_decide_for
from bot.people.kinds import RoleName, UnitKind
from bot.people.rights import Sight, What
from bot.people.rules import Staff, Subject, may_see
from bot.people.tree import UnitNode, UnitTree
from bot.workdays.rules import municipal_calendar

_DAY = timedelta(days=1)
_MOST_DAYS = 366


@dataclass(frozen=True)
class _Reader:
    """Who looks at a table; nobody is the office itself, which sees what a head sees."""

    me: Staff | None
    tree: UnitTree

    def onlooker(self, unit_id: int, person_id: int) -> Onlooker:
        """How they stand to a person."""
        if self.me is None or self.sees(unit_id, person_id):
            return Onlooker.SELF if self.me and self.me.person_id == person_id else Onlooker.HEAD
        return Onlooker.UNIT if unit_id == self.me.unit_id else Onlooker.OTHER

    def sees(self, unit_id: int, person_id: int | None = None) -> bool:
        """Whether the rows of a unit or a person are theirs to read."""
        if self.me is None or self.me.person_id == person_id:
            return True
        return Sight.ROWS in may_see(self.me, Subject(unit_id, person_id), What.MEMBER_RECORD, self.tree)

    def people_of(self, unit: UnitNode) -> frozenset[int]:
        """The units whose people a table lists: a section is one office; of anything wider only whoever reads rows."""
        is_office = self.tree.level_of(unit.id) not in (UnitKind.BUREAU, UnitKind.DEPARTMENT)
        return self.tree.subtree(unit.id) if is_office or self.sees(unit.id) else frozenset({unit.id})


def plan_table(session: Session, me: Staff, month: date, *, today: date, unit_code: str = "") -> PlanTable:
    """A month of a unit's table as somebody may see it; of their own section's where they name no unit.

    Everybody sees who of their section is away (不在), and kinds only where `may_see_kind` lets them; a head and the
    personnel section see what people planned. Raises NotAllowed for any other unit.
    """
    first, last = month_of(month)
    at = min(today, last)
    reader = _Reader(me, people.tree_on(session, at))
    open_to = _units_of(me, reader.tree)
    unit = reader.tree.by_code(unit_code) if unit_code else open_to[0]
    if unit is None or (unit not in open_to and not reader.sees(unit.id)):
        raise NotAllowed("Only a section itself, its heads and the personnel section see who of it is away.")
    found = _table(session, reader, unit, first, last, at=at, others=tuple(_unit(one) for one in open_to))
    found = replace(found, may_export=reader.sees(unit.id))
    if not may_decide_for(me, unit.id, reader.tree):
        return found
    return replace(found, tells_on_card=card_settings.tells_on_card(session, reader.tree, unit.id, today))


def table_for_file(session: Session, me: Staff | None, unit_id: int, month: date, *, today: date) -> PlanTable:
    """A month of a unit's table as whoever reads its rows sees it; without anybody for everybody else."""
    first, last = month_of(month)
    at = min(today, last)
    reader = _Reader(me, people.tree_on(session, at))
    if me is None or unit_id not in reader.tree or not reader.sees(unit_id):
        return PlanTable(TableUnit(unit_id, "", ""), days_between(first, last, ()), (), LeaveTable())
    return _table(session, reader, reader.tree[unit_id], first, last, at=at)


def office_table(
    session: Session, unit_code: str, first: date, last: date, *, actor: str, now: datetime, today: date
) -> PlanTable:
    """A unit's table for a file, as its head sees it; leaves a trail. For the installation itself.

    Raises Refused for a unit that does not exist, or days that are no span of a year at most.
    """
    if not first <= last < first + _MOST_DAYS * _DAY:
        raise Refused(
            "From {first} to {last} is no span that can be listed. Choose a year at most.", first=first, last=last
        )
    at = min(max(today, first), last)
    tree, unit_id = people.tree_on(session, at), people.unit_id_of(session, unit_code)
    if unit_id not in tree:
        raise Refused("There is no unit with the code {code}. Look it up in the roster.", code=unit_code)
    found = _table(session, _Reader(None, tree), tree[unit_id], first, last, at=at)
    detail = f"{unit_code} {first} {last}: {len(found.people)} people"
    city.audit(session, actor=actor, action="leave.exported", detail=detail, now=now)
    return found


def _units_of(me: Staff, tree: UnitTree) -> list[UnitNode]:
    """The units whose table somebody may open: their own section, then those that they lead with all below."""
    own = _section_of(me.unit_id, tree) if me.unit_id in tree else None
    led = [tree[one] for lead in me.units_in_charge if lead in tree for one in _downwards(tree, lead)]
    seen = [unit for unit in led if Sight.ROWS in may_see(me, Subject(unit.id), What.MEMBER_RECORD, tree)]
    found = {unit.id: unit for unit in (*([own] if own else []), *seen)}
    if me.has_role(RoleName.PERSONNEL):
        found |= {one: tree[one] for root in tree.roots for one in _downwards(tree, root.id) if one not in found}
    if not found:
        raise NotAllowed("Only a section itself, its heads and the personnel section see who of it is away.")
    return list(found.values())


def _section_of(unit_id: int, tree: UnitTree) -> UnitNode:
    """The section (課) of a unit: a team's colleagues are those of its section. Any other unit stands for itself."""
    above = (unit for unit in tree.ancestors(unit_id) if unit.kind is UnitKind.SECTION)
    is_team = tree[unit_id].kind in (UnitKind.TEAM, UnitKind.UNKNOWN)
    return next(above, tree[unit_id]) if is_team else tree[unit_id]


def _downwards(tree: UnitTree, unit_id: int) -> Iterator[int]:
    yield unit_id
    for child in tree.children(unit_id):
        yield from _downwards(tree, child.id)


def _table(
    session: Session,
    reader: _Reader,
    unit: UnitNode,
    first: date,
    last: date,
    *,
    at: date,
    others: tuple[TableUnit, ...] = (),
) -> PlanTable:
    policy = city.policy_on(session, at)
    rows = table_rows(session, reader.people_of(unit), first, last, at=at)
    offices = municipal_calendar(policy)
    days = [first + after * _DAY for after in range((last - first).days + 1)]
    working = {day for day in days if offices.is_working_day(day)}
    lines = groupby(rows, key=lambda row: row.person_id)
    return PlanTable(
        _unit(unit),
        days_between(first, last, working),
        tuple(_person(list(theirs), reader, policy.leave) for _, theirs in lines),
        policy.leave.table,
        others,
    )


def _person(rows: Sequence[TableRow], reader: _Reader, policy: Leave) -> TablePerson:
    one = rows[0]
    pieces = list(_pieces(rows, reader.onlooker(one.unit_id, one.person_id), policy))
    annual: Counter[date] = Counter()
    for piece in pieces:
        annual[piece.day] += piece.minutes if piece.kind and piece.kind.account == ANNUAL else 0
    return TablePerson(one.person_id, one.name, one.staff_number, cells_of(pieces), one.day_minutes, annual)


def _pieces(rows: Sequence[TableRow], onlooker: Onlooker, policy: Leave) -> Iterator[PlannedPiece]:
    """A kind that the city has no more is nobody's to see."""
    for row in rows:
        if row.day and row.part:
            kind = policy.kind(row.kind or "")
            seen = kind if kind and may_see_kind(kind, onlooker) else None
            minutes, whole = row.minutes or 0, row.workday_minutes or 0
            yield PlannedPiece(row.day, row.part, bool(row.is_hours), minutes, whole, seen)


def _unit(node: UnitNode) -> TableUnit:
    return TableUnit(node.id, node.code, node.name)
