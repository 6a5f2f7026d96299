"""Use cases: the words about planning leave that fall due, to each person alone as part of one message (C01–C06)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session

from bot.city import service as city
from bot.city.leave import ANNUAL, Leave
from bot.delivery import planning
from bot.delivery.claiming import Facts
from bot.delivery.planning import Begun
from bot.delivery.recipients import instant
from bot.delivery.rules import LOOK_BACK, Due, Surface
from bot.leave import goal_store
from bot.leave.balance import Balance, Statement
from bot.leave.goal_setting import goals_at
from bot.leave.goal_store import Standing
from bot.leave.goals import goal_minutes, has_five_day_duty, lacks_of_five, pace
from bot.leave.plan_table import month_after, month_of
from bot.leave.prompt_blocks import prompt_words
from bot.leave.prompts import SUMMER, Prompt, PromptKind, prompt_kinds
from bot.leave.situations import workdays_of
from bot.leave.suggestions import Days, Suggestion, suggestions
from bot.leave.years import LeaveYears
from bot.people import places
from bot.people import service as people
from bot.people.patterns import patterns_between
from bot.people.tree import UnitTree
from bot.texts import Texts
from bot.workdays.rules import MunicipalCalendar, municipal_calendar

#: A word waits so long for room in somebody's week.
_WORTH_SAYING = timedelta(days=4)
_DAY = timedelta(days=1)
_MOST_SUGGESTIONS = 3
_CHUNK = 5000

#: The no-overtime days of a unit between two days. The feature above this one knows them.
DaysOfUnit = Callable[[int], frozenset[date]]
NoOvertime = Callable[[Session, date, date], DaysOfUnit]


@dataclass(frozen=True)
class _City:
    """What the words of a day depend on: the policy, the leave year, the units, the calendar."""

    session: Session
    day: date
    policy: Leave
    tree: UnitTree
    offices: MunicipalCalendar
    no_overtime: NoOvertime

    @property
    def years(self) -> LeaveYears:
        return LeaveYears(self.policy.year_start)

    def codes(self, account: str) -> list[str]:
        """The kinds that use up an account."""
        return [kind.code for kind in self.policy.kinds if kind.account == account]

    def standings(self) -> list[Standing]:
        """How everybody's annual leave stands of whom a balance was imported."""
        year = self.years.of(self.day)
        return goal_store.all_standings(self.session, year, *self.years.bounds(year), self.codes(ANNUAL), at=self.day)

    def staff(self) -> list[int]:
        """Everybody on the staff, by id."""
        return [row.person_id for row in self.session.execute(places.staff_units(self.day))]


def due_prompts(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Due]:
    """The words that fell due by `now` and were not planned yet. Only reads."""
    today = now.astimezone(zone).date()
    days = [today - after * _DAY for after in range(LOOK_BACK.days + 1)]
    return planning.unplanned(session, [due for day in days for due in _dues(session, day, zone)], now=now)


def plan_prompts(session: Session, dues: Sequence[Due], *, now: datetime, texts: Texts, no_overtime: NoOvertime) -> int:
    """Put these words into the outbox, unless somebody else just did; returns how many messages.

    Nobody without an imported balance hears of a pace; nobody else ever sees any of it.
    """
    return sum(_post(session, one, texts, no_overtime) for one in planning.begin(session, dues, now=now))


def next_prompt(session: Session, after: datetime, *, zone: ZoneInfo, within: timedelta) -> datetime | None:
    """When the next word falls due after an instant, if one does within that time."""
    day, last = after.astimezone(zone).date(), after + within
    while day <= last.astimezone(zone).date():
        moments = [due.due_at for due in _dues(session, day, zone) if after < due.due_at <= last]
        if moments:
            return min(moments)
        day += _DAY
    return None


def still_wanted(session: Session, facts: Facts, now: datetime) -> bool:
    """Whether the word still says something: not once the person planned leave that day or later."""
    begin = datetime.combine(facts.service_date, time(), now.tzinfo)
    return not goal_store.has_planned_since(session, facts.person_id or 0, begin)


def _dues(session: Session, day: date, zone: ZoneInfo) -> Iterator[Due]:
    policy = city.policy_on(session, day)
    for kind in prompt_kinds(day, policy.leave, municipal_calendar(policy).is_working_day):
        at = instant(day, policy.leave.prompts.at, zone)
        yield Due(kind, day, "city", at, at + _WORTH_SAYING)


def _post(session: Session, begun: Begun, texts: Texts, no_overtime: NoOvertime) -> int:
    day = begun.due.service_date
    policy = city.policy_on(session, day)
    here = _City(session, day, policy.leave, people.tree_on(session, day), municipal_calendar(policy), no_overtime)
    count, groups = 0, _GATHER[PromptKind(begun.due.kind)](here)
    for prompt, person_ids in groups.items():
        bodies = {locale: _body(session, texts, locale, prompt) for locale in ("", *policy.languages)}
        for start in range(0, len(person_ids), _CHUNK):
            who = people.on_duty(day).subquery()
            chosen = who.c.person_id.in_(person_ids[start : start + _CHUNK])
            query = select(who).where(who.c.has_active_slack, chosen)
            count += planning.post_to_people(session, begun, query, bodies, surface=Surface.BUNDLE)
    return count


