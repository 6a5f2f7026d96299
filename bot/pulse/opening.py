"""Use case: open a survey: who is asked, where each is counted, and all counts at zero, in one transaction."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from random import SystemRandom

from pydantic import SecretStr
from sqlalchemy import insert
from sqlmodel import Session

from bot.database import Row
from bot.errors import Refused
from bot.people.tree import UnitTree
from bot.pulse.buckets import bucket_of_units
from bot.pulse.rules import TAKING_PART, Opening, Question, SurveyState
from bot.pulse.tables import Survey, SurveyCount, SurveyInvitation, SurveyPlace, SurveyQuestion
from bot.pulse.tokens import Seal

_KEY_BYTES = 32

#: Each unit with the bucket of its staff and that of their texts.
_Places = Mapping[int, tuple[int, int | None]]


def open_survey(
    session: Session, opening: Opening, asked: Mapping[int, int], *, tree: UnitTree, secret: SecretStr, now: datetime
) -> int:
    """Begin a survey of these people (person id → the unit of their main post); returns its id.

    `tree` is that of `opening.day`. Raises Refused where so few are asked that nothing could ever be shown.
    """
    _refuse_what_cannot_be(opening, now)
    people = Counter(unit_id for unit_id in asked.values() if unit_id in tree)
    buckets = bucket_of_units(tree, people, least=opening.thresholds.answers)
    if not buckets:
        raise Refused(
            "Only {count} people would be asked, and below {least} answers nothing is shown. Ask a larger part.",
            count=len(asked),
            least=opening.thresholds.answers,
        )
    text_buckets = bucket_of_units(tree, people, least=opening.thresholds.texts)
    survey_id = _survey(session, opening, secret)
    places = {unit_id: (bucket, text_buckets.get(unit_id)) for unit_id, bucket in buckets.items()}
    _fix_places(session, survey_id, places, people)
    _invite(session, survey_id, places, asked)
    _count_from_zero(session, survey_id, opening, set(buckets.values()))
    return survey_id


def _refuse_what_cannot_be(opening: Opening, now: datetime) -> None:
    if not opening.questions:
        raise Refused("A survey needs a question.")
    if opening.closes_at <= now or opening.closes_at <= opening.opens_at:
        raise Refused("A survey must close after it opens, and later than now.")


def _survey(session: Session, opening: Opening, secret: SecretStr) -> int:
    key = secrets.token_bytes(_KEY_BYTES)
    row = Survey(
        kind=opening.kind,
        instrument=opening.instrument,
        scope=json.dumps(opening.scope),
        is_sample=opening.is_sample,
        opened_on=opening.day,
        opens_at=opening.opens_at,
        closes_at=opening.closes_at,
        state=SurveyState.RUNNING,
        least_answers=opening.thresholds.answers,
        least_texts=opening.thresholds.texts,
        key=key,
        key_check=Seal(secret, key).check(),
    )
    session.add(row)
    session.flush()
    survey_id = row.id or 0
    _write(session, SurveyQuestion, [_question(survey_id, place, one) for place, one in opening.placed()])
    return survey_id


def _question(survey_id: int, place: int, question: Question) -> dict[str, object]:
    return {
        "survey_id": survey_id,
        "place": place,
        "code": question.code,
        "lowest": question.lowest,
        "highest": question.highest,
        "favourable_from": question.favourable_from,
        "against_up_to": question.against_up_to,
    }


def _fix_places(session: Session, survey_id: int, places: _Places, people: Mapping[int, int]) -> None:
    rows: list[dict[str, object]] = [
        {"survey_id": survey_id, "unit_id": unit_id, "bucket": bucket, "text_bucket": texts, "people": people[unit_id]}
        for unit_id, (bucket, texts) in places.items()
    ]
    _write(session, SurveyPlace, rows)


def _invite(session: Session, survey_id: int, places: _Places, asked: Mapping[int, int]) -> None:
    rows: list[dict[str, object]] = [
        {"survey_id": survey_id, "person_id": person_id, "bucket": bucket, "text_bucket": texts}
        for person_id, unit_id in asked.items()
        if unit_id in places
        for bucket, texts in [places[unit_id]]
    ]
    _write(session, SurveyInvitation, rows)


def _count_from_zero(session: Session, survey_id: int, opening: Opening, buckets: Collection[int]) -> None:
    """Every count is there before the first answer, so that none tells by its coming that somebody answered."""
    scores = [(place, score) for place, question in opening.placed() for score in question.scores]
    rows: list[dict[str, object]] = [
        {"survey_id": survey_id, "bucket": bucket, "place": place, "score": score, "number": 0}
        for bucket in buckets
        for place, score in ((TAKING_PART, 1), *scores)
    ]
    SystemRandom().shuffle(rows)
    _write(session, SurveyCount, rows)


def _write(session: Session, table: type[Row], rows: Sequence[Mapping[str, object]]) -> None:
    session.connection().execute(insert(table), list(rows))
