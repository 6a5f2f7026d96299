"""Use cases: 今週のまとめ of every head as it falls due, in one pass over the city, and for a head on demand (B13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.delivery import opt_outs, planning
from bot.delivery.claiming import Facts
from bot.delivery.lines import Line
from bot.delivery.planning import Begun, DirectPost
from bot.delivery.recipients import instant
from bot.delivery.rules import LOOK_BACK, Due, Skip, Surface
from bot.delivery.wording import Words
from bot.digest.digest_blocks import WEEKLY, Frame, digest_message
from bot.digest.figures import Figures, figures, imports, of_the_week
from bot.digest.pages import Digest, Imports
from bot.digest.readers import Part, Reader, reader_on, readers_on
from bot.digest.sources import my_lines, waiting_lines
from bot.errors import NotAllowed
from bot.people import service as people
from bot.people.rules import Staff
from bot.people.service import Contact
from bot.texts import Texts, Translator
from bot.workdays.rules import MunicipalCalendar, municipal_calendar

_DAY = timedelta(days=1)
_WEEK = 7

DigestOf = Callable[[Reader, Translator], Digest]


def due_digests(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Due]:
    """The digests that fell due by `now` and were not planned yet: one occurrence for all heads. Only reads."""
    today = now.astimezone(zone).date()
    days = [today - after * _DAY for after in range(LOOK_BACK.days + 1)]
    return planning.unplanned(session, [due for day in days for due in _dues(session, day, zone)], now=now)


def plan_digests(session: Session, dues: Sequence[Due], *, now: datetime, zone: ZoneInfo, texts: Texts) -> int:
    """Put a digest for each head into the outbox, unless somebody else just did; returns how many rows.

    Where nothing is sent to a head the row says why: nothing worth saying, no account, passed on to who stands in.
    """
    return sum(
        planning.post_to_each(session, _posts(session, one, zone, texts), now=now)
        for one in planning.begin(session, dues, now=now)
    )


def next_digest(session: Session, after: datetime, *, zone: ZoneInfo, within: timedelta) -> datetime | None:
    """When the next digests fall due after an instant, if they do within that time."""
    day, last = after.astimezone(zone).date(), after + within
    while day <= last.astimezone(zone).date():
        moments = [due.due_at for due in _dues(session, day, zone) if after < due.due_at <= last]
        if moments:
            return min(moments)
        day += _DAY
    return None


def still_wanted(session: Session, facts: Facts, now: datetime) -> bool:  # noqa: ARG001  the shape of every last check
    """Whether whoever was to read it still leads something, or stands in for who does."""
    return people.is_leading_on(session, facts.service_date, facts.person_id or 0)


def told_on(session: Session, day: date) -> frozenset[int]:
    """The ids of those who read a digest of a day: what stands in it needs no message of its own."""
    return planning.recipients_of(session, WEEKLY, day) - opt_outs.who_opted_out(session, WEEKLY)


def digest_for(session: Session, me: Staff, *, today: date, t: Translator, zone: ZoneInfo) -> Words:
    """The digest as it stands now, for the head who asks; raises NotAllowed for whoever reads none.

    Slack waits three seconds: it is read from their own units alone. Which of these changed most is told by the weekly
    message, as what may be told of that is worked out for the whole city.
    """
    reader = reader_of(session, me, today)
    policy = city.policy_on(session, today)
    found, lines = figures(session, today, of_the_week(today), only=reader), my_lines(session, me, today, t)
    digest = _digest(today, policy, found, reader, lines, imports(session))
    return digest_message(t, digest, _frame(policy, zone, may_stop=False))


def reader_of(session: Session, me: Staff, today: date) -> Reader:
    """Somebody as a reader of digests; raises NotAllowed for whoever leads nothing today."""
    found = reader_on(session, today, people.tree_on(session, today), me)
    if found is None:
        raise NotAllowed("The week's digest is for heads of units. Your own page is my Home tab.")
    return found


def is_digest_day(offices: MunicipalCalendar, day: date) -> bool:
    """Whether the day is the first of its week on which the offices work."""
    before = (day - after * _DAY for after in range(1, day.weekday() + 1))
    return offices.is_working_day(day) and not any(map(offices.is_working_day, before))


def is_first_of_month(offices: MunicipalCalendar, day: date) -> bool:
    """Whether no day of the month before this one brought a digest."""
    return not any(is_digest_day(offices, day.replace(day=number)) for number in range(1, day.day))


def _dues(session: Session, day: date, zone: ZoneInfo) -> Iterator[Due]:
    policy = city.policy_on(session, day)
    if policy.digest.is_on and is_digest_day(municipal_calendar(policy), day):
        at = instant(day, policy.digest.time, zone)
        end = instant(day + policy.digest.waits_days * _DAY, policy.hours.end, zone)
        yield Due(WEEKLY, day, "heads", at, max(at, end))


def _posts(session: Session, begun: Begun, zone: ZoneInfo, texts: Texts) -> list[DirectPost]:
    day = begun.due.service_date
    policy = city.policy_on(session, day)
    readers = readers_on(session, day, people.tree_on(session, day))
    reachable = [one for one in readers.values() if _is_reachable(one.person)]
    is_monthly = policy.digest.monthly and is_first_of_month(municipal_calendar(policy), day)
    digest_of, frame = _gathered(session, day, policy, is_monthly=is_monthly), _frame(policy, zone)
    drawn = [_drawn(one, digest_of, texts.of(one.person.locale), frame) for one in reachable]
    bodies = planning.store_bodies(session, [(words.text, words.blocks) for words in drawn if words])
    body_ids, empty = iter(bodies), planning.store_body(session, "", [])
    told = (
        _post(begun, reader, next(body_ids) if words else empty, skip=None if words else Skip.NOTHING_TO_SAY)
        for reader, words in zip(reachable, drawn, strict=True)
    )
    return [*told, *_untold(session, begun, readers, empty)]


def _is_reachable(person: Contact) -> bool:
    return person.has_active_slack and bool(person.slack_user_id)


def _untold(session: Session, begun: Begun, readers: Mapping[int, Reader], body_id: int) -> Iterator[DirectPost]:
    """What the ledger keeps of heads to whom nothing can go: no account, or away all week, so that others are told."""
    for reader in readers.values():
        if not _is_reachable(reader.person):
            yield _post(begun, reader, body_id, skip=Skip.NO_ACCOUNT)
    for unit_id, leader in people.leaders_on(session, begun.due.service_date).items():
        if leader.person.person_id not in readers:
            yield _post(begun, Reader(leader.person, (Part(unit_id, is_direct=False),)), body_id, skip=Skip.PASSED_ON)


def _drawn(reader: Reader, digest_of: DigestOf, t: Translator, frame: Frame) -> Words | None:
    digest = digest_of(reader, t)
    return digest_message(t, digest, frame) if digest.is_worth_saying else None


def _post(begun: Begun, reader: Reader, body_id: int, *, skip: Skip | None) -> DirectPost:
    return DirectPost(
        begun,
        slack_user_id=reader.person.slack_user_id or "",
        person_id=reader.person.person_id,
        unit_id=reader.parts[0].unit_id,
        body_id=body_id,
        surface=Surface.BUNDLE,
        token=reader.person.token,
        skip=skip,
    )


def _gathered(session: Session, day: date, policy: CityPolicy, *, is_monthly: bool) -> DigestOf:
    """Read everything once; what comes back makes each head's digest without asking anything more."""
    found, lines, news = figures(session, day, of_the_week(day)), waiting_lines(session, day), imports(session)

    def digest_of(reader: Reader, t: Translator) -> Digest:
        waits = lines(reader.person.person_id, t)
        return replace(_digest(day, policy, found, reader, waits, news), is_monthly=is_monthly)

    return digest_of


def _digest(
    day: date, policy: CityPolicy, found: Figures, reader: Reader, waits: Sequence[Line], news: Imports
) -> Digest:
    pages = tuple(found.page(part, reader.person.person_id) for part in reader.parts)
    return Digest(
        day,
        waits,
        pages,
        news,
        tip=day.toordinal() // _WEEK if policy.digest.tips else None,
        calls_out=policy.meetings.calling_out_tip,
    )


def _frame(policy: CityPolicy, zone: ZoneInfo, *, may_stop: bool = True) -> Frame:
    causes = {cause.code: cause.word for cause in policy.overtime_reports.causes}
    return Frame(causes, zone, may_stop)
