"""Use cases: agree on a 1on1, hold it, put it off; ask for one, and say what it shall be about (E01, `product.md` 1d).

A pair is seen and changed by its two people only. Every press names the talk that it is about by its place, so a
second press, a retry or an old button changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.errors import NotAllowed, OldButton, Refused
from bot.leave.away_days import days_away_of
from bot.one_on_one import clarity, store, talk_store
from bot.one_on_one.due import cadences_on, due_lines
from bot.one_on_one.kinds import Cadence, Stance, TalkId, Topic
from bot.one_on_one.talks import MyTalks, Pair, Wish, postponed_from
from bot.people import service as people
from bot.people.deciding import may_decide_for
from bot.people.rules import Staff
from bot.texts import N_

_FURTHEST = timedelta(days=366)
_LONGEST_AGO = timedelta(days=92)
LONGEST_MINUTES = 240
_TOO_FAR = N_("Choose a day from today on, within a year. For a talk that is over, say that it was held.")
_ON_LEAVE = N_("On {day} one of you is on leave. Please choose another day.")
_NOT_THEN = N_("Choose the day of the talk: today or earlier, and not before the last one.")


class UnsuitableDay(Refused):
    """A day on which this talk cannot be, or cannot have been."""


def my_talks(session: Session, me: Staff, today: date) -> MyTalks:
    """A person's own 1on1s, for their own eyes."""
    policy = city.policy_on(session, today).one_on_ones
    pairs = store.pairs_of_person(session, me.person_id, today)
    as_head = tuple(one for one in pairs if _leads(me, one))
    due = due_lines(session, today, [me.person_id]).get(me.person_id, ()) if as_head else ()
    return MyTalks(
        today=today,
        as_head=as_head,
        as_member=tuple(one for one in pairs if one.key.member_id == me.person_id),
        due=due,
        cadences=cadences_on(session, today, people.tree_on(session, today)),
        minutes=policy.minutes,
        is_span_wide=len(as_head) > policy.wide_span,
        afterwards=clarity.asked_of(session, me, today),
    )


def usual_minutes(session: Session, today: date) -> int:
    """How long a 1on1 usually takes, as the city says."""
    return city.policy_on(session, today).one_on_ones.minutes


def cadence_of_unit(session: Session, unit_id: int, today: date) -> Cadence:
    """How often the head of a unit talks with its people."""
    return cadences_on(session, today, people.tree_on(session, today)).of_unit(unit_id)


def my_pair(session: Session, me: Staff, pair_id: int, *, today: date) -> Pair:
    """One of a head's own pairs; raises OldButton for any other."""
    return _led(session, me, pair_id, today)


def schedule(session: Session, me: Staff, talk: TalkId, day: date, minute: int, *, today: date) -> Pair:
    """The two agreed on a day and time; again, it is another one. Returns the pair as it is now.

    Raises UnsuitableDay for a day that is over, far away, or on which one of the two is on leave.
    """
    pair = _led(session, me, talk.pair_id, today)
    if _is_over(pair, talk):
        return pair
    if not today <= day <= today + _FURTHEST:
        raise UnsuitableDay(_TOO_FAR)
    both = (pair.key.head_id, pair.key.member_id)
    if any(days_away_of(session, both, day, day).values()):
        raise UnsuitableDay(_ON_LEAVE, day=day)
    talk_store.agree(session, talk, day, minute)
    return replace(pair, planned_on=day, planned_minute=minute, postponed_to=None)


def held(session: Session, me: Staff, talk: TalkId, day: date, minutes: int, *, today: date) -> Pair:
    """The talk was held on a day, for so many minutes. Twice is once. What was wished for it is deleted.

    Raises UnsuitableDay for a day that is not over yet or long ago, Refused for an odd length.
    """
    pair = _led(session, me, talk.pair_id, today)
    if _is_over(pair, talk):
        return pair
    if not max(today - _LONGEST_AGO, pair.last_held_on or date.min) <= day <= today:
        raise UnsuitableDay(_NOT_THEN)
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Refused("Choose a length from the list, up to {minutes} minutes.", minutes=LONGEST_MINUTES)
    asks = city.policy_on(session, today).one_on_ones.asks_clarity
    talk_store.hold(session, talk, day, minutes, asks_clarity=asks)
    return _led(session, me, talk.pair_id, today)


