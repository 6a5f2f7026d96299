"""Use cases: what the morning cards of a day say of meetings, and the cards of days that have no other morning card.

A channel gets one morning card a day (design 5). On no-overtime days it is that feature's, and this is a part of it;
on other days it is a card of its own, only where a unit meets or an agenda is due.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.city.messages import MorningTime
from bot.city.rules import CityPolicy
from bot.delivery import planning
from bot.delivery.card_parts import CardPart
from bot.delivery.claiming import Facts
from bot.delivery.planning import ChannelPost
from bot.delivery.recipients import instant
from bot.delivery.rules import Due
from bot.delivery.wording import Words
from bot.errors import NotAllowed, OldButton
from bot.leave.absences import names_away
from bot.leave.card_blocks import with_away
from bot.leave.card_settings import away_by_channel
from bot.leave.plan_table import month_after
from bot.meetings import card_blocks, store
from bot.meetings.blocks import Which
from bot.meetings.card_blocks import Agenda, Gathering
from bot.meetings.rules import agenda_day
from bot.people import service as people
from bot.people.deciding import may_decide_for
from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.people.tree import UnitTree
from bot.texts import Texts, Translator
from bot.workdays.rules import MunicipalCalendar, municipal_calendar

MORNING_CARD = "meetings/morning"
_DAY = timedelta(days=1)
_AGENDA_MONTHS = 2

#: The channels that get a morning card on a day anyway; who posts those cards hands this in.
TakenOn = Callable[[Session, date], frozenset[str]]


@dataclass(frozen=True)
class Planned:
    """A morning card of a channel: for which unit it is, and what it says."""

    due: Due
    channel: str
    unit_id: int
    unit_name: str
    found: CardPart


def parts_on(session: Session, day: date, t: Translator) -> Mapping[str, CardPart]:
    """What the morning cards of a day say of meetings, by channel. In a special mode, nothing."""
    parts = {
        channel: card_blocks.part(t, units.mornings, units.coming)
        for channel, units in _by_channel(session, day).items()
    }
    return {channel: one for channel, one in parts.items() if one is not None}


@dataclass(frozen=True)
class _Units:
    mornings: list[Gathering]
    coming: list[Gathering]

    @property
    def first(self) -> tuple[int, str]:
        """The unit that the card is for."""
        one = (*self.mornings, *self.coming)[0]
        return one.unit_id, one.unit_name


def _by_channel(session: Session, day: date) -> Mapping[str, _Units]:
    policy = city.policy_on(session, day)
    calendar = municipal_calendar(policy)
    if not calendar.is_working_day(day):
        return {}
    mornings = {unit_id: rule for unit_id, rule in store.morning_rules_on(session, day).items() if rule.is_on(day)}
    coming = _coming(session, day, policy, calendar)
    if not mornings and not coming:
        return {}  # most days of most cities: the units are not even looked at
    tree = people.tree_on(session, day)
    told = frozenset(unit.id for unit in tree) - people.special_modes_on(session, day, tree=tree)
    found: defaultdict[str, _Units] = defaultdict(lambda: _Units([], []))
    for gathering in _gatherings(tree, told, {one: (day, rule.minute) for one, rule in mornings.items()}):
        found[tree.channel_of(gathering.unit_id)].mornings.append(gathering)
    for gathering in _gatherings(tree, told, coming):
        found[tree.channel_of(gathering.unit_id)].coming.append(gathering)
    return {channel: units for channel, units in found.items() if channel}


def _coming(
    session: Session, day: date, policy: CityPolicy, calendar: MunicipalCalendar
) -> dict[int, tuple[date, int]]:
    """Day and minute of the meetings whose agenda is due on a day, by unit."""
    if not policy.meetings.is_on:
        return {}
    ahead = policy.meetings.agenda_days_before
    due = (one for one in store.meetings_from(session, day) if agenda_day(one, ahead, calendar) == day)
    return {one.unit_id: (one.day, one.minute or 0) for one in due if one.day}


def _gatherings(tree: UnitTree, told: Collection[int], when: Mapping[int, tuple[date, int]]) -> Iterator[Gathering]:
    return (Gathering(unit.id, unit.name, *when[unit.id]) for unit in tree if unit.id in when and unit.id in told)


def due_cards(session: Session, *, now: datetime, zone: ZoneInfo, t: Translator, taken_on: TakenOn) -> list[Planned]:
    """The cards that fell due by `now` and were not planned yet. Only reads."""
    around = {one.due: one for one in _around(session, now.astimezone(zone).date(), zone, t, taken_on)}
    return [around[due] for due in planning.unplanned(session, list(around), now=now)]


def plan_cards(session: Session, due: Sequence[Planned], *, now: datetime, texts: Texts) -> int:
    """Put these cards into the outbox, unless somebody else just did; returns how many messages."""
    planned, t = {one.due: one for one in due}, texts.of(None)
    posts = []
    for begun in planning.begin(session, list(planned), now=now):
        one = planned[begun.due]
        words = card_blocks.card(t, one.due.service_date, one.found, one.channel)
        away = away_by_channel(session, one.due.service_date).get(one.channel, ())
        shown = with_away(t, words, away)
        body_id = planning.store_body(session, shown.text, shown.blocks)
        posts.append(ChannelPost(begun, one.channel, one.unit_id, one.unit_name, body_id))
    return planning.post_to_channels(session, posts)


def next_due(
    session: Session, after: datetime, *, zone: ZoneInfo, within: timedelta, t: Translator, taken_on: TakenOn
) -> datetime | None:
    """When the next card falls due after an instant, if any does within that time."""
    day, last = after.astimezone(zone).date(), (after + within).astimezone(zone).date() + _DAY
    while day <= last:
        moments = (one.due.due_at for one in _cards_of(session, day, zone, t, taken_on))
        if coming := [moment for moment in moments if after < moment <= after + within]:
            return min(coming)
        day += _DAY
    return None


def still_wanted(session: Session, facts: Facts, now: datetime) -> bool:  # noqa: ARG001  the shape of every last check
    """Whether a planned card may still go out: not once its unit is in a special mode."""
    return facts.unit_id not in people.special_modes_on(session, facts.service_date)


def card_in(session: Session, channel: str, day: date, texts: Texts) -> Words:
    """The card of a channel in easy Japanese and English; raises OldButton where there is nothing to say any more."""
    said = [(t, parts_on(session, day, t).get(channel)) for t in (texts.of("ja_easy"), texts.of("en"))]
    known = [(t, one) for t, one in said if one is not None]
    if not known:
        raise OldButton("This button belongs to an older card. Please use the newest one.")
    return card_blocks.in_other_languages(day, known)


def agenda_for(session: Session, me: Staff, which: Which, *, today: date) -> Agenda:
    """The agenda of a meeting with who is away in the next two months: names and parts of days, no kinds (C04).

    Raises NotAllowed for whoever neither belongs to the unit nor answers for it, OldButton where no day is set.
    """
    tree = people.tree_on(session, today)
    is_theirs = which.unit_id in me.unit_path or may_decide_for(me, which.unit_id, tree)
    if which.unit_id not in tree or not (is_theirs or me.has_role(RoleName.PERSONNEL)):
        raise NotAllowed("Only the unit itself, its heads and the personnel section see the agenda of its meeting.")
    meeting = store.meeting_of(session, which.unit_id, which.month)
    if meeting is None or meeting.day is None:
        raise OldButton("No day is set for this meeting any more. Please ask your head.")
    days = _days(today, month_after(meeting.day, _AGENDA_MONTHS))
    return Agenda(tree[which.unit_id].name, meeting, names_away(session, days, tree.subtree(which.unit_id)))


def _days(first: date, before: date) -> list[date]:
    return [first + count * _DAY for count in range((before - first).days)]


def _around(session: Session, today: date, zone: ZoneInfo, t: Translator, taken_on: TakenOn) -> Iterator[Planned]:
    calendar = municipal_calendar(city.policy_on(session, today))
    day, last = today - 2 * _DAY, calendar.next_working_day(today)
    while day <= last:
        yield from _cards_of(session, day, zone, t, taken_on)
        day += _DAY


def _cards_of(session: Session, day: date, zone: ZoneInfo, t: Translator, taken_on: TakenOn) -> Iterator[Planned]:
    found = _by_channel(session, day)
    if not found:
        return
    policy, taken = city.policy_on(session, day), taken_on(session, day)
    tree = people.tree_on(session, day)
    for channel, units in found.items():
        part = card_blocks.part(t, units.mornings, units.coming)
        if channel not in taken and part is not None:
            unit_id, name = units.first
            yield Planned(_due(policy, day, channel, tree[unit_id].code, zone), channel, unit_id, name, part)


def _due(policy: CityPolicy, day: date, channel: str, unit_code: str, zone: ZoneInfo) -> Due:
    """At the unit's start, or on the afternoon before: when the city's morning cards come."""
    hours, card = policy.hours.of(unit_code), policy.morning_card
    if card.when is MorningTime.AT_START:
        due_at = instant(day, hours.start, zone)
        not_after = due_at + timedelta(minutes=card.not_after_start_minutes)
    else:
        before = municipal_calendar(policy).previous_working_day(day)
        due_at = instant(before, card.afternoon, zone)
        not_after = instant(before, hours.end + policy.quiet.after_end_minutes, zone)
    return Due(MORNING_CARD, day, f"channel:{channel}", due_at, not_after)
