"""Use cases: invite whoever is asked, and remind whoever has not answered; nobody is ever shown who that is.

A direct message carries the first question, so that one tap is enough. Its audience is the survey, so the close
forgets it with all that became of it (`closing.audience`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlmodel import Session

from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.delivery import planning
from bot.delivery.claiming import Facts
from bot.delivery.recipients import instant
from bot.delivery.rules import Due, Surface
from bot.errors import SetupFault
from bot.pulse import asking_store, closing, count_store, invitation_store, question_blocks, run_store, store
from bot.pulse.asked import Progress
from bot.pulse.asking import sheets_of
from bot.pulse.question_blocks import INVITATION, REMINDER
from bot.pulse.rules import TAKING_PART
from bot.texts import Texts

#: An invitation that nobody can answer in a few minutes any more is none.
_LAST_CALL = timedelta(minutes=30)
_SURVEY_IN_A_KEY = re.compile(rf"/{closing.audience('')}(\d+)/")


def invite(session: Session, survey_id: int, policy: CityPolicy, *, now: datetime, zone: ZoneInfo, texts: Texts) -> int:
    """Put the invitations of a survey that just opened into the outbox; returns how many messages."""
    progress = _nothing_answered(session, survey_id)
    last = progress.sheet.closes_at - _LAST_CALL
    due = Due(INVITATION, now.astimezone(zone).date(), closing.audience(survey_id), now, last)
    bodies = _bodies(session, progress, policy, texts, zone, is_reminder=False)
    who = invitation_store.addresses_of_invited(survey_id, due.service_date)
    return sum(
        planning.post_to_people(session, begun, who, bodies, surface=Surface.BUNDLE, is_one_of_several=True)
        for begun in planning.begin(session, [due], now=now)
    )


def due_reminders(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Due]:
    """The reminders that fell due and were not planned yet. Only reads."""
    return planning.unplanned(session, list(reminders(session, now, zone)), now=now)


def remind(session: Session, due: Due, *, now: datetime, zone: ZoneInfo, secret: SecretStr, texts: Texts) -> int:
    """Remind whoever of a survey has not answered anything; returns how many messages.

    Who that is stands nowhere but in the messages, which go with the survey.
    """
    survey_id = _survey_of(due)
    begun = planning.begin(session, [due], now=now)
    if not begun:
        return 0
    policy = city.policy_on(session, now.astimezone(zone).date())
    silent = _without_answer(session, survey_id, secret)
    bodies = _bodies(session, _nothing_answered(session, survey_id), policy, texts, zone, is_reminder=True)
    who = invitation_store.addresses_of(session, silent, due.service_date)
    return planning.post_to_people(session, begun[0], who, bodies, surface=Surface.DROPPABLE, is_one_of_several=True)


def still_wanted(session: Session, facts: Facts, now: datetime, *, secret: SecretStr) -> bool:
    """Whether an invitation or a reminder may still go out: its survey asks the person, who has answered nothing.

    Under another secret than at the opening nobody can tell who answered: then nobody is reminded.
    """
    survey_id, person_id = _survey_in(facts.key), facts.person_id or 0
    if survey_id not in asking_store.surveys_for(session, person_id, now):
        return False
    try:
        seal = store.running(session, [survey_id])[survey_id].seal(secret)
    except SetupFault:
        return facts.kind == INVITATION
    return not count_store.used(session, [seal.token(person_id, TAKING_PART)])


def reminders(session: Session, now: datetime, zone: ZoneInfo) -> Iterator[Due]:
    """Every reminder of the surveys that run, past and future."""
    surveys = {one.id: one for one in run_store.heads(session, only_open=True) if one.closes_at > now}
    policy = city.policy_on(session, now.astimezone(zone).date()).surveys
    for survey_id, run in run_store.runs(session, surveys).items():
        for day in run.reminders_on:
            opens, closes = (instant(day, at, zone) for at in (policy.opens_at, policy.closes_at))
            yield Due(REMINDER, day, closing.audience(survey_id), opens, min(closes, surveys[survey_id].closes_at))


def _survey_of(due: Due) -> int:
    return int(due.audience.partition(":")[2])


def _survey_in(key: str) -> int:
    found = _SURVEY_IN_A_KEY.search(key)
    return int(found[1]) if found else 0


def _without_answer(session: Session, survey_id: int, secret: SecretStr) -> list[int]:
    """Found by the machine in its memory: whose token of taking part is not used."""
    seal = store.running(session, [survey_id])[survey_id].seal(secret)
    tokens = {seal.token(person, TAKING_PART): person for person in invitation_store.invited(session, survey_id)}
    used = count_store.used(session, tokens)
    return [person for token, person in tokens.items() if token not in used]


def _nothing_answered(session: Session, survey_id: int) -> Progress:
    return Progress(sheets_of(session, [survey_id])[survey_id])


def _bodies(
    session: Session, progress: Progress, policy: CityPolicy, texts: Texts, zone: ZoneInfo, *, is_reminder: bool
) -> Mapping[str, int]:
    """The message in every language that people chose; `""` is the city's own."""
    said: dict[str, int] = {}
    for locale in ("", *policy.languages):
        words = question_blocks.invitation(texts.of(locale), progress, zone, is_reminder=is_reminder)
        said[locale] = planning.store_body(session, words.text, words.blocks)
    return said
