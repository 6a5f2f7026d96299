"""Use cases: count answers, thousands at once, and tell people which questions of theirs are counted (design 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pydantic import SecretStr
from sqlmodel import Session

from bot.pulse import count_store, store
from bot.pulse.answers import Buckets, Outcome, SurveyAnswer, flaw
from bot.pulse.count_store import Entry
from bot.pulse.rules import TAKING_PART, Question
from bot.pulse.store import Running
from bot.pulse.tokens import Seal
from bot.suppression import WHOLE

__all__ = [
    "Outcome",
    "SurveyAnswer",
    "record_answers",
    "require_secret",
    "runs_anywhere",
]


@dataclass(frozen=True)
class _Open:
    """A running survey, and the seal of its tokens."""

    survey: Running
    seal: Seal

    def question(self, code: str) -> tuple[int, Question | None]:
        return self.survey.questions.get(code, (TAKING_PART, None))


@dataclass(frozen=True)
class _Valid:
    """What an answer adds, and that its writer took part."""

    answer: Entry
    presence: Entry


def record_answers(session: Session, answers: Sequence[SurveyAnswer], *, secret: SecretStr) -> list[Outcome]:
    """Count many answers at once; for each, what became of it. What was counted once never changes.

    Raises SetupFault where the secret is another than at the opening of a survey.
    """
    surveys = _open_surveys(session, {one.survey_id for one in answers if one.could_exist}, secret)
    askable = {(one.survey_id, one.person_id) for one in answers if one.survey_id in surveys}
    asked = count_store.buckets_of(session, askable)
    checked = [_check(one, surveys.get(one.survey_id), asked.get((one.survey_id, one.person_id))) for one in answers]
    fresh = _count(session, [one for one in checked if isinstance(one, _Valid)])
    return [_outcome(one, fresh) for one in checked]


def runs_anywhere(session: Session) -> bool:
    """Whether a survey runs now."""
    return bool(store.running_ids(session))


def require_secret(session: Session, secret: SecretStr) -> None:
    """Raises SetupFault where a survey was opened under another secret than this."""
    _open_surveys(session, store.running_ids(session), secret)


def _open_surveys(session: Session, survey_ids: Collection[int], secret: SecretStr) -> dict[int, _Open]:
    found = {}
    for survey in store.running(session, survey_ids).values():
        seal = Seal(secret, survey.key)
        seal.require(survey.key_check)
        found[survey.id] = _Open(survey, seal)
    return found


def _check(answer: SurveyAnswer, survey: _Open | None, buckets: Buckets | None) -> _Valid | Outcome:
    if survey is None or answer.at >= survey.survey.closes_at:
        return Outcome.OVER
    if buckets is None:
        return Outcome.NOT_ASKED
    place, question = survey.question(answer.question)
    if fault := flaw(answer, question, buckets):
        return fault
    return _Valid(_entry(answer, survey, buckets, place), _presence(answer, survey, buckets))


def _entry(answer: SurveyAnswer, survey: _Open, buckets: Buckets, place: int) -> Entry:
    token = survey.seal.token(answer.person_id, place)
    if answer.score is None:
        return Entry(answer.survey_id, buckets.for_texts or WHOLE, place, token, words=answer.plain_words)
    return Entry(answer.survey_id, buckets.bucket, place, token, score=answer.score)


def _presence(answer: SurveyAnswer, survey: _Open, buckets: Buckets) -> Entry:
    token = survey.seal.token(answer.person_id, TAKING_PART)
    return Entry(answer.survey_id, buckets.bucket, TAKING_PART, token, score=1)


def _count(session: Session, valid: Sequence[_Valid]) -> set[str]:
    """Count what was never counted before; returns the tokens of that, each once."""
    # The first of several answers counts, so it comes last into the table.
    entries = {entry.token: entry for one in reversed(valid) for entry in (one.presence, one.answer)}
    fresh = count_store.use(session, entries.values())
    new = [entries[token] for token in fresh]
    count_store.add(session, Counter(entry.count_key for entry in new if not entry.words))
    count_store.keep_texts(session, [entry for entry in new if entry.words])
    return fresh


def _outcome(checked: _Valid | Outcome, fresh: set[str]) -> Outcome:
    if isinstance(checked, Outcome):
        return checked
    if checked.answer.token not in fresh:
        return Outcome.ALREADY_COUNTED
    fresh.remove(checked.answer.token)
    return Outcome.COUNTED
