"""Use cases: whoever confirms a unit's reports gets the evening card, and silence passes it on (A04, A18)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.delivery import planning
from bot.delivery.planning import DirectPost
from bot.delivery.rules import Due, Surface
from bot.overtime import confirming_store as store
from bot.overtime import unit_evening
from bot.overtime.confirmers import Turns, Waiting, all_to_ask, turns_ahead
from bot.overtime.evening_card import EVENING_CARD
from bot.overtime.kinds import Report, ReportState
from bot.overtime.line import Line, line_on, turns_of, units_asked
from bot.people import service as people
from bot.texts import Texts

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Evening:
    """What waits for a decision in one confirming unit today, and what is known about its confirmers."""

    line: Line
    turns: Turns
    reports: tuple[Waiting, ...]

    def to_ask(self, now: datetime) -> list[int]:
        return list(all_to_ask(self.reports, self.line.upwards, self.turns, now))

    def next_turn(self, after: datetime) -> datetime | None:
        return turns_ahead(self.reports, self.line.upwards, self.turns, after)


def ask_confirmer(session: Session, report: Report, *, now: datetime, zone: ZoneInfo, texts: Texts) -> None:
    """A report was just made or changed: whoever confirms it gets the unit's evening card, if they may be asked now.

    What is for a later day, or comes before their working hours, is left to the clock (`units_to_ask_for`). Twice is
    once.
    """
    if report.state is ReportState.REPORTED and report.day == now.astimezone(zone).date():
        ask_for_unit(session, report.unit_id, now=now, zone=zone, texts=texts)


def units_to_ask_for(session: Session, *, now: datetime, zone: ZoneInfo) -> list[int]:
    """The confirming units where somebody has to be asked now about reports of today: first, or after a silence."""
    evenings = _evenings(session, now.astimezone(zone).date(), zone)
    return [evening.line.unit.id for evening in evenings if evening.to_ask(now)]


def ask_for_unit(session: Session, unit_id: int, *, now: datetime, zone: ZoneInfo, texts: Texts) -> int:
    """Ask everybody whose turn it is about a unit's reports of today; returns how many. Twice is once."""
    session.flush()
    evenings = _evenings(session, now.astimezone(zone).date(), zone, unit_id=unit_id)
    return sum(
        _ask(session, evening, person_id, now=now, zone=zone, texts=texts)
        for evening in evenings
        for person_id in evening.to_ask(now)
    )


def next_turn(session: Session, after: datetime, *, zone: ZoneInfo, within: timedelta) -> datetime | None:
    """When somebody has to be asked next if nobody decides until then, as far as it is within that time."""
    day, last = after.astimezone(zone).date(), (after + within).astimezone(zone).date()
    while day <= last:
        turns = (evening.next_turn(after) for evening in _evenings(session, day, zone))
        if found := [turn for turn in turns if turn is not None and turn <= after + within]:
            return min(found)
        day += _DAY
    return None


def _evenings(session: Session, day: date, zone: ZoneInfo, *, unit_id: int | None = None) -> Iterator[_Evening]:
    """Every confirming unit (or that of one unit) where something waits on the day; none while all is stopped.

    In a special mode nobody is asked (R-CAL-12): the reports stand in the lists, with their tag.
    """
    reports = store.waiting_on(session, day)
    if not reports or city.operation(session).is_stopped:
        return
    tree = people.tree_on(session, day)
    silent = people.special_modes_on(session, day, tree=tree)
    units = {report.unit_id for report in reports} | ({unit_id} if unit_id is not None else set())
    asked = units_asked(session, units, day, tree)
    waiting = _by_unit_asked((report for report in reports if report.unit_id not in silent), asked)
    for one in sorted(waiting if unit_id is None else waiting.keys() & {asked[unit_id]}):
        line = line_on(session, one, day, tree)
        if line is not None:
            yield _Evening(line, turns_of(session, line, zone), waiting[one])


def _by_unit_asked(reports: Iterable[Report], asked: Mapping[int, int]) -> dict[int, tuple[Waiting, ...]]:
    waiting: defaultdict[int, tuple[Waiting, ...]] = defaultdict(tuple)
    for report in reports:
        waiting[asked[report.unit_id]] += (Waiting(report.person_id, report.reported_at),)
    return dict(waiting)


def _ask(session: Session, evening: _Evening, person_id: int, *, now: datetime, zone: ZoneInfo, texts: Texts) -> bool:
    """Note that somebody is asked and put their card into the outbox; False where another process was faster."""
    line, rank = evening.line, len(store.asked(session, evening.line.unit.id, evening.line.day))
    if not store.ask(session, line.unit.id, line.day, person_id, rank=rank, now=now):
        return False
    who = line.leaders[person_id].person
    audience = f"unit:{line.unit.code}/person:{who.token}"
    due = Due(EVENING_CARD, line.day, audience, now, evening.turns.windows[person_id].closes)
    for begun in planning.begin(session, [due], now=now):
        words = unit_evening.card_of(session, line, person_id, zone=zone, texts=texts)
        post = DirectPost(
            begun,
            slack_user_id=who.slack_user_id or "",
            person_id=person_id,
            unit_id=line.unit.id,
            body_id=planning.store_body(session, words.text, words.blocks),
            surface=Surface.EVENING_CARD,
            figure=unit_evening.versions(session, line.day)[line.unit.id],
        )
        planning.post_to_person(session, post)
    return True
