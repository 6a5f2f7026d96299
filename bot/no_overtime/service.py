"""Use cases: plan the cards that fell due, say a card again in other languages, show what would be posted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session

from bot.city import service as city_service
from bot.city.messages import MorningTime
from bot.city.rules import CityPolicy
from bot.delivery import planning
from bot.delivery.card_parts import CardPart, with_part
from bot.delivery.claiming import Facts
from bot.delivery.live import Live
from bot.delivery.planning import Begun, ChannelPost
from bot.delivery.recipients import instant
from bot.delivery.rules import Due, Surface
from bot.delivery.wording import Words
from bot.leave.card_blocks import with_away
from bot.leave.card_settings import away_by_channel
from bot.leave.kind_blocks import known_kind
from bot.leave.kind_of_month import kind_of_month
from bot.leave.plans import Absent
from bot.no_overtime import blocks, cards, meeting_blocks, meeting_store, meetings, replies, reply_blocks, store
from bot.no_overtime.answers import last_minute
from bot.no_overtime.blocks import Card
from bot.no_overtime.cards import CLOSING, EVENING_MEETING, MORNING, SOFTENED, City, Directs, Section
from bot.no_overtime.rules import NoOvertimeDay, no_overtime_days
from bot.people import service as people
from bot.texts import N_, Texts, Translator
from bot.workdays.rules import municipal_calendar

_LABEL = N_("no-overtime day")
_TALLY = Live(replies.tallies, reply_blocks.with_tally)
#: How posted cards are kept up to date.
LIVE: Mapping[str, Live] = {
    MORNING: _TALLY,
    CLOSING: _TALLY,
    EVENING_MEETING: Live(meetings.figures, meeting_blocks.with_meeting),
}


#: What another feature adds to the morning cards of a day, by channel. The doors say whom to ask.
PartsOn = Callable[[Session, date, Translator], Mapping[str, CardPart]]


def no_parts(session: Session, day: date, t: Translator) -> Mapping[str, CardPart]:  # noqa: ARG001  the question's shape
    """What is added where nobody adds anything."""
    return {}


@dataclass(frozen=True)
class Planned:
    """A card that falls due: for a channel's section or, without one, for people with the same hours."""

    due: Due
    card: Card
    section: Section | None = None
    unit_ids: frozenset[int] = frozenset()
    start_minute: int = 0
    recipients: int = 1

    @property
    def kind(self) -> str:
        """What its message is called."""
        if self.card.theme.is_softened:
            return SOFTENED[self.card.kind]
        return EVENING_MEETING if self.card.is_meeting else self.card.kind


def due_cards(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Planned]:
    """The cards that fell due by `now` and were not planned yet. Only reads, so that it holds up nobody."""
    today = now.astimezone(zone).date()
    around = {one.due: one for one in _around(session, today, zone, now)}
    return [around[due] for due in planning.unplanned(session, list(around), now=now)]


def plan_cards(
    session: Session,
    due: Sequence[Planned],
    *,
    now: datetime,
    zone: ZoneInfo,
    texts: Texts,
    parts_on: PartsOn = no_parts,
) -> int:
    """Put these cards into the outbox, unless somebody else just did; returns how many messages.

    `parts_on`: what other features add to the morning cards, since a channel gets one (design 5).
    """
    policy = city_service.policy_on(session, now.astimezone(zone).date())
    planned = {one.due: one for one in due}
    begun = planning.begin(session, planned, now=now)
    closings = [one for one in begun if one.due.kind == CLOSING]
    planning.supersede(session, closings, earlier_kind=MORNING, now=now)
    count = planning.post_to_channels(session, _posts(session, begun, planned, _Words(policy, texts, zone, parts_on)))
    for one in begun:
        if not planned[one.due].section:
            count += _post_to_people(session, one, planned[one.due], policy, texts)
    return count


def preview(session: Session, day: date, *, zone: ZoneInfo) -> list[Planned]:
    """Every card of a service date in the order in which it falls due, whatever was sent already."""
    city = city_on(session, day, zone)
    return sorted(_planned_for(session, city, day), key=lambda one: (one.due.due_at, one.due.audience))


def next_due(session: Session, after: datetime, *, zone: ZoneInfo, within: timedelta) -> datetime | None:
    """When the next card falls due after an instant, if any does within that time."""
    day = after.astimezone(zone).date()
    last = (after + within).astimezone(zone).date()
    while day <= last:
        moments = [one.due.due_at for one in preview(session, day, zone=zone)] if _is_anybodys_day(session, day) else []
        if coming := [moment for moment in moments if after < moment <= after + within]:
            return min(coming)
        day += timedelta(days=1)
    return None