def _body(session: Session, texts: Texts, locale: str, prompt: Prompt) -> int:
    words = prompt_words(texts.of(locale), prompt)
    return planning.store_body(session, words.text, words.blocks)


_Groups = Mapping[Prompt, list[int]]


def _grouped(told: Iterator[tuple[int, Prompt]]) -> _Groups:
    """Those who are told the same share a message."""
    found: dict[Prompt, list[int]] = {}
    for person_id, prompt in told:
        found.setdefault(prompt, []).append(person_id)
    return found


def _quarter(here: _City) -> _Groups:
    """The months of the quarter in which somebody has planned nothing yet."""
    months = [month_after(here.day, after) for after in range(3)]
    planned = goal_store.months_with_leave(here.session, months[0], month_of(months[-1])[1])

    def tell() -> Iterator[tuple[int, Prompt]]:
        for person_id in here.staff():
            have = planned.get(person_id, frozenset())
            if missing := tuple(month for month in months if month not in have):
                yield person_id, Prompt(PromptKind.QUARTER, months=missing)

    return _grouped(tell())


def _pace(here: _City) -> _Groups:
    """How many days somebody's goal lacks, and the five days for those who have that duty."""
    goals = goals_at(here.session, here.years.bounds(here.years.of(here.day))[0], here.day)

    def tell() -> Iterator[tuple[int, Prompt]]:
        for one in here.standings():
            goal = goal_minutes(goals, one.employment, _balance(one), one.day_minutes, one.own_days)
            stands = Statement(one.granted + one.carried_over, one.taken, one.ahead)
            days = pace(goal, stands).days_to_plan(one.day_minutes) if goal else 0
            lacks = _lacks_of_five(here, one)
            if days or lacks:
                length = one.day_minutes if lacks else 0
                yield one.person_id, Prompt(PromptKind.PACE, days_to_plan=days, lacks_of_five=lacks, day_minutes=length)

    return _grouped(tell())


def _lacks_of_five(here: _City, one: Standing) -> int:
    codes = [here.tree[unit_id].code for unit_id in here.tree.path(one.unit_id)] if one.unit_id in here.tree else []
    duty = here.policy.five_day_duty
    if not has_five_day_duty(duty, one.employment, codes, one.granted, one.day_minutes):
        return 0
    return lacks_of_five(one.taken, one.ahead_in_days, one.day_minutes)


def _balance(one: Standing) -> Balance:
    return Balance(ANNUAL, 0, one.granted, one.carried_over, one.taken, one.as_of)


def _summer(here: _City) -> _Groups:
    """In June whoever has planned no summer leave, in September whoever is known to have some left (C05)."""
    kind = here.policy.kind(SUMMER)
    if kind is None:
        return {}
    first, last = kind.season_from.in_year(here.day.year), kind.season_to.in_year(here.day.year)
    planned = goal_store.months_with_leave(here.session, first, last, [SUMMER])
    year, account = here.years.of(here.day), kind.account or ""
    free = goal_store.free_of_account(here.session, account, here.codes(account), year, here.years.bounds(year)[1])
    is_last_call = here.day >= first

    def tell() -> Iterator[tuple[int, Prompt]]:
        for person_id in here.staff():
            left = free.get(person_id)
            if left if is_last_call else person_id not in planned and left != 0:
                yield person_id, Prompt(PromptKind.SUMMER, last_day=last)

    return _grouped(tell())


def _days(here: _City) -> _Groups:
    """Days of the next month that lend themselves, for whoever has leave left and none planned then (R-LV-11)."""
    first, last = month_of(month_after(here.day))
    planned = goal_store.months_with_leave(here.session, first, last)
    free_ones = {
        one.person_id: one.unit_id
        for one in here.standings()
        if one.person_id not in planned and one.granted + one.carried_over - one.taken - one.ahead >= one.day_minutes
    }
    days_of = _suggestions(here, free_ones, first, last)

    def tell() -> Iterator[tuple[int, Prompt]]:
        for person_id in free_ones:
            if found := days_of[person_id]:
                yield person_id, Prompt(PromptKind.DAYS, months=(first,), suggestions=found)

    return _grouped(tell())


def _suggestions(here: _City, unit_of: Mapping[int, int], first: date, last: date) -> dict[int, tuple[Suggestion, ...]]:
    """What could be suggested to each of some people. It is the same for those with the same days and hours."""
    patterns = patterns_between(here.session, list(unit_of), first, last)
    own, shifts = here.no_overtime(here.session, first, last), here.tree.shift_units()
    known: dict[object, tuple[Suggestion, ...]] = {}
    found: dict[int, tuple[Suggestion, ...]] = {}
    for person_id, unit_id in unit_of.items():
        no_overtime = own(unit_id)
        alike = (patterns.get(person_id, ()), unit_id in shifts, no_overtime)
        if alike not in known:
            workday_on = workdays_of(here.session, {person_id: unit_id}, first, last)[person_id]
            days = Days(here.offices.is_working_day, workday_on, no_overtime)
            known[alike] = suggestions((first, last), days, ())[:_MOST_SUGGESTIONS]
        found[person_id] = known[alike]
    return found


_GATHER: Mapping[PromptKind, Callable[[_City], _Groups]] = {
    PromptKind.QUARTER: _quarter,
    PromptKind.PACE: _pace,
    PromptKind.SUMMER: _summer,
    PromptKind.DAYS: _days,
}
