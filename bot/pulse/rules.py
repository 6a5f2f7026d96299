"""What a survey is while it is asked: kind, state, questions, from how many answers something shows. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.errors import Refused

#: The place of taking part at all, which is counted like an answer: 1 for whoever answered anything.
TAKING_PART = 0

_FEWEST_ANSWERS, _FEWEST_TEXTS = 5, 10
#: Below this nobody learns how many have taken part; from here on they are told in such steps.
_FIRST_TOLD, _STEP = 10, 5


class SurveyKind(StrEnum):
    """ひとことアンケート, the full survey, and a questionnaire that is asked once."""

    PULSE = "pulse"
    FULL = "full"
    ONE_OFF = "one_off"


class SurveyState(StrEnum):
    """`counted`: over, with only counts left, but the files may still hold traces of what was deleted."""

    RUNNING = "running"
    COUNTED = "counted"
    CLOSED = "closed"


@dataclass(frozen=True)
class Question:
    """A question as storage knows it: a code and the span of scores.

    From `favourable_from` on up scores are favourable (top 2 boxes, promoters), up to `against_up_to` they count
    against (detractors of a 0–10 recommendation); None where a scale has no such scores.
    """

    code: str
    lowest: int
    highest: int
    favourable_from: int | None = None
    against_up_to: int | None = None

    @property
    def scores(self) -> range:
        """The scores that an answer may have."""
        return range(self.lowest, self.highest + 1)

    @property
    def takes_words(self) -> bool:
        """Whether it is answered in words."""
        return not self.scores


@dataclass(frozen=True)
class Thresholds:
    """From how many answers a result shows, from how many texts they do; as decided when the survey opened.

    Raises Refused below the floors, whoever decided so (`domain.md` 3.7 item 1).
    """

    answers: int
    texts: int = 20

    def __post_init__(self) -> None:
        if self.answers < _FEWEST_ANSWERS or self.texts < _FEWEST_TEXTS:
            raise Refused(
                "Results of fewer than {answers} answers or {texts} texts could be traced. Use these or more.",
                answers=_FEWEST_ANSWERS,
                texts=_FEWEST_TEXTS,
            )


@dataclass(frozen=True)
class Opening:
    """A survey that shall begin. `scope` are the codes of whole units with everything below them; empty: the city.

    `day` is the city's date on which units and posts are looked up. Of a sample, only some are asked.
    """

    kind: SurveyKind
    instrument: str
    questions: tuple[Question, ...]
    thresholds: Thresholds
    day: date
    opens_at: datetime
    closes_at: datetime
    scope: tuple[str, ...] = ()
    is_sample: bool = False

    def placed(self) -> Iterator[tuple[int, Question]]:
        """The questions with their places, the first is 1."""
        return enumerate(self.questions, TAKING_PART + 1)


def told_of(took_part: int) -> int:
    """How many took part, as far as whoever starts surveys may know: in fives, rounded down; 0 below ten (design 7)."""
    return 0 if took_part < _FIRST_TOLD else took_part // _STEP * _STEP


def words_in(code: str) -> Question:
    """A question that is answered in words: it has no scores."""
    return Question(code, lowest=1, highest=0)