def due_at(session: Session, moment: datetime, *, zone: ZoneInfo, t: Translator) -> tuple[list[str], str]:
    """The kinds of cards that fall due at a moment, and what the city calls such a day."""
    day = moment.astimezone(zone).date()
    around = [one.due for near in (day, day + timedelta(days=1)) for one in preview(session, near, zone=zone)]
    kinds = sorted({due.kind for due in around if due.due_at == moment}, reverse=True)
    return kinds, day_label(city_service.policy_on(session, day), t)


def still_wanted(session: Session, facts: Facts, now: datetime) -> bool:  # noqa: ARG001  the shape of every last check
    """Whether a planned card may still go out: a call to leave not once its unit is in a special mode (A25), a softened
    card only as long as it is in one.
    """
    is_in_special_mode = facts.unit_id in people.special_modes_on(session, facts.service_date)
    return is_in_special_mode == (facts.kind in SOFTENED.values())


def card_in(session: Session, value: str, texts: Texts) -> Words:
    """The card of a button's value, said in easy Japanese and English; raises OldButton for any other value."""
    card = blocks.from_value(value)
    policy = city_service.policy_on(session, card.day)
    easy, english = texts.of("ja_easy"), texts.of("en")
    labels = (day_label(policy, easy), day_label(policy, english))
    return blocks.other_languages(easy, english, card, labels=labels)


def channels_with_cards(session: Session, day: date, *, zone: ZoneInfo) -> frozenset[str]:
    """The channels that get this feature's cards on a day: whoever else has something for the morning joins them."""
    if not _is_anybodys_day(session, day):
        return frozenset()
    return frozenset(one.channel for one in cards.sections(city_on(session, day, zone), day))


def next_days(session: Session, unit_id: int, *, start: date, weeks: int, zone: ZoneInfo) -> tuple[NoOvertimeDay, ...]:
    """A unit's no-overtime days over some weeks from `start` on."""
    city, end = city_on(session, start, zone), start + timedelta(weeks=weeks) - timedelta(days=1)
    rules = store.rules_of(session, start, end)
    lineage = tuple(rules[one] for one in reversed(city.tree.path(unit_id)) if one in rules)
    return no_overtime_days(city.calendar, city.policy, lineage, start=start, end=end)


def day_label(policy: CityPolicy, t: Translator) -> str:
    """What the city calls the day, in the language of `t`."""
    return policy.labels.of_the_day(t.code) or t(_LABEL)


def city_on(session: Session, day: date, zone: ZoneInfo) -> City:
    """The city as the planner sees it on one day."""
    policy, tree = city_service.policy_on(session, day), people.tree_on(session, day)
    return City(
        tree=tree,
        calendar=municipal_calendar(policy),
        policy=policy,
        rules=store.rules_of(session, day - timedelta(days=1), day),
        special=people.special_modes_on(session, day),
        zone=zone,
        meetings=meetings.meeting_units(session, tree, day),
    )


def _around(session: Session, today: date, zone: ZoneInfo, now: datetime) -> Iterator[Planned]:
    """What may have fallen due at `now`. An ordinary day costs a look at the calendar, not at the people."""
    calendar = municipal_calendar(city_service.policy_on(session, today))
    for day in cards.service_dates(calendar, today):
        if _is_anybodys_day(session, day):
            yield from (
                one for one in _planned_for(session, city_on(session, day, zone), day) if one.due.is_in_window(now)
            )


def _is_anybodys_day(session: Session, day: date) -> bool:
    policy = city_service.policy_on(session, day)
    is_the_citys = bool(no_overtime_days(municipal_calendar(policy), policy, (), start=day, end=day))
    return is_the_citys or bool(store.rules_of(session, day, day))


def _planned_for(session: Session, city: City, day: date) -> Iterator[Planned]:
    is_day_before = city.policy.morning_card.when is MorningTime.AFTERNOON_BEFORE
    for section in cards.sections(city, day):
        usual = Card(CLOSING, section.theme, section.end_minute, last_minute=section.last_minute)
        morning = replace(usual, kind=MORNING, is_day_before=is_day_before)
        closing = replace(usual, meeting_unit=section.unit_id) if section.holds_meeting else usual
        yield Planned(cards.morning_due(city, day, section), morning, section)
        yield Planned(cards.closing_due(city, day, section.audience, section.end_minute), closing, section)
    for group in cards.directs(city, day):
        yield from _direct(session, city, day, group)


def _direct(session: Session, city: City, day: date, group: Directs) -> Iterator[Planned]:
    for start, end, count in store.hours_of(session, people.on_duty(day), group.unit_ids):
        due = cards.closing_due(city, day, group.audience(start, end), end)
        card = Card(CLOSING, group.theme, end, is_direct=True, last_minute=last_minute(city.policy, end))
        yield Planned(due, card, unit_ids=group.unit_ids, start_minute=start, recipients=count)


