"""What becomes of one answer to a survey: counted, counted before, or refused and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.pulse.rules import Question

#: Slack's own field takes no more.
LONGEST_TEXT = 3000
_LARGEST_ID = 2**31 - 1


class Outcome(StrEnum):
    """What became of an answer. Only `counted` has counted anything just now."""

    COUNTED = "counted"
    ALREADY_COUNTED = "already_counted"
    OVER = "over"
    NOT_ASKED = "not_asked"
    UNKNOWN_QUESTION = "unknown_question"
    OUT_OF_SCALE = "out_of_scale"
    TOO_LONG = "too_long"
    TOO_FEW_FOR_TEXTS = "too_few_for_texts"

    @property
    def is_stored(self) -> bool:
        """Whether an answer of this person to this question is counted, now or before."""
        return self in (Outcome.COUNTED, Outcome.ALREADY_COUNTED)


@dataclass(frozen=True)
class SurveyAnswer:
    """What somebody answered to the question with this code, and when. `at` is compared with the close, never stored.

    An answer in words has no score. Who answered what shows in no log and no error.
    """

    survey_id: int
    person_id: int = field(repr=False)
    question: str
    at: datetime
    score: int | None = field(default=None, repr=False)
    words: str = field(default="", repr=False)

    @property
    def could_exist(self) -> bool:
        """Whether a database could know such a survey at all; ids from a button may be forged."""
        return 0 < self.survey_id <= _LARGEST_ID

    @property
    def plain_words(self) -> str:
        """The words without what no database can keep, and without blank ends."""
        return self.words.replace("\0", "").encode(errors="ignore").decode().strip()


@dataclass(frozen=True)
class Buckets:
    """Where somebody who is asked is counted, and where their words go: nowhere, if all who are asked are too few."""

    bucket: int
    for_texts: int | None


def flaw(answer: SurveyAnswer, question: Question | None, buckets: Buckets) -> Outcome | None:
    """Why an answer of somebody who is asked cannot be counted; None if it can."""
    if question is None:
        return Outcome.UNKNOWN_QUESTION
    if question.takes_words:
        return _flaw_in_words(answer, buckets)
    fits = type(answer.score) is int and answer.score in question.scores and not answer.words
    return None if fits else Outcome.OUT_OF_SCALE


def _flaw_in_words(answer: SurveyAnswer, buckets: Buckets) -> Outcome | None:
    if answer.score is not None or not answer.plain_words:
        return Outcome.OUT_OF_SCALE
    if len(answer.words) > LONGEST_TEXT:
        return Outcome.TOO_LONG
    return Outcome.TOO_FEW_FOR_TEXTS if buckets.for_texts is None else None
