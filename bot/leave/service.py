"""Use cases: read one line of leave, show what it would mean, plan it, change it, cancel it, list one's own (C02)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

from sqlmodel import Session

from bot.city import service as city
from bot.city.fields import Weekday
from bot.city.leave import ANNUAL, Leave, LeaveKind
from bot.errors import OldButton, Refused
from bot.leave import absences, store
from bot.leave.balance import Statement, carry_over
from bot.leave.cover import CoverGap, cover_gaps
from bot.leave.kinds import Hours, Wish
from bot.leave.leave_days import LeaveDay, leave_days
from bot.leave.plans import Asked, FormFacts, MyLeave, Plan, Planned, Preview, Proposal, YearEffect, before
from bot.leave.problems import Problem, Trouble
from bot.leave.rules import in_whole_steps, troubles_of
from bot.leave.sentences.here import Here
from bot.leave.sentences.messages import line_of_leave
from bot.leave.sentences.questions import Asks, Question
from bot.leave.sentences.reading import read
from bot.leave.sentences.words import LeaveWords, leave_words
from bot.leave.situations import Mine, balances, colleagues_of, mine, pace_of, surroundings
from bot.people.rules import Staff
from bot.people.vocabulary import read_vocabulary

#: Since when what cannot be carried over is spoken of: earlier there is time enough to take it.
_NEAR_THE_END = timedelta(days=92)


class UnsuitableLeave(Refused):
    """Leave that cannot be planned; `troubles` is everything that is wrong with it, of that `kind`."""

    def __init__(self, preview: Preview) -> None:
        super().__init__("This leave cannot be planned as it is. Look at the sentences below, and change it.")
        self.preview = preview
        self.troubles: tuple[Trouble, ...] = preview.troubles


def understand(session: Session, me: Staff, text: str, *, today: date) -> Preview | Asked:
    """What a line says and what planning it would mean, or what has to be asked back. Stores nothing.

    Raises Refused for a kind of leave that the city has not.
    """
    situation = mine(session, me, today=today)
    here = Here(today, situation.usual, lambda day: situation.workday_on(day) is not None)
    found = read(text, here=here, words=_words(_labels(situation.policy)))
    if isinstance(found, Question):
        return Asked(found, situation.usual, situation.policy.kinds)
    return _preview(session, situation, _kind(situation.policy, found.kind), found.wish)


def understand_message(session: Session, me: Staff, text: str, *, today: date) -> Preview | Asked | None:
    """As `understand`, of a text that no command announced; None where it does not speak of leave."""
    line = line_of_leave(text, _words(_labels(leave_policy(session, today=today))))
    found = understand(session, me, line, today=today) if line else None
    is_read = not isinstance(found, Asked) or found.question.asks is not Asks.NOTHING_READ
    return found if is_read else None


def preview(session: Session, me: Staff, proposal: Proposal, *, today: date, changing: str = "") -> Preview:
    """What planning a wish would mean; `changing` is the key of the plan whose place it would take. Stores nothing."""
    old = store.plan_by_key(session, me.person_id, changing) if changing else None
    situation = mine(session, me, today=today, but_of=old.id if old else 0)
    return _preview(session, situation, _kind(situation.policy, proposal.kind), proposal.wish)


def plan(session: Session, me: Staff, proposal: Proposal, *, today: date, now: datetime) -> Planned:
    """Plan leave. The same proposal again, or the same wish from elsewhere, is the same plan.

    Raises UnsuitableLeave with everything that is wrong; OldButton for a proposal whose plan was cancelled meanwhile.
    """
    store.keep_plans_apart(session, me.person_id)
    situation = mine(session, me, today=today)
    return _present(session, situation, proposal) or _store(session, situation, proposal, now=now)


def change(session: Session, me: Staff, key: str, proposal: Proposal, *, today: date, now: datetime) -> Planned:
    """Let a proposal take the place of a plan; days of it that are over stay. Twice is once.

    Raises as `plan`, and OldButton for a plan that was changed or cancelled meanwhile, or is over.
    """
    store.keep_plans_apart(session, me.person_id)
    if present := _present(session, mine(session, me, today=today), proposal):
        return present
    old = _open_plan(session, me, key, today)
    situation = mine(session, me, today=today, but_of=old.id)
    _refuse_troubles(session, situation, proposal)
    _end(session, old, today=today, now=now)
    return _store(session, mine(session, me, today=today), proposal, now=now)


def cancel(session: Session, me: Staff, key: str, *, today: date, now: datetime) -> None:
    """Take a plan back, or what of it is not over. Twice is once.

    Raises OldButton for a plan that is over, or is none of theirs.
    """
    store.keep_plans_apart(session, me.person_id)
    if not store.was_withdrawn(session, key):
        _end(session, _open_plan(session, me, key, today), today=today, now=now)


def my_plans(session: Session, me: Staff, *, today: date) -> MyLeave:
    """A person's own plans from today on, and how their annual leave stands, for their own eyes."""
    situation = mine(session, me, today=today)
    year = situation.years.of(today)
    _, stands = balances(session, situation, ANNUAL).get(year, (None, None))
    _, year_ends = situation.years.bounds(year)
    return MyLeave(
        today=today,
        plans=tuple(_planned(situation, one) for one in store.plans_since(session, me.person_id, today)),
        kinds=situation.policy.kinds,
        workday=situation.usual,
        leave_year=year,
        year_ends=year_ends,
        stands=stands,
        lost=_lost(situation, stands) if stands and year_ends - today <= _NEAR_THE_END else 0,
    )


def my_plan(session: Session, me: Staff, key: str, *, today: date) -> Planned:
    """One of a person's own plans that can still be changed; raises OldButton as `change`."""
    return _planned(mine(session, me, today=today), _open_plan(session, me, key, today))