@dataclass(frozen=True)
class _Words:
    """What the words of cards in channels depend on, besides the card."""

    policy: CityPolicy
    texts: Texts
    zone: ZoneInfo
    parts_on: PartsOn = no_parts


@dataclass(frozen=True)
class _Told:
    """What a card tells of its channel at once, by channel: its live figure, who is away, what others add, and the
    kind of leave that the month makes known.
    """

    figures: Mapping[str, str] = field(default_factory=dict)
    away: Mapping[str, tuple[Absent, ...]] = field(default_factory=dict)
    parts: Mapping[str, CardPart] = field(default_factory=dict)
    known: Mapping[str, CardPart] = field(default_factory=dict)


def _posts(
    session: Session, begun: Sequence[Begun], planned: Mapping[Due, Planned], words: _Words
) -> list[ChannelPost]:
    """The cards for channels. Each shows at once what earlier answers of the day came to."""
    cards_ = [(one, planned[one.due]) for one in begun if planned[one.due].section]
    _open_meetings(session, [one for _, one in cards_ if one.card.is_meeting], words.zone)
    told = {
        (kind, day): _told(session, kind, day, words) for kind, day in {(one.kind, one.card.day) for _, one in cards_}
    }
    return [_post(session, one, card, words, told[card.kind, card.card.day]) for one, card in cards_]


def _told(session: Session, kind: str, day: date, words: _Words) -> _Told:
    figures = LIVE[kind].figures(session, day) if kind in LIVE else {}
    if kind != MORNING:
        return _Told(figures)
    t = words.texts.of(None)
    parts, known = words.parts_on(session, day, t), _known(session, day, words.zone, t)
    return _Told(figures, away_by_channel(session, day), parts, known)


def _known(session: Session, day: date, zone: ZoneInfo, t: Translator) -> Mapping[str, CardPart]:
    """The kind of leave of the month, for the channels whose first morning card of the month is that of the day."""
    kind = kind_of_month(city_service.policy_on(session, day).leave, day)
    if kind is None:
        return {}
    return dict.fromkeys(_called_first_on(session, day, zone), known_kind(t, kind))


def _called_first_on(session: Session, day: date, zone: ZoneInfo) -> frozenset[str]:
    left = _called_on(session, day, zone)
    for earlier in (day.replace(day=number) for number in range(1, day.day)):
        if left and _is_anybodys_day(session, earlier):
            left -= _called_on(session, earlier, zone)
    return left


def _called_on(session: Session, day: date, zone: ZoneInfo) -> frozenset[str]:
    """The channels whose cards call to leave; a softened card tells of nothing else."""
    found = cards.sections(city_on(session, day, zone), day)
    return frozenset(one.channel for one in found if not one.theme.is_softened)


def _open_meetings(session: Session, planned: Sequence[Planned], zone: ZoneInfo) -> None:
    for one in planned:
        closes_at = instant(one.card.day, one.card.last_minute, zone)
        meeting_store.open_meetings(session, one.card.day, {one.card.meeting_unit or 0: closes_at})


def _post(session: Session, begun: Begun, planned: Planned, words: _Words, told: _Told) -> ChannelPost:
    section, t = planned.section, words.texts.of(None)
    assert section is not None
    shown = blocks.card(t, planned.card, label=day_label(words.policy, t))
    if planned.kind == MORNING:
        shown = with_part(shown, told.known.get(section.channel))
        shown = with_part(with_away(t, shown, told.away.get(section.channel, ())), told.parts.get(section.channel))
    if figure := told.figures.get(section.channel, ""):
        shown = LIVE[planned.kind].draw(shown, figure, t)
    body_id = planning.store_body(session, shown.text, shown.blocks)
    return ChannelPost(begun, section.channel, section.unit_id, section.label, body_id, planned.kind, figure)


def _post_to_people(session: Session, begun: Begun, planned: Planned, policy: CityPolicy, texts: Texts) -> int:
    who = people.on_duty(begun.due.service_date).subquery()
    mine = select(who).where(
        who.c.unit_id.in_(planned.unit_ids),
        who.c.has_active_slack,
        who.c.start_minute == planned.start_minute,
        who.c.end_minute == planned.card.end_minute,
    )
    bodies = _bodies(session, planned.card, policy, texts)
    return planning.post_to_people(session, begun, mine, bodies, surface=Surface.SAME_DAY)


def _bodies(session: Session, card: Card, policy: CityPolicy, texts: Texts) -> Mapping[str, int]:
    """The card in every language that people chose; `""` is the city's own."""
    said: dict[str, int] = {}
    for locale in ("", *policy.languages):
        t = texts.of(locale)
        words = blocks.card(t, card, label=day_label(policy, t))
        said[locale] = planning.store_body(session, words.text, words.blocks)
    return said
