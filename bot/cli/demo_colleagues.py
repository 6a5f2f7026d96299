"""The demo's other people: on a no-overtime day they answer their cards, and a few report overtime, as time passes.

Everything goes through the use cases that presses lead to. Whoever somebody at the page plays acts no more by
themselves, and the three people whom a newcomer is offered never do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.core import Core
from bot.no_overtime import service as no_overtime
from bot.no_overtime.answers import Answer, Cause
from bot.no_overtime.cards import CLOSING
from bot.no_overtime.replies import Reply, record_replies
from bot.no_overtime.service import Planned
from bot.overtime import service as overtime
from bot.overtime.rules import Wish
from bot.overtime.situations import days_to_report
from bot.people import service as people
from bot.playground.towns.dice import Dice
from bot.playground.towns.evenings import WORK_LINES
from bot.texts import Texts

#: Out of a hundred: how many answer the morning card, the closing card; how many of them leave on time, or help.
_ANSWER_AT_ONCE, _ANSWER_LATER = 60, 25
_LEAVE, _HELP = 80, 10
_SOON = 55
_BEFORE_THE_END = 25
#: In one of so many channels somebody reports overtime, up to so many in all; in those of the cast a few always do.
_REPORT, _MOST_REPORTS = 8, 8
_MOST_NEAR = 2
_MINUTES_LONGER = (60, 75, 90, 120, 180, 210)
_AT_A_TIME = 500
#: By then whoever answers the morning card has done so.
_BREAK = time(9, 30)


@dataclass(frozen=True)
class Act:
    """What somebody will do on a day: answer at an instant, and perhaps report overtime after that."""

    at: datetime
    person_id: int
    token: str
    slack_user_id: str
    answer: Answer
    cause: Cause | None
    reports: bool


@dataclass(frozen=True)
class _Member:
    person_id: int
    token: str
    slack_user_id: str


class Colleagues:
    """`cast` are the Slack ids of those who are played from the beginning, `is_played` tells who is by now."""

    def __init__(self, cast: Collection[str], is_played: Callable[[str], bool]) -> None:
        self._cast = frozenset(cast)
        self._is_played = is_played
        self._opened: datetime | None = None
        self._day: date | None = None
        self._acts: list[Act] = []

    async def act(self, core: Core, now: datetime) -> bool:
        """Do what was to be done by `now`; True if somebody reported overtime, so that a head may be asked."""
        self._opened = self._opened or now
        zone, day = core.settings.zone, core.today(now)
        if day != self._day:
            self._acts = await core.look(acts_of, day, zone=zone, opened=self._opened, cast=self._cast)
            self._day = day
        due = [one for one in self._acts if one.at <= now and not self._is_played(one.slack_user_id)]
        self._acts = [one for one in self._acts if one.at > now]
        replies = [Reply(one.person_id, day, one.answer, one.at, one.cause) for one in due]
        for first in range(0, len(replies), _AT_A_TIME):
            await core.transact(record_replies, replies[first : first + _AT_A_TIME])
        reporting = [one for one in due if one.reports]
        for one in reporting:
            await core.transact(report, one, day, now=now, zone=zone, texts=core.texts)
        return bool(reporting)

    def next_stop(self, after: datetime, zone: ZoneInfo) -> datetime | None:
        """When it is time for a break of the day: until then a clock that plays must not go on in one step."""
        if not self._acts or self._day is None:
            return None
        pause = datetime.combine(self._day, _BREAK, zone)
        return pause if pause > after else None


def acts_of(session: Session, day: date, *, zone: ZoneInfo, opened: datetime, cast: Collection[str] = ()) -> list[Act]:
    """What everybody whose channel gets a card will do on a day, the same at every run."""
    cards = [one for one in no_overtime.preview(session, day, zone=zone) if one.section and opened <= one.due.not_after]
    if not cards:
        return []
    dice, members = Dice(day.toordinal()), _members(session, day)
    found: list[Act] = []
    for channel, shown in _by_channel(cards).items():
        there = members.get(channel, [])
        acts = [_act_of(one, shown, day, zone, dice) for one in there if one.slack_user_id not in cast]
        is_near = any(one.slack_user_id in cast for one in there)
        has_room = sum(one.reports for one in found) < _MOST_REPORTS
        most = _MOST_NEAR if is_near else int(has_room and dice.below(_REPORT) == 0)
        found += _with_reports([act for act in acts if act], most)
    return sorted(found, key=lambda act: (act.at, act.person_id))


def report(session: Session, act: Act, day: date, *, now: datetime, zone: ZoneInfo, texts: Texts) -> None:
    """Report overtime as somebody does in the form; nothing where it is no no-overtime day of theirs."""
    me, dice = people.staff_by_token(session, act.token, day=day), Dice(day.toordinal() * 100_000 + act.person_id)
    if me is None or day not in days_to_report(session, me, day):
        return
    draft = overtime.draft(session, me, now=now, zone=zone, day=day)
    wish = Wish(
        day=day,
        cause=dice.pick(tuple(Cause)).value,
        planned_end_minute=min(draft.end_minute + dice.pick(_MINUTES_LONGER), 23 * 60 + 59),
        line=dice.pick(WORK_LINES),
        day_instead=dice.pick(draft.days_instead) if draft.days_instead else None,
    )
    overtime.report(session, me, wish, now=now, zone=zone, texts=texts)


def _members(session: Session, day: date) -> dict[str, list[_Member]]:
    """Who is on duty and in Slack, by the channel of their unit."""
    tree, found = people.tree_on(session, day), defaultdict(list)
    rows = sorted(session.execute(people.on_duty(day)), key=lambda row: int(row.person_id))
    for row in rows:
        if row.has_active_slack and row.slack_user_id and row.unit_id in tree:
            found[tree.channel_of(row.unit_id)].append(_Member(row.person_id, row.token, row.slack_user_id))
    return dict(found)


def _by_channel(cards: Sequence[Planned]) -> dict[str, list[Planned]]:
    found: defaultdict[str, list[Planned]] = defaultdict(list)
    for one in cards:
        if one.section and not one.card.theme.is_softened:
            found[one.section.channel].append(one)
    return dict(found)


def _act_of(member: _Member, cards: Sequence[Planned], day: date, zone: ZoneInfo, dice: Dice) -> Act | None:
    """What somebody does with the cards of their channel; None for whoever lets the day pass in silence."""
    throw = dice.below(100)
    if throw >= _ANSWER_AT_ONCE + _ANSWER_LATER:
        return None
    first, last = cards[0], cards[-1]
    card = first if throw < _ANSWER_AT_ONCE else last
    start = datetime.combine(day, time(), zone) + timedelta(minutes=card.section.start_minute if card.section else 0)
    wait = _BEFORE_THE_END if card.due.kind == CLOSING else _SOON
    at = max(card.due.due_at, start) + timedelta(minutes=1 + dice.below(wait))
    answer = _answer(dice, is_meeting=card.card.is_meeting)
    cause = dice.pick(tuple(Cause)) if card.card.is_meeting and answer is Answer.OVERTIME else None
    return Act(at, member.person_id, member.token, member.slack_user_id, answer, cause, reports=False)


def _answer(dice: Dice, *, is_meeting: bool) -> Answer:
    if dice.chance(_LEAVE):
        return Answer.HELPING if is_meeting and dice.chance(_HELP) else Answer.ON_TIME
    return Answer.OVERTIME


def _with_reports(acts: Sequence[Act], most: int) -> list[Act]:
    """The same, the first few who expect overtime reporting it too."""
    chosen = [act.person_id for act in acts if act.answer is Answer.OVERTIME][:most]
    return [replace(act, reports=act.person_id in chosen) for act in acts]