def postpone(session: Session, me: Staff, talk: TalkId, *, today: date) -> Pair:
    """Put the talk off by a week, whether it was agreed upon or not. Twice in a day is once."""
    pair = _led(session, me, talk.pair_id, today)
    if _is_over(pair, talk):
        return pair
    until = postponed_from(today)
    talk_store.put_off(session, talk, until)
    return replace(pair, planned_on=None, planned_minute=None, postponed_to=until)


def stop(session: Session, me: Staff, pair_id: int, *, today: date) -> Pair:
    """The head wants to hear nothing of this pair any more. The pair stays, and may still meet."""
    return _silenced(session, me, pair_id, today, is_stopped=True)


def resume(session: Session, me: Staff, pair_id: int, *, today: date) -> Pair:
    """The head wants to hear of this pair again."""
    return _silenced(session, me, pair_id, today, is_stopped=False)


def decide_pair_cadence(session: Session, me: Staff, pair_id: int, cadence: Cadence | None, *, today: date) -> Pair:
    """How often the head talks with one person; None: as with everybody else in the unit."""
    pair = _led(session, me, pair_id, today)
    talk_store.decide_pair_cadence(session, pair_id, cadence)
    return replace(pair, own_cadence=cadence)


def decide_unit_cadence(session: Session, me: Staff, unit_id: int, cadence: Cadence | None, *, today: date) -> Cadence:
    """How often a unit's head talks with its people; None: as the city says. Returns what holds now.

    Units below without a word of their own follow it. Raises NotAllowed for units of others.
    """
    tree = people.tree_on(session, today)
    if not may_decide_for(me, unit_id, tree):
        raise NotAllowed("Only the head of a unit decides how often its 1on1s are. Please ask them.")
    talk_store.decide_unit_cadence(session, unit_id, cadence)
    return cadences_on(session, today, tree).of_unit(unit_id)


def ask_for(session: Session, me: Staff, talk: TalkId, *, today: date) -> Pair:
    """The member would like to talk. Their head finds it first in their list; twice is once."""
    pair = _joined(session, me, talk, today)
    if pair.wish.asked_on is not None:
        return pair
    return _wished(session, pair, replace(pair.wish, asked_on=today))


def choose_topic(session: Session, me: Staff, talk: TalkId, topic: Topic | None, *, today: date) -> Pair:
    """The member says what the next talk shall be about."""
    pair = _joined(session, me, talk, today)
    return _wished(session, pair, replace(pair.wish, topic=topic))


def choose_stance(session: Session, me: Staff, talk: TalkId, stance: Stance | None, *, today: date) -> Pair:
    """The member says what they hope for: advice, thinking together, or somebody who listens."""
    pair = _joined(session, me, talk, today)
    return _wished(session, pair, replace(pair.wish, stance=stance))


def stored_about(session: Session, person_id: int) -> tuple[int, int]:
    """How many pairs somebody was or is part of, and how many talks of these are kept; for their own eyes."""
    return store.count_about(session, person_id)


def _leads(me: Staff, pair: Pair) -> bool:
    return pair.key.head_id == me.person_id and pair.key.unit_id in me.units_in_charge


def _led(session: Session, me: Staff, pair_id: int, today: date) -> Pair:
    pair = store.pair_of(session, pair_id, me.person_id, today)
    if pair is None or not _leads(me, pair):
        raise OldButton("This 1on1 is not yours any more. Your Home tab shows those that are.")
    return pair


def _joined(session: Session, me: Staff, talk: TalkId, today: date) -> Pair:
    pair = store.pair_of(session, talk.pair_id, me.person_id, today)
    if pair is None or pair.key.member_id != me.person_id:
        raise OldButton("This 1on1 is not yours any more. Your Home tab shows those that are.")
    if talk != pair.next_talk:
        raise OldButton("This talk is over. Your Home tab shows the next one.")
    return pair


def _is_over(pair: Pair, talk: TalkId) -> bool:
    """Whether the talk was held already, so that a press on it changes nothing."""
    if talk.place > pair.next_talk.place:
        raise OldButton("This talk is not there any more. Your Home tab shows the next one.")
    return talk.place < pair.next_talk.place


def _wished(session: Session, pair: Pair, wished: Wish) -> Pair:
    talk_store.wish(session, pair.id, wished)
    return replace(pair, wish=wished)


def _silenced(session: Session, me: Staff, pair_id: int, today: date, *, is_stopped: bool) -> Pair:
    pair = _led(session, me, pair_id, today)
    talk_store.be_silent(session, pair_id, is_stopped=is_stopped)
    return replace(pair, is_stopped=is_stopped)
