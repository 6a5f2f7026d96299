"""Use cases of 20時以降の勤務の届出 (A11, A12): ask whoever stays, take what they say, list it.

The question is the one message that may come after the end of somebody's day (design 5); it takes its place in their
message budget like any other. Whoever was not asked finds the same two buttons on their home tab.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.delivery import planning
from bot.delivery.claiming import Facts
from bot.delivery.rules import Due, Surface
from bot.errors import OldButton, Refused
from bot.overtime import late_blocks, late_store
from bot.overtime.kinds import LateAnswer
from bot.overtime.late_rules import (
    Evening,
    LateWish,
    Notice,
    NoticesOfDay,
    UnsuitableNotice,
    asking,
    asking_minute,
    flaws_of_notice,
)
from bot.overtime.late_store import KeptNotice
from bot.people import service as people
from bot.people.rights import Sight, What
from bot.people.rules import Staff, Subject, may_see
from bot.people.tree import UnitTree
from bot.texts import Texts

_DAY = timedelta(days=1)


def due_questions(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Due]:
    """The questions that fell due by `now`, have somebody to go to and were not planned yet. Only reads."""
    today = now.astimezone(zone).date()
    found = [due for day in (today - _DAY, today) if (due := _question(session, day, zone)) and due.is_in_window(now)]
    return planning.unplanned(session, found, now=now)


def ask(session: Session, dues: Sequence[Due], *, now: datetime, zone: ZoneInfo, texts: Texts) -> int:
    """Put these questions into the outbox, unless somebody else just did; returns how many messages."""
    policy = city.policy_on(session, now.astimezone(zone).date())
    count = 0
    for begun in planning.begin(session, dues, now=now):
        day = begun.due.service_date
        who = late_store.to_ask(day, after_minute=asking_minute(policy), before=begun.due.due_at)
        bodies = {}
        for locale in ("", *policy.languages):
            words = late_blocks.question(texts.of(locale), day, policy.on_time.late_hour)
            bodies[locale] = planning.store_body(session, words.text, words.blocks)
        count += planning.post_to_people(session, begun, who, bodies, surface=Surface.LATE_NOTICE)
    return count


def next_question(session: Session, after: datetime, *, zone: ZoneInfo, within: timedelta) -> datetime | None:
    """When somebody is asked next, as far as that is known and within that time."""
    day, last = after.astimezone(zone).date(), (after + within).astimezone(zone).date()
    while day <= last:
        due = _question(session, day, zone)
        if due is not None and after < due.due_at <= after + within:
            return due.due_at
        day += _DAY
    return None


def still_wanted(session: Session, facts: Facts, now: datetime) -> bool:  # noqa: ARG001  the shape of every last check
    """Whether the question still makes sense: the report stands, and nothing was said about the evening yet."""
    person_id, day = facts.person_id or 0, facts.service_date
    if late_store.standing_report(session, person_id, day) is None:
        return False
    return late_store.notice_of(session, person_id, day) is None


def evening_of(session: Session, person_id: int, day: date) -> Evening | None:
    """A person's own evening of a day; None without a report of overtime that stands."""
    report = late_store.standing_report(session, person_id, day)
    if report is None:
        return None
    late_minute = city.policy_on(session, day).on_time.late_hour
    notice = late_store.notice_of(session, person_id, day)
    return Evening(day, late_minute, report.planned_end_minute, notice)


def evening_to_tell(session: Session, me: Staff, day: date, *, today: date) -> Evening:
    """The evening about which somebody wants to say something.

    Raises OldButton for any day but today, Refused where they have no report of overtime that stands.
    """
    if day != today:
        raise OldButton("A notice can be given and changed on the day itself, until midnight.")
    evening = evening_of(session, me.person_id, day)
    if evening is None:
        raise Refused("You have no overtime report for today. Please report the overtime first, on your Home tab.")
    return evening


def give_notice(session: Session, me: Staff, wish: LateWish, *, today: date, now: datetime) -> Evening:
    """Somebody says that they finish in time, or gives notice that they stay; the last word of the day counts.

    Raises as `evening_to_tell`, and UnsuitableNotice with everything that is wrong.
    """
    evening = evening_to_tell(session, me, wish.day, today=today)
    if flaws := flaws_of_notice(wish, evening.late_minute):
        raise UnsuitableNotice(flaws)
    report = late_store.standing_report(session, me.person_id, wish.day)
    unit_id = report.unit_id if report else me.unit_id
    is_special = unit_id in people.special_modes_on(session, wish.day)
    late_store.keep_notice(session, KeptNotice(me.person_id, unit_id, wish, is_special, now))
    return evening_to_tell(session, me, wish.day, today=today)


def late_notices(session: Session, me: Staff, day: date) -> NoticesOfDay:
    """The notices of a day as far as somebody may see them: rows, or only how many stay (`domain.md` 3.8)."""
    tree = people.tree_on(session, day)
    sights = {unit.id: may_see(me, Subject(unit.id), What.OVERTIME_REPORT, tree) for unit in tree}
    to_read = {unit_id for unit_id, sight in sights.items() if Sight.ROWS in sight}
    to_count = {unit_id for unit_id, sight in sights.items() if sight & (Sight.ROWS | Sight.COUNTS)}
    kept = late_store.notices_on(session, day, to_count) if to_count else []
    read = [one for one in kept if one.unit_id in to_read and one.said.answer is LateAnswer.STAYING]
    staying = sum(one.said.answer is LateAnswer.STAYING for one in kept)
    late_minute = city.policy_on(session, day).on_time.late_hour
    return NoticesOfDay(day, late_minute, tuple(_named(session, read, tree)), staying)


def has_notices(session: Session, person_id: int) -> bool:
    """Whether anything is stored that a person said about an evening."""
    return late_store.has_notices(session, person_id)


def notices_by_person(session: Session, day: date) -> Mapping[int, Notice]:
    """Everything that was said about a day's evening, by person. For lists whose reader's right was checked."""
    kept = late_store.notices_on(session, day)
    return {one.person_id: one for one in _named(session, kept, people.tree_on(session, day))}


def _named(session: Session, kept: Sequence[KeptNotice], tree: UnitTree) -> Iterator[Notice]:
    badges = people.badges(session, {one.person_id for one in kept})
    for one in kept:
        unit = tree[one.unit_id].name if one.unit_id in tree else ""
        name = badges[one.person_id].name
        yield Notice(one.person_id, name, one.unit_id, unit, one.said, one.is_special, one.answered_at)


def _question(session: Session, day: date, zone: ZoneInfo) -> Due | None:
    """The question of a day, where the city asks and anybody is to be asked."""
    policy = city.policy_on(session, day)
    if not policy.overtime_reports.late_notice:
        return None
    due = asking(day, policy, zone)
    is_called_for = late_store.is_anybody_to_ask(session, day, after_minute=asking_minute(policy), before=due.due_at)
    return due if is_called_for else None
