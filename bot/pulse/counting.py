"""Use cases: count answers, thousands at once, and tell people which questions of theirs are counted (design 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import SecretStr
from sqlmodel import Session

from bot.pulse import count_store, store
from bot.pulse.answers import Buckets, Outcome, SurveyAnswer, flaw
from bot.pulse.ballots import Ballot, Look, ballots
from bot.pulse.count_store import Entry
from bot.pulse.rules import TAKING_PART
from bot.pulse.store import Running
from bot.suppression import WHOLE


@dataclass(frozen=True)
class Recorded:
    """What became of an answer. Where it is stored: its survey, and which questions of its writer are counted now."""

    outcome: Outcome
    survey: Running | None = None
    counted: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True)
class _Valid:
    """What an answer adds, that its writer took part, and the ballot on which both stand."""

    ballot: Ballot
    answer: Entry
    presence: Entry


@dataclass(frozen=True)
class _Asked:
    """The surveys of a batch of answers, with whoever of its writers is asked."""

    surveys: Mapping[int, Running]
    buckets: Mapping[Look, Buckets]
    ballots: Mapping[Look, Ballot]

    def check(self, answer: SurveyAnswer) -> _Valid | Outcome:
        """What the answer adds, or why it cannot be counted."""
        survey, look = self.surveys.get(answer.survey_id), _look(answer)
        if survey is None or answer.at >= survey.closes_at:
            return Outcome.OVER
        if look not in self.buckets:
            return Outcome.NOT_ASKED
        place, question = survey.questions.get(answer.question, (TAKING_PART, None))
        fault = flaw(answer, question, self.buckets[look])
        return fault or _valid(answer, place, self.ballots[look], self.buckets[look])


def record_answers(session: Session, answers: Sequence[SurveyAnswer], *, secret: SecretStr) -> list[Recorded]:
    """Count many answers at once; for each, what became of it. What was counted once never changes.

    Raises SetupFault where the secret is another than at the opening of a survey.
    """
    surveys = store.running(session, {one.survey_id for one in answers if one.could_exist}, is_held=True)
    buckets = count_store.buckets_of(session, {_look(one) for one in answers if one.survey_id in surveys})
    asked = _Asked(surveys, buckets, ballots(surveys, buckets, secret))
    checked = [asked.check(one) for one in answers]
    used, fresh = _count(session, [one for one in checked if isinstance(one, _Valid)])
    return [_recorded(one, used, fresh) for one in checked]


def runs_anywhere(session: Session) -> bool:
    """Whether a survey runs now."""
    return bool(store.running_ids(session))


def require_secret(session: Session, secret: SecretStr) -> None:
    """Raises SetupFault where a survey was opened under another secret than this."""
    ballots(store.running(session, store.running_ids(session)), [], secret)


def _look(answer: SurveyAnswer) -> Look:
    return answer.survey_id, answer.person_id


def _valid(answer: SurveyAnswer, place: int, ballot: Ballot, buckets: Buckets) -> _Valid:
    survey_id, bucket, token = answer.survey_id, buckets.bucket, ballot.tokens[place]
    presence = Entry(survey_id, bucket, TAKING_PART, ballot.tokens[TAKING_PART], score=1)
    if answer.score is None:
        return _Valid(
            ballot, Entry(survey_id, buckets.for_texts or WHOLE, place, token, words=answer.plain_words), presence
        )
    return _Valid(ballot, Entry(survey_id, bucket, place, token, score=answer.score), presence)


def _count(session: Session, valid: Sequence[_Valid]) -> tuple[set[str], set[str]]:
    """Count what was never counted before; returns the tokens that are used now, and of those the fresh ones."""
    # The first of several answers counts, so it comes last into the table.
    entries = {entry.token: entry for one in reversed(valid) for entry in (one.presence, one.answer)}
    before = count_store.used(session, {token for one in valid for token in one.ballot.tokens})
    # Another process may be counting the same: what is fresh turns out only as it is written.
    fresh = count_store.use(session, [entry for token, entry in entries.items() if token not in before])
    new = [entries[token] for token in fresh]
    count_store.add(session, Counter(entry.count_key for entry in new if not entry.words))
    count_store.keep_texts(session, [entry for entry in new if entry.words])
    return before | entries.keys(), fresh


def _recorded(checked: _Valid | Outcome, used: set[str], fresh: set[str]) -> Recorded:
    if isinstance(checked, Outcome):
        return Recorded(checked)
    token, ballot = checked.answer.token, checked.ballot
    outcome = Outcome.COUNTED if token in fresh else Outcome.ALREADY_COUNTED
    fresh.discard(token)
    return Recorded(outcome, ballot.survey, ballot.counted(used))
