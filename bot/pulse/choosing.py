"""Use cases: you said, we did: the head of a unit picks one action after a result, and all of the unit see which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlmodel import Session

from bot.city import service as city
from bot.delivery.card_parts import CardPart
from bot.errors import NotAllowed, Refused
from bot.people import service as people
from bot.people.rules import Staff
from bot.pulse import action_blocks, action_store, opinions, result_store
from bot.pulse.improvement import (
    OPEN_DAYS,
    Action,
    ActionState,
    ActionWish,
    Choice,
    Effect,
    MyAction,
    asks_on,
    effect_of,
    nearest,
)
from bot.suppression import WHOLE
from bot.texts import Translator

#: For so long everybody reads on their home tab what became of an action.
_TOLD_DAYS = 30


@dataclass(frozen=True)
class _Case:
    """A unit after a survey, before its head."""

    unit_id: int
    unit_name: str
    until: date
    present: Action | None


def open_choice(session: Session, me: Staff, survey_id: int, unit_code: str, *, today: date) -> Choice:
    """What the window for picking shows. Raises NotAllowed for anybody but the head, Refused when time is over."""
    case = _case(session, me, survey_id, unit_code, today)
    return Choice(survey_id, unit_code, case.unit_name, case.until, case.present)


def choose(
    session: Session, me: Staff, survey_id: int, unit_code: str, wish: ActionWish, *, now: datetime, zone: ZoneInfo
) -> Action:
    """Pick the action of a unit, or another one while there is time. Raises as `open_choice` does."""
    today, fitting = now.astimezone(zone).date(), wish.fitting()
    case = _case(session, me, survey_id, unit_code, today)
    if case.present is None:
        weeks = city.policy_on(session, today).surveys.after_weeks
        first = asks_on(today, weeks)
        span = (today, first, first + timedelta(days=OPEN_DAYS))
        action_store.add_action(session, survey_id, case.unit_id, fitting, span)
    else:
        action_store.change_action(session, case.present.id, fitting)
    detail = f"survey {survey_id} unit {unit_code}"
    city.audit(session, actor=me.token, action="survey.action_chosen", detail=detail, now=now)
    chosen = action_store.action_of(session, survey_id, case.unit_id)
    assert chosen is not None
    return chosen


def _case(session: Session, me: Staff, survey_id: int, unit_code: str, today: date) -> _Case:
    unit = people.tree_on(session, today).by_code(unit_code)
    if unit is None or unit.id not in me.units_in_charge:
        raise NotAllowed("Only the head of the unit picks its action. Please ask them.")
    until = action_store.choose_by(session, survey_id)
    if until is None or not has_result(session, survey_id, unit.id):
        raise Refused("There is no result of this unit, so there is nothing to pick.")
    present = action_store.action_of(session, survey_id, unit.id)
    if today > until or (present and present.state is not ActionState.CHOSEN):
        raise Refused("The time to pick an action was over on {date}. The next result comes soon.", date=until)
    return _Case(unit.id, unit.name, until, present)


def has_result(session: Session, survey_id: int, unit_id: int) -> bool:
    """Whether something of a unit's answers may be shown."""
    return unit_id in result_store.units_shown(session, survey_id)


def my_action(session: Session, me: Staff, *, today: date, secret: SecretStr) -> MyAction | None:
    """The action that concerns somebody, for their home tab; else what became of the last one."""
    action = nearest(action_store.alive(session), me.unit_path)
    if action is not None:
        is_open = action.is_asked(today) and bool(secret.get_secret_value())
        has_said = is_open and opinions.has_said(session, action, me.person_id, secret=secret)
        return MyAction(_unit_name(session, action, today), action, is_open=is_open and not has_said, has_said=has_said)
    told = nearest(action_store.told_since(session, today - timedelta(days=_TOLD_DAYS)), me.unit_path)
    if told is None:
        return None
    outcome = action_store.outcomes(session, [told.id]).get(told.id)
    return MyAction(_unit_name(session, told, today), told, outcome=outcome)


def open_choices(session: Session, me: Staff, *, today: date) -> list[Choice]:
    """The results after which a head may still pick an action for a unit that has none running, the oldest first."""
    surveys = action_store.open_choices(session, today) if me.units_in_charge else {}
    busy = {one.unit_id for one in action_store.alive(session)} if surveys else set()
    tree = people.tree_on(session, today) if surveys else None
    return [
        Choice(survey_id, tree[unit_id].code, tree[unit_id].name, until, None)
        for survey_id, until in surveys.items()
        for unit_id in me.units_in_charge
        if tree and unit_id in tree and unit_id not in busy and has_result(session, survey_id, unit_id)
    ]


def parts_on(session: Session, day: date, t: Translator) -> dict[str, CardPart]:
    """What the morning cards of a day say of actions, by channel: what the unit does, and later the question."""
    alive = action_store.alive(session)
    if not alive:
        return {}
    tree, by_channel = people.tree_on(session, day), dict[str, list[Action]]()
    for unit in tree:
        action, channel = nearest(alive, tree.path(unit.id)), tree.channel_of(unit.id)
        if action and channel and action not in by_channel.setdefault(channel, []):
            by_channel[channel].append(action)
    return {channel: action_blocks.card_part(t, found, day) for channel, found in by_channel.items()}


def effect(session: Session, survey_id: int) -> Effect:
    """What came of the actions after a survey, for the personnel section."""
    units = result_store.units_shown(session, survey_id) - {WHOLE}
    chosen = action_store.after_survey(session, survey_id)
    told = action_store.outcomes(session, [one.id for one in chosen if one.state is ActionState.TOLD])
    return effect_of(len(units), len(chosen), told.values())


def _unit_name(session: Session, action: Action, today: date) -> str:
    tree = people.tree_on(session, today)
    return tree[action.unit_id].name if action.unit_id in tree else ""
