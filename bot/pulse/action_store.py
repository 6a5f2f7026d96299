"""Named queries over what follows a result: who was told, actions, opinions, replies, thresholds. Never commits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from bot.pulse.action_tables import (
    ActionCount,
    ActionResult,
    ActionToken,
    SurveyFollowUp,
    SurveyReply,
    ThresholdProposal,
    UnitAction,
)
from bot.pulse.improvement import Action, ActionState, ActionWish, Opinion
from bot.pulse.rules import SurveyState
from bot.pulse.showing import Shown, band_of
from bot.pulse.store import table_of
from bot.pulse.tables import Survey

#: What may hold traces of who had their say.
TABLES = tuple(str(one.__tablename__) for one in (UnitAction, ActionToken, ActionCount, ActionResult))


def untold(session: Session, since: date) -> list[int]:
    """The closed surveys since a day of whose results nobody was told."""
    told = select(col(SurveyFollowUp.survey_id))
    query = select(col(Survey.id)).where(
        col(Survey.state) == SurveyState.CLOSED, col(Survey.opened_on) >= since, col(Survey.id).not_in(told)
    )
    return [one for one in session.scalars(query.order_by(col(Survey.id))) if one]


def follow_up(session: Session, survey_id: int, now: datetime, choose_by: date) -> bool:
    """Note that heads are told now; False where somebody else just did."""
    session.execute(select(col(Survey.id)).where(col(Survey.id) == survey_id).with_for_update())
    if session.get(SurveyFollowUp, survey_id) is not None:
        return False
    session.add(SurveyFollowUp(survey_id=survey_id, told_at=now, choose_by=choose_by))
    session.flush()
    return True


def choose_by(session: Session, survey_id: int) -> date | None:
    """Until when an action may be chosen; None where nobody was told of a result."""
    row = session.get(SurveyFollowUp, survey_id)
    return None if row is None else row.choose_by


def open_choices(session: Session, day: date) -> dict[int, date]:
    """The surveys after which an action may still be chosen, and until when."""
    query = select(col(SurveyFollowUp.survey_id), col(SurveyFollowUp.choose_by)).where(
        col(SurveyFollowUp.choose_by) >= day
    )
    return {row[0]: row[1] for row in session.execute(query.order_by(col(SurveyFollowUp.survey_id)))}


def actions(session: Session, *which: ColumnElement[bool]) -> list[Action]:
    """Actions, the oldest first."""
    return [_action(row) for row in session.scalars(_actions(*which))]


def _actions(*which: ColumnElement[bool]) -> Select[UnitAction]:
    return select(UnitAction).where(*which).order_by(col(UnitAction.chosen_on), col(UnitAction.id))


def alive(session: Session) -> list[Action]:
    """What was picked and is not over yet."""
    return actions(session, col(UnitAction.state).in_([ActionState.CHOSEN, ActionState.ASKED]))


def asked(session: Session) -> list[Action]:
    """What staff are asked about now."""
    return actions(session, col(UnitAction.state) == ActionState.ASKED)


def told_since(session: Session, day: date) -> list[Action]:
    """What staff have had their say about, and that ended on a day or later."""
    return actions(session, col(UnitAction.state) == ActionState.TOLD, col(UnitAction.ends_on) >= day)


def after_survey(session: Session, survey_id: int) -> list[Action]:
    """The actions that were picked after a survey."""
    return actions(session, col(UnitAction.survey_id) == survey_id)


def action_of(session: Session, survey_id: int, unit_id: int) -> Action | None:
    """What a unit picked after a survey, held so that nobody else changes it."""
    query = _actions(col(UnitAction.survey_id) == survey_id, col(UnitAction.unit_id) == unit_id)
    row = session.scalars(query.with_for_update()).first()
    return None if row is None else _action(row)


def _action(row: UnitAction) -> Action:
    return Action(
        id=row.id or 0,
        survey_id=row.survey_id,
        unit_id=row.unit_id,
        suggestion=row.suggestion,
        words=row.words,
        chosen_on=row.chosen_on,
        asks_on=row.asks_on,
        ends_on=row.ends_on,
        state=row.state,
    )


def add_action(session: Session, survey_id: int, unit_id: int, wish: ActionWish, span: tuple[date, date, date]) -> None:
    """Keep what a unit picked; `span` is when it was picked, and from and until when staff are asked."""
    chosen_on, asks_on, ends_on = span
    row = UnitAction(
        survey_id=survey_id,
        unit_id=unit_id,
        suggestion=wish.suggestion,
        words=wish.words,
        chosen_on=chosen_on,
        asks_on=asks_on,
        ends_on=ends_on,
        state=ActionState.CHOSEN,
    )
    session.add(row)
    session.flush()


def change_action(session: Session, action_id: int, wish: ActionWish) -> None:
    given = {"suggestion": wish.suggestion, "words": wish.words}
    session.execute(update(UnitAction).where(col(UnitAction.id) == action_id).values(**given))


def begin_asking(session: Session, action_id: int, ends_on: date, key: bytes, check: bytes) -> bool:
    """Let staff have their say until a day, with all counts at zero; False where somebody else just did."""
    is_waiting = (col(UnitAction.id) == action_id) & (col(UnitAction.state) == ActionState.CHOSEN)
    row = session.scalars(select(UnitAction).where(is_waiting).with_for_update()).first()
    if row is None:
        return False
    row.state, row.ends_on, row.key, row.key_check = ActionState.ASKED, ends_on, key, check
    session.add(row)
    session.flush()
    counts = [{"action_id": action_id, "opinion": one, "number": 0} for one in Opinion]
    session.connection().execute(insert(ActionCount), counts)
    return True


@dataclass(frozen=True)
class Keys:
    """The key of an action that staff are asked about, and the check of the secret."""

    key: bytes
    check: bytes | None


def keys(session: Session, action_ids: Collection[int]) -> dict[int, Keys]:
    """Those of the actions that are asked about, held so that none of them ends before this transaction does."""
    query = _actions(col(UnitAction.id).in_(action_ids), col(UnitAction.state) == ActionState.ASKED)
    rows = session.scalars(query.with_for_update(read=True)).all()
    return {row.id: Keys(row.key, row.key_check) for row in rows if row.id and row.key}


def used(session: Session, tokens: Collection[str]) -> set[str]:
    """Those of the tokens under which something was counted."""
    return set(session.scalars(select(col(ActionToken.token)).where(col(ActionToken.token).in_(tokens))))


def count(session: Session, given: Mapping[str, tuple[int, Opinion]]) -> set[str]:
    """Add one each to the count of what was said, under tokens that were not taken; returns these."""
    if not given:
        return set()
    rows = [{"token": token, "action_id": given[token][0]} for token in sorted(given)]
    into = sqlite.insert if session.connection().dialect.name == "sqlite" else postgresql.insert
    taken = into(table_of(ActionToken)).on_conflict_do_nothing().returning(table_of(ActionToken).c.token)
    fresh = set(session.connection().execute(taken, rows).scalars())
    for action_id, opinion in sorted(given[token] for token in fresh):
        same = (col(ActionCount.action_id) == action_id) & (col(ActionCount.opinion) == opinion)
        session.execute(update(ActionCount).where(same).values(number=col(ActionCount.number) + 1))
    return fresh


def numbers(session: Session, action_ids: Collection[int]) -> dict[int, dict[Opinion, int]]:
    """How many said what, by action."""
    found: dict[int, dict[Opinion, int]] = {}
    for row in session.scalars(select(ActionCount).where(col(ActionCount.action_id).in_(action_ids))):
        found.setdefault(row.action_id, {})[row.opinion] = row.number
    return found


def over(session: Session, today: date) -> list[int]:
    """What staff have had their say about, held so that nobody else ends it."""
    is_over = (col(UnitAction.state) == ActionState.ASKED) & (col(UnitAction.ends_on) < today)
    return [row.id for row in session.scalars(select(UnitAction).where(is_over).with_for_update()) if row.id]


def end(session: Session, outcomes: Mapping[int, Shown | None]) -> None:
    """End these actions: what may be shown stays, nothing of who had their say and of how many said what."""
    for table in (ActionToken, ActionCount):
        session.execute(delete(table).where(col(table.action_id).in_(outcomes)))
    gone = {"state": ActionState.ENDED, "key": None, "key_check": None}
    session.execute(update(UnitAction).where(col(UnitAction.id).in_(outcomes)).values(**gone))
    session.add_all([_result(action_id, shown) for action_id, shown in outcomes.items() if shown is not None])
    session.flush()


def _result(action_id: int, shown: Shown) -> ActionResult:
    row = ActionResult(action_id=action_id, answers=shown.answers, favourable=shown.favourable)
    if shown.band is not None:
        row.from_percent, row.to_percent = shown.band.from_percent, shown.band.to_percent
    return row


def outcomes(session: Session, action_ids: Collection[int]) -> dict[int, Shown]:
    """What may be shown of what staff said, by action; one that is not there stays hidden."""
    found = session.scalars(select(ActionResult).where(col(ActionResult.action_id).in_(action_ids)))
    return {
        row.action_id: Shown(row.answers, favourable=row.favourable, band=band_of(row.from_percent, row.to_percent))
        for row in found
    }


def ended(session: Session) -> int:
    """How many have ended whose files may still hold traces."""
    query = select(func.count()).select_from(UnitAction).where(col(UnitAction.state) == ActionState.ENDED)
    return session.scalar(query) or 0


def tell(session: Session) -> None:
    """The files hold no more traces of who had their say on what has ended."""
    is_ended = col(UnitAction.state) == ActionState.ENDED
    session.execute(update(UnitAction).where(is_ended).values(state=ActionState.TOLD))


@dataclass(frozen=True)
class Reply:
    """What was heard in a survey, and what is done about it; `unit_id` None is for everybody."""

    survey_id: int
    unit_id: int | None
    heard: str
    reply: str
    published_on: date


def add_reply(session: Session, reply: Reply) -> None:
    session.add(SurveyReply(**vars(reply)))
    session.flush()


def replies(session: Session, since: date) -> list[Reply]:
    """What was replied since a day, the newest first."""
    query = select(SurveyReply).where(col(SurveyReply.published_on) >= since)
    rows = session.scalars(query.order_by(col(SurveyReply.published_on).desc(), col(SurveyReply.id).desc()))
    return [Reply(row.survey_id, row.unit_id, row.heard, row.reply, row.published_on) for row in rows]


@dataclass(frozen=True)
class Proposal:
    """Lower thresholds that somebody wants and nobody has decided about."""

    id: int
    full: int
    pulse: int
    free_text: int
    proposed_by: str
    proposed_at: datetime


def proposal(session: Session, since: datetime) -> Proposal | None:
    """The newest one that waits since then at the earliest, held so that nobody else decides."""
    waits = (col(ThresholdProposal.decided_at).is_(None), col(ThresholdProposal.proposed_at) >= since)
    query = select(ThresholdProposal).where(*waits).order_by(col(ThresholdProposal.id).desc())
    row = session.scalars(query.with_for_update()).first()
    if row is None:
        return None
    return Proposal(row.id or 0, row.full, row.pulse, row.free_text, row.proposed_by, row.proposed_at)


def propose(session: Session, wanted: tuple[int, int, int], by: str, now: datetime) -> None:
    full, pulse, free_text = wanted
    row = ThresholdProposal(full=full, pulse=pulse, free_text=free_text, proposed_by=by, proposed_at=now)
    session.add(row)
    session.flush()


def settle_proposals(session: Session, by: str, now: datetime) -> None:
    """Whatever waits is decided."""
    waits = col(ThresholdProposal.decided_at).is_(None)
    session.execute(update(ThresholdProposal).where(waits).values(decided_by=by, decided_at=now))
