"""Use cases of the evening meeting (夕礼, A05): a unit decides to hold it, its card tells how it stands, it ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from bot.city.service import audit
from bot.errors import NotAllowed, OldButton
from bot.no_overtime import meeting_store, replies
from bot.no_overtime.answers import Meeting
from bot.no_overtime.meeting_store import HeldMeeting
from bot.people import service as people
from bot.people.deciding import may_decide_for, units_to_decide_for
from bot.people.rules import Staff
from bot.people.service import unit_id_of
from bot.people.tree import UnitNode, UnitTree


@dataclass(frozen=True)
class MeetingSettings:
    """The units for which a head may decide, and which of them hold evening meetings on the day."""

    units: tuple[UnitNode, ...]
    holding: frozenset[int]
    day: date


def set_evening_meeting(
    session: Session, unit_code: str, *, is_on: bool, starting: date, actor: str, now: datetime
) -> None:
    """Let a unit, with everything below it, hold evening meetings from a day on, or none; the same twice is once.

    Raises Refused for a code that does not exist.
    """
    unit_id = unit_id_of(session, unit_code)
    if meeting_store.decisions_on(session, starting).get(unit_id) is is_on:
        return
    meeting_store.decide(session, unit_id, is_on=is_on, starting=starting)
    detail = f"{unit_code} {'on' if is_on else 'off'} from {starting}"
    audit(session, actor=actor, action="evening_meeting.decided", detail=detail, now=now)


def meeting_units(session: Session, tree: UnitTree, day: date) -> frozenset[int]:
    """The units whose closing card is the evening meeting: the nearest decision upwards counts."""
    decided = meeting_store.decisions_on(session, day)
    if not any(decided.values()):
        return frozenset()
    nearest = {unit.id: [one for one in reversed(tree.path(unit.id)) if one in decided] for unit in tree}
    return frozenset(unit_id for unit_id, path in nearest.items() if path and decided[path[0]])


def settings_of(session: Session, me: Staff, day: date) -> MeetingSettings:
    """What a head sees of the evening meetings of their units; raises NotAllowed for whoever leads none."""
    tree = people.tree_on(session, day)
    units = units_to_decide_for(me, tree)
    if not units:
        raise NotAllowed("Only the head of a unit decides whether it holds evening meetings. Please ask your head.")
    return MeetingSettings(units, meeting_units(session, tree, day), day)


def decide_as_head(session: Session, me: Staff, unit_code: str, *, is_on: bool, today: date, now: datetime) -> None:
    """A head decides for a unit from today on; raises NotAllowed for whoever is not in charge of it."""
    tree = people.tree_on(session, today)
    if not may_decide_for(me, unit_id_of(session, unit_code), tree):
        raise NotAllowed("Today you are not in charge of this unit, so you cannot decide about its evening meetings.")
    set_evening_meeting(session, unit_code, is_on=is_on, starting=today, actor=me.token, now=now)


def figures(session: Session, day: date) -> dict[str, str]:
    """What the meeting card of each channel shows: numbers from five answers on, and whether it is over."""
    held = meeting_store.meetings_on(session, day)
    if not held:
        return {}
    tree = people.tree_on(session, day)
    answers = replies.by_channel(session, day, replies.counts_on(session, day))
    causes = replies.by_channel(session, day, replies.causes_on(session, day))
    channels = {tree.channel_of(one.unit_id): one for one in held if one.unit_id in tree}
    return {
        channel: Meeting(answers.get(channel, Counter()), causes.get(channel, Counter()), one.is_over).as_figure()
        for channel, one in channels.items()
    }


def close_as_host(session: Session, me: Staff, unit_id: int, day: date, *, now: datetime) -> bool:
    """The host ends the meeting; False if it was over before.

    Host is whoever is in charge of the unit, of one above it or of one below it: 課長 or 係長. Raises NotAllowed for
    anybody else, OldButton where there was no meeting.
    """
    tree = people.tree_on(session, day)
    around = {*tree.path(unit_id), *tree.subtree(unit_id)} if unit_id in tree else set()
    if around.isdisjoint(me.units_in_charge):
        raise NotAllowed("The host ends the evening meeting: a head of the unit. By itself it ends with the day.")
    meeting = next((one for one in meeting_store.meetings_on(session, day) if one.unit_id == unit_id), None)
    if meeting is None:
        raise OldButton("This button belongs to an older card. Please use the newest one.")
    return _close(session, meeting, now=now, by_host=True)


def close_overdue(session: Session, *, now: datetime) -> int:
    """End what nobody ended and whose day is over; returns how many meetings."""
    return sum(_close(session, one, now=now, by_host=False) for one in meeting_store.overdue(session, now))


def _close(session: Session, meeting: HeldMeeting, *, now: datetime, by_host: bool) -> bool:
    tree = people.tree_on(session, meeting.day)
    channel = tree.channel_of(meeting.unit_id) if meeting.unit_id in tree else ""
    answers = replies.by_channel(session, meeting.day, replies.counts_on(session, meeting.day))
    total = sum(answers.get(channel, Counter()).values())
    return meeting_store.close(session, meeting, now=now, answers=total, by_host=by_host)
