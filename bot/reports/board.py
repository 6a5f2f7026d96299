"""Use cases of the board: who has submitted, unit by unit, for personnel and general affairs; and its files (B02)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from bot.city import service as city
from bot.delivery import requested
from bot.delivery.claiming import AttachmentOf, Facts, Terms
from bot.delivery.messenger import Attachment
from bot.errors import NotAllowed, Refused
from bot.people import service as people
from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.people.tree import UnitTree
from bot.reports import board_blocks, sheets, store
from bot.reports.board_blocks import Board, BoardLine
from bot.reports.rules import last_of, month_before
from bot.reports.service import units_of_general_affairs
from bot.spreadsheet import Encoding
from bot.texts import Texts

#: How the messages are called that bring the file in an encoding.
EXPORT: Mapping[Encoding, str] = {Encoding.UTF_8: "reports/export", Encoding.CP932: "reports/export/cp932"}
_ENCODINGS = {kind: encoding for encoding, kind in EXPORT.items()}


def is_reader(me: Staff) -> bool:
    """Whether the board is somebody's work to look at."""
    return me.has_role(RoleName.PERSONNEL) or me.has_role(RoleName.GENERAL_AFFAIRS)


def board(session: Session, me: Staff, month: date | None = None, *, today: date) -> Board:
    """The reports of a month that somebody looks after; of the last month that is over where none is named.

    Raises NotAllowed unless they are of the personnel section or general affairs.
    """
    if not is_reader(me):
        raise NotAllowed("Only general affairs and the personnel section see who has submitted monthly reports.")
    months, shown = store.months(session), month or month_before(today)
    tree = people.tree_on(session, last_of(shown))
    seen = frozenset(unit.id for unit in tree) if me.has_role(RoleName.PERSONNEL) else None
    theirs = units_of_general_affairs(me, tree) if seen is None else seen
    return Board(shown, tuple(_lines(session, tree, shown, theirs)), months)


def all_reports(session: Session, month: date, *, actor: str, now: datetime) -> Board:
    """The reports of a month for a file; leaves a trail. For the installation itself.

    Raises Refused for a day that begins no month.
    """
    if month.day != 1:
        raise Refused("No month begins on {day}. Choose the first day of a month.", day=month)
    tree = people.tree_on(session, last_of(month))
    found = Board(month, tuple(_lines(session, tree, month, frozenset(unit.id for unit in tree))), ())
    _leave_trail(session, found, actor=actor, now=now)
    return found


def _lines(session: Session, tree: UnitTree, month: date, seen: frozenset[int]) -> list[BoardLine]:
    """In the order of the organisation."""
    reports = {one.unit_id: one for one in store.reports_of(session, month)}
    order = [unit_id for root in tree.roots for unit_id in _downwards(tree, root.id)]
    return [
        BoardLine(reports[one], tree[one].code, tree.path_name(one)) for one in order if one in reports and one in seen
    ]


def _downwards(tree: UnitTree, unit_id: int) -> list[int]:
    return [unit_id, *(one for child in tree.children(unit_id) for one in _downwards(tree, child.id))]


def ask_for_file(
    session: Session, me: Staff, month: date, encoding: Encoding, *, today: date, now: datetime, texts: Texts
) -> Board:
    """Put the file of a month on its way to whoever asks, with a trail; asking twice in a minute is asking once.

    Raises NotAllowed as `board` does, Refused while everything is stopped.
    """
    found = board(session, me, month, today=today)
    words = board_blocks.file_words(texts.of(me.locale), found)
    if requested.bring(session, me, words, kind=EXPORT[encoding], day=month, now=now):
        _leave_trail(session, found, actor=me.token, now=now)
    return found


def file_of(session: Session, facts: Facts, now: datetime, terms: Terms) -> Attachment:
    """The file of a month, as its reports stand; empty for whoever may not see them any more."""
    today = now.astimezone(terms.zone).date()
    me, month = people.staff_by_id(session, facts.person_id or 0, day=today), facts.service_date
    found = board(session, me, month, today=today) if me and is_reader(me) else Board(month, (), ())
    t, encoding = terms.texts.of(me.locale if me else None), _ENCODINGS[facts.kind]
    own = city.policy_on(session, today).overtime_reports.causes
    return Attachment(
        f"monthly-reports-{month:%Y-%m}.csv", sheets.as_csv(t, found, {one.code: one.word for one in own}, encoding)
    )


ATTACHMENTS: Mapping[str, AttachmentOf] = dict.fromkeys(_ENCODINGS, file_of)


def _leave_trail(session: Session, found: Board, *, actor: str, now: datetime) -> None:
    detail = f"{found.month}: {len(found.lines)} units"
    city.audit(session, actor=actor, action="monthly_reports.exported", detail=detail, now=now)
