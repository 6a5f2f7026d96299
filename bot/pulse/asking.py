"""Use cases for whoever is asked: count an answer and tell what comes next, go on later, read the receipt (控え)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, partial
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlmodel import Session

from bot.city import service as city
from bot.errors import NotAllowed, OldButton, Refused
from bot.group_commit import Recorder
from bot.people import service as people
from bot.pulse import asking_store, count_store, run_store, store
from bot.pulse.answers import LONGEST_TEXT, Outcome, SurveyAnswer
from bot.pulse.asked import Progress, Receipt, Sheet
from bot.pulse.ballots import Look, ballots
from bot.pulse.counting import record_answers
from bot.pulse.library import instrument_of
from bot.pulse.sampling import free_from
from bot.pulse.store import Running
from bot.suppression import WHOLE


@dataclass(frozen=True)
class Told:
    """What became of an answer, and how far its writer has come now; nothing about the answer itself."""

    outcome: Outcome
    progress: Progress | None = field(default=None, repr=False)

    def require(self) -> Progress:
        """How far they have come; raises Refused, with a kind sentence, where nothing was counted."""
        if self.progress is None or not self.outcome.is_stored:
            raise _refusal(self.outcome)
        return self.progress


@dataclass(frozen=True)
class Glance:
    """What somebody needs to look at their own surveys. `passed`: by survey, the place behind which they go on."""

    secret: SecretStr
    now: datetime
    zone: ZoneInfo
    passed: Mapping[int, int] = field(default_factory=dict)


@cache
def teller(secret: SecretStr) -> Recorder[SurveyAnswer, Told]:
    """`record_and_tell` with the secret of this process: always the same function, as `Presses.record` wants it."""
    return partial(record_and_tell, secret=secret)


def record_and_tell(session: Session, answers: Sequence[SurveyAnswer], *, secret: SecretStr) -> list[Told]:
    """Count many answers at once; for each, what became of it and how far its writer has come."""
    recorded = record_answers(session, answers, secret=secret)
    surveys = {one.survey.id: one.survey for one in recorded if one.survey}
    sheets = {survey_id: _sheet_of(session, survey) for survey_id, survey in surveys.items()}
    return [Told(one.outcome, Progress(sheets[one.survey.id], one.counted) if one.survey else None) for one in recorded]


def progress_of(session: Session, looks: Collection[Look], *, secret: SecretStr) -> dict[Look, Progress]:
    """How far people have come in surveys that run and are known to ask them; (survey, person) → progress."""
    surveys = store.running(session, {survey_id for survey_id, _ in looks})
    found = ballots(surveys, looks, secret)
    used = count_store.used(session, {token for ballot in found.values() for token in ballot.tokens})
    sheets = {survey_id: _sheet_of(session, survey) for survey_id, survey in surveys.items()}
    return {look: Progress(sheets[look[0]], ballot.counted(used)) for look, ballot in found.items()}


def sheets_of(session: Session, survey_ids: Collection[int]) -> dict[int, Sheet]:
    """The questions of surveys that run."""
    running = store.running(session, survey_ids)
    return {survey_id: _sheet_of(session, survey) for survey_id, survey in running.items()}


def _sheet_of(session: Session, survey: Running) -> Sheet:
    """The questions of a survey."""
    return Sheet(
        survey_id=survey.id,
        kind=survey.kind,
        instrument=instrument_of(session, survey.instrument),
        codes=tuple(survey.questions),
        closes_at=survey.closes_at,
        least_answers=survey.least_answers,
        least_texts=survey.least_texts,
    )


def my_surveys(session: Session, person_id: int, *, secret: SecretStr, now: datetime) -> list[Progress]:
    """The surveys that are open to somebody, for their own eyes, the oldest first."""
    looks = [(survey_id, person_id) for survey_id in asking_store.surveys_for(session, person_id, now)]
    progress = progress_of(session, looks, secret=secret)
    return [progress[look] for look in looks if look in progress]


def go_on(session: Session, survey_id: int, person_id: int, *, secret: SecretStr, now: datetime) -> Progress:
    """How far somebody has come, where they want to go on; raises OldButton where the survey is not open to them."""
    if survey_id not in asking_store.surveys_for(session, person_id, now):
        raise _over()
    return progress_of(session, [(survey_id, person_id)], secret=secret)[survey_id, person_id]


def receipt(session: Session, survey_id: int, person_id: int, *, now: datetime, today: date) -> Receipt:
    """What is kept of the answers of somebody who is asked, and until when; raises OldButton as `go_on` does."""
    group = asking_store.group_of(session, survey_id, person_id)
    if group is None or survey_id not in asking_store.surveys_for(session, person_id, now):
        raise _over()
    tree = people.tree_on(session, today)
    drawn_on = run_store.drawn_on(session, survey_id, person_id)
    months = city.policy_on(session, today).surveys.sampling.rest_months
    return Receipt(
        sheet=sheets_of(session, [survey_id])[survey_id],
        group="" if group.bucket == WHOLE or group.bucket not in tree else tree[group.bucket].name,
        people=group.people,
        text_people=group.text_people,
        free_from=None if drawn_on is None else free_from(drawn_on, months),
    )


def _over() -> OldButton:
    return OldButton("This survey is closed, or it does not ask you. Nothing was counted. Thank you all the same.")


def _refusal(outcome: Outcome) -> Refused:
    match outcome:
        case Outcome.NOT_ASKED:
            return NotAllowed(
                "This survey does not ask you, so nothing was counted. Your home tab shows what is yours."
            )
        case Outcome.OUT_OF_SCALE:
            return Refused("This answer is not on the scale of its question. Nothing was counted; use the buttons.")
        case Outcome.UNKNOWN_QUESTION:
            return Refused("This question does not belong to the survey. Nothing was counted; use the buttons.")
        case Outcome.TOO_LONG:
            return Refused(
                "Up to {most} characters fit. Please shorten it; nothing was counted yet.", most=LONGEST_TEXT
            )
        case Outcome.TOO_FEW_FOR_TEXTS:
            return Refused("So few are asked that nothing written is kept, for your protection. Nothing was counted.")
        case _:
            return _over()
