"""What follows a result: who was to choose an action, the actions, what staff say of them, replies; and thresholds.

As with surveys, no row says who said what. `action_token` knows people while they are asked; then it is emptied.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.database import Row
from bot.database import words as one_of
from bot.pulse.improvement import ActionState, Opinion

_IN_ORDER_OF_ITS_KEY: dict[str, Any] = {"sqlite_with_rowid": False}


class SurveyFollowUp(Row, table=True):
    """That heads were told of the result of a survey, and until when they choose an action."""

    __tablename__ = "survey_follow_up"

    survey_id: int = Field(foreign_key="survey.id", primary_key=True)
    told_at: datetime
    choose_by: date = Field(index=True)


class UnitAction(Row, table=True):
    """The action of a unit after a survey: a suggestion by its code, else words. `key` lives while staff are asked."""

    __tablename__ = "unit_action"
    __table_args__ = (UniqueConstraint("survey_id", "unit_id"),)

    id: int | None = Field(default=None, primary_key=True)
    survey_id: int = Field(foreign_key="survey.id")
    unit_id: int = Field(foreign_key="unit.id")
    suggestion: str
    words: str
    chosen_on: date
    asks_on: date
    ends_on: date
    state: ActionState = Field(sa_type=one_of(ActionState), index=True)
    key: bytes | None = None
    key_check: bytes | None = None


class ActionToken(Row, table=True):
    """That an opinion was counted: HMAC(person ‖ action) under the action's key and the secret of the environment."""

    __tablename__ = "action_token"
    __table_args__ = (_IN_ORDER_OF_ITS_KEY,)

    token: str = Field(primary_key=True)
    action_id: int


class ActionCount(Row, table=True):
    """How many said what of an action, as long as staff are asked. All rows are there from the beginning, with 0."""

    __tablename__ = "action_count"
    __table_args__ = (_IN_ORDER_OF_ITS_KEY,)

    action_id: int = Field(primary_key=True)
    opinion: Opinion = Field(sa_type=one_of(Opinion), primary_key=True)
    number: int


class ActionResult(Row, table=True):
    """What may be shown of what staff said of an action, decided once, when the question is over; else no row.

    `favourable` say that it got better. Where only a band may show it is empty, and their share lies between
    `from_percent` and `to_percent`.
    """

    __tablename__ = "action_result"

    action_id: int = Field(foreign_key="unit_action.id", primary_key=True)
    answers: int
    favourable: int | None = None
    from_percent: int | None = None
    to_percent: int | None = None


class SurveyReply(Row, table=True):
    """What the personnel section or a bureau answers to what was written; `unit_id` empty: to everybody."""

    __tablename__ = "survey_reply"

    id: int | None = Field(default=None, primary_key=True)
    survey_id: int = Field(foreign_key="survey.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    heard: str
    reply: str
    published_on: date = Field(index=True)


class ThresholdProposal(Row, table=True):
    """Lower thresholds that an administrator wants, and another one decides about. The tokens name administrators."""

    __tablename__ = "threshold_proposal"

    id: int | None = Field(default=None, primary_key=True)
    full: int
    pulse: int
    free_text: int
    proposed_by: str
    proposed_at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