def form_facts(session: Session, me: Staff, *, today: date) -> FormFacts:
    """What the form offers to a person."""
    situation = mine(session, me, today=today)
    _, stands = balances(session, situation, ANNUAL).get(situation.years.of(today), (None, None))
    free, day = stands.free if stands else 0, situation.usual.minutes
    policy = situation.policy
    has_hours = policy.hours and any(kind.hours for kind in policy.kinds)
    return FormFacts(policy.kinds, situation.usual, policy.unit_minutes, has_hours, free if 0 < free < day else 0)


def leave_policy(session: Session, *, today: date) -> Leave:
    """What the city decided about leave, for everybody to read."""
    return city.policy_on(session, today).leave


def stored_about(session: Session, person_id: int) -> tuple[int, int]:
    """How many plans and how many imported balances of a person are stored, for their own eyes (App Home)."""
    return store.count_about(session, person_id)


def _open_plan(session: Session, me: Staff, key: str, today: date) -> Plan:
    found = store.plan_by_key(session, me.person_id, key)
    if found is None:
        raise OldButton("This plan is not there any more. Your Home tab shows what you have planned.")
    if found.last < today:
        raise OldButton("{day} is over, so this plan stays as it is.", day=found.last)
    return found


def _present(session: Session, situation: Mine, proposal: Proposal) -> Planned | None:
    """The plan that a proposal asks for, if it stands already."""
    me = situation.me
    if found := store.plan_by_key(session, me.person_id, proposal.key):
        return replace(_planned(situation, found), is_new=False)
    if store.was_withdrawn(session, proposal.key):
        raise OldButton("You have cancelled or changed this plan meanwhile. Write it once more to plan it again.")
    same = (one for one in store.plans_since(session, me.person_id, situation.today) if _is_same(one, proposal))
    return next((replace(_planned(situation, one), is_new=False) for one in same), None)


def _is_same(plan: Plan, proposal: Proposal) -> bool:
    return (plan.kind, plan.wish) == (proposal.kind, proposal.wish)


def _store(session: Session, situation: Mine, proposal: Proposal, *, now: datetime) -> Planned:
    found = _refuse_troubles(session, situation, proposal)
    days = [(day, _whole(situation, day)) for day in found.days]
    kept = store.add_plan(session, situation.me.person_id, proposal, days, now=now)
    return _planned(situation, kept)


def _whole(situation: Mine, day: LeaveDay) -> int:
    worked = situation.workday_on(day.day)
    return worked.minutes if worked else day.minutes


def _refuse_troubles(session: Session, situation: Mine, proposal: Proposal) -> Preview:
    found = _preview(session, situation, _kind(situation.policy, proposal.kind), proposal.wish)
    if found.troubles:
        raise UnsuitableLeave(found)
    return found


def _end(session: Session, plan: Plan, *, today: date, now: datetime) -> None:
    over = before(plan, today)
    if over is None:
        store.withdraw_plan(session, plan, now=now)
    else:
        store.cut_plan(session, over, today=today)


def _lost(situation: Mine, stands: Statement) -> int:
    """What of the free minutes cannot go into the next leave year."""
    return carry_over(stands.free, situation.policy.carry_over_days, situation.usual.minutes).lost


def _planned(situation: Mine, plan: Plan) -> Planned:
    return Planned(plan, situation.policy.kind(plan.kind), situation.usual)


def _preview(session: Session, situation: Mine, kind: LeaveKind, wish: Wish) -> Preview:
    around = surroundings(session, situation, kind)
    troubles = troubles_of(wish, kind, around)
    found = Preview(kind, wish, situation.usual, troubles=troubles)
    if troubles:
        if isinstance(wish, Hours) and troubles[0].problem is Problem.NOT_A_MULTIPLE:
            return replace(found, instead=in_whole_steps(wish, kind, around))
        return found
    days = leave_days(wish, situation.workday_on)
    me, dates = situation.me, [day.day for day in days]
    others = [one for one in absences.names_away(session, dates, [me.unit_id]) if one.person_id != me.person_id]
    effects = tuple(_effects(session, situation, kind, days))
    return replace(found, days=days, effects=effects, away=tuple(others), gaps=_gaps(session, situation, days))


def _effects(session: Session, situation: Mine, kind: LeaveKind, days: Sequence[LeaveDay]) -> Iterator[YearEffect]:
    known = balances(session, situation, kind.account)
    for year, minutes in situation.years.minutes(days).items():
        if year in known:
            balance, stands = known[year]
            after = replace(stands, planned=stands.planned + minutes)
            yield YearEffect(year, stands, after, pace_of(session, situation, balance, after))


def _gaps(session: Session, situation: Mine, days: Sequence[LeaveDay]) -> tuple[CoverGap, ...]:
    me, policy = situation.me, situation.policy
    watched = [day for day in days if any(policy.must_stay(me.unit_code, Weekday.of(day.day)))]
    if not watched:
        return ()
    dates = [day.day for day in watched]
    pieces = store.pieces_of_units(session, [me.unit_id], dates, at=min(dates))
    return cover_gaps(watched, me.unit_code, colleagues_of(session, me, dates, pieces), policy)


def _kind(policy: Leave, code: str | None) -> LeaveKind:
    found = policy.kind(code or ANNUAL)
    if found is None:
        raise Refused("Our city does not plan this kind of leave here. Please choose another kind.")
    return found


def _labels(policy: Leave) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((kind.code, tuple(kind.labels.values())) for kind in policy.kinds)


@cache
def _words(labels: tuple[tuple[str, tuple[str, ...]], ...]) -> LeaveWords:
    return leave_words(read_vocabulary(), dict(labels))
