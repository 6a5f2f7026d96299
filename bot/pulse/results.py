"""Use cases: what somebody may see of closed surveys, by `domain.md` 3.8. Values only; before the close, none."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlmodel import Session

from bot.errors import NotAllowed, Refused
from bot.people.rights import Sight, What
from bot.people.rules import Staff, Subject, may_see
from bot.people.tree import UnitTree
from bot.pulse import result_store
from bot.pulse.close_store import Asked
from bot.pulse.result_store import Figure
from bot.pulse.weighing import layout_of
from bot.suppression import WHOLE

__all__ = ["Figure", "figures", "sees_scores", "texts"]


def figures(
    session: Session, survey_id: int, unit_ids: Collection[int], *, viewer: Staff, tree: UnitTree
) -> list[Figure]:
    """What may be shown of these units, WHOLE for all who were asked together; of a hidden one there is nothing.

    Raises NotAllowed unless the viewer may see every one of them, Refused while the survey runs.
    """
    survey = _closed(session, survey_id)
    for unit_id in unit_ids:
        # What all have answered together is what the own unit is compared with.
        subjects = _everything_below(_all_units(survey, tree), tree) if unit_id == WHOLE else {unit_id}
        if not any(sees_scores(viewer, one, tree) for one in subjects):
            raise _not_allowed()
    return result_store.figures(session, survey.id, unit_ids)


def texts(session: Session, survey_id: int, unit_id: int, question: str, *, viewer: Staff, tree: UnitTree) -> list[str]:
    """What people of a unit wrote, in random order; empty where too few wrote. Raises as `figures` does."""
    survey = _closed(session, survey_id)
    subjects = _all_units(survey, tree) if unit_id == WHOLE else [unit_id]
    if not subjects or not all(_sees_texts(viewer, one, tree) for one in subjects):
        raise _not_allowed()
    if not any(one.question == question for one in result_store.figures(session, survey.id, [unit_id])):
        return []
    layout = layout_of(session, survey, result_store.text_buckets(session, survey.id))
    below = {place for place in (*layout.parents, WHOLE) if unit_id in layout.upwards(place)}
    return result_store.texts(session, survey.id, question, below)


def _closed(session: Session, survey_id: int) -> Asked:
    survey = result_store.closed(session, survey_id)
    if survey is None:
        raise Refused("Nobody can see results before the survey is closed.")
    return survey


def _all_units(survey: Asked, tree: UnitTree) -> list[int]:
    """The units that were asked, each with everything below it: those alone that the survey names, if it names some."""
    scope = [unit.id for code in json.loads(survey.scope) if (unit := tree.by_code(code))]
    return scope or [unit.id for unit in tree]


def _everything_below(unit_ids: Collection[int], tree: UnitTree) -> frozenset[int]:
    return frozenset(below for unit_id in unit_ids for below in tree.subtree(unit_id))


def sees_scores(viewer: Staff, unit_id: int, tree: UnitTree) -> bool:
    """Whether somebody may see scores of a unit."""
    return Sight.SCORES in may_see(viewer, Subject(unit_id), What.SURVEY_SCORE, tree)


def _sees_texts(viewer: Staff, unit_id: int, tree: UnitTree) -> bool:
    return bool(may_see(viewer, Subject(unit_id), What.SURVEY_TEXT, tree) & (Sight.TEXTS | Sight.TEXTS_FROM_20))


def _not_allowed() -> NotAllowed:
    return NotAllowed("You can see the results of the units that you are in charge of.")
