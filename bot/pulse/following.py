"""Use cases by the clock: heads hear of a new result in their まとめ, once, and are reminded once to pick an action.

That heads were told is a row of its own, so a restart, an outage or a second process tells nobody twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.delivery import planning
from bot.delivery.claiming import Facts
from bot.delivery.planning import DirectPost
from bot.delivery.recipients import instant
from bot.delivery.rules import Due, Surface
from bot.people import service as people
from bot.people.service import Contact
from bot.pulse import action_store, report_store, result_store
from bot.pulse.action_blocks import RESULT, RESULT_REMINDER, result_message
from bot.pulse.improvement import Choice
from bot.pulse.reporting import subject_of
from bot.suppression import WHOLE
from bot.texts import Texts

#: What closed longer ago is nobody's news any more.
_NEWS = timedelta(days=60)
_WORTH_TELLING = timedelta(days=5)
_BEFORE_THE_END = timedelta(days=4)


def untold(session: Session, *, now: datetime, zone: ZoneInfo) -> list[int]:
    """The surveys with a result of which heads were not told. Only reads."""
    return action_store.untold(session, now.astimezone(zone).date() - _NEWS)


def tell_heads(session: Session, survey_id: int, *, now: datetime, zone: ZoneInfo, texts: Texts) -> int:
    """Put the news of a result into the outbox for the heads of the units that have one; returns how many messages."""
    today = now.astimezone(zone).date()
    until = today + timedelta(days=city.policy_on(session, today).surveys.action_within_days)
    if not action_store.follow_up(session, survey_id, now, until):
        return 0
    due = Due(RESULT, today, f"result:{survey_id}", now, now + _WORTH_TELLING)
    return _send(session, due, survey_id, until, texts)


def due_reminders(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Due]:
    """The reminders that fell due and were not planned yet. Only reads."""
    return planning.unplanned(session, reminders(session, now, zone), now=now)


def reminders(session: Session, now: datetime, zone: ZoneInfo) -> list[Due]:
    """Every reminder about a result of which an action may still be picked, past and future."""
    today = now.astimezone(zone).date()
    surveys = city.policy_on(session, today).surveys
    return [
        Due(
            RESULT_REMINDER,
            day,
            f"result:{survey_id}",
            instant(day, surveys.opens_at, zone),
            instant(until, surveys.closes_at, zone),
        )
        for survey_id, until in action_store.open_choices(session, today).items()
        for day in [until - _BEFORE_THE_END]
    ]


def remind(session: Session, due: Due, *, now: datetime, zone: ZoneInfo, texts: Texts) -> int:
    """Remind the heads whose units have picked nothing and have nothing running; returns how many messages."""
    survey_id = _survey_of(due)
    until = action_store.choose_by(session, survey_id)
    if until is None or now.astimezone(zone).date() > until or not planning.begin(session, [due], now=now):
        return 0
    return _send(session, due, survey_id, until, texts)


def still_wanted(session: Session, facts: Facts, now: datetime) -> bool:  # noqa: ARG001  the shape of every last check
    """Whether a reminder may still go out: as long as a unit of the person's has picked nothing."""
    me = people.staff_by_id(session, facts.person_id or 0, day=facts.service_date)
    busy = {one.unit_id for one in action_store.alive(session)}
    return me is not None and bool(set(me.units_in_charge) - busy)


def _survey_of(due: Due) -> int:
    return int(due.audience.partition(":")[2])


def _send(session: Session, due: Due, survey_id: int, until: date, texts: Texts) -> int:
    """One message for each head, whatever number of units they lead."""
    survey = report_store.closed(session, survey_id)
    if survey is None:
        return 0
    subject, count = subject_of(session, survey), 0
    for person, units in _heads(session, survey_id, until, due.service_date).items():
        theirs = Due(due.kind, due.service_date, f"{due.audience}/person:{person.token}", due.due_at, due.not_after)
        for begun in planning.begin(session, [theirs], now=due.due_at):
            words = result_message(texts.of(person.locale), subject, units, is_reminder=due.kind == RESULT_REMINDER)
            body_id = planning.store_body(session, words.text, words.blocks)
            unit_id = people.unit_id_of(session, units[0].unit_code)
            count += planning.post_to_person(
                session,
                DirectPost(begun, person.slack_user_id or "", person.person_id, unit_id, body_id, Surface.BUNDLE),
            )
    return count


def _heads(session: Session, survey_id: int, until: date, day: date) -> Mapping[Contact, list[Choice]]:
    """Who leads a unit that has a result and nothing running, with these units."""
    busy = {one.unit_id for one in action_store.alive(session)}
    units = result_store.units_shown(session, survey_id) - {WHOLE} - busy
    tree, found = people.tree_on(session, day), dict[Contact, list[Choice]]()
    for unit_id, leader in sorted(people.leaders_on(session, day).items()):
        if unit_id in units and unit_id in tree and leader.person.has_active_slack:
            choice = Choice(survey_id, tree[unit_id].code, tree[unit_id].name, until, None)
            found.setdefault(leader.person, []).append(choice)
    return found
