"""Use case inside the close: weigh what may ever be shown of a survey, once and for all, and keep that (design 7)."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from sqlmodel import Session

from bot.people import service as people
from bot.people.places import staff_units
from bot.people.tree import UnitTree
from bot.pulse import close_store, store
from bot.pulse.close_store import Asked, TextPlaces
from bot.pulse.layout import Layout
from bot.pulse.moves import Crew, Moves, moves_since
from bot.pulse.rules import TAKING_PART, Question
from bot.pulse.showing import Group, Shown, show
from bot.pulse.tables import SurveyResult

#: For so long an earlier result counts as known to everybody.
MEMORY = timedelta(days=100)

#: Taking part as a question: 0 for who did not, 1 for who did.
_PRESENCE = Question("", lowest=0, highest=1, favourable_from=1)

#: How many gave each score, by bucket.
_Numbers = Mapping[int, tuple[int, ...]]


def keep_results(session: Session, survey: Asked) -> TextPlaces:
    """Decide what shows of each unit and question, and keep it; returns from where each text may be read.

    What is not kept then is never shown.
    """
    weighing = _Weighing(session, survey)
    rows, read_at = list[Mapping[str, object]](), dict[tuple[int, int], int]()
    for place, question in weighing.questions.items():
        shown = weighing.shown(place, question)
        rows += [_row(survey.id, unit_id, place, question, one) for unit_id, one in shown.items()]
        if question.takes_words:
            read_at |= weighing.places_of_texts(place, shown)
    close_store.write(session, SurveyResult, rows)
    return read_at


def _row(survey_id: int, unit_id: int, place: int, question: Question, shown: Shown) -> dict[str, object]:
    return {
        "survey_id": survey_id,
        "unit_id": unit_id,
        "place": place,
        "answers": shown.answers,
        "total": None if shown.total is None else shown.total + shown.answers * question.lowest,
        "favourable": shown.favourable,
        "against": shown.against,
        "from_percent": shown.band.from_percent if shown.band else None,
        "to_percent": shown.band.to_percent if shown.band else None,
        "numbers": json.dumps(shown.numbers) if shown.numbers else "",
    }


def layout_of(session: Session, survey: Asked, buckets: Collection[int]) -> Layout:
    """The units that a survey shows, of those that hold or lie above these buckets."""
    tree = people.tree_on(session, survey.day)
    found = (tree.by_code(code) for code in json.loads(survey.scope))
    return Layout(tree, frozenset(buckets), frozenset(unit.id for unit in found if unit))


@dataclass(frozen=True)
class _Weighing:
    """One survey with all that was counted."""

    session: Session
    survey: Asked

    @cached_property
    def questions(self) -> Mapping[int, Question]:
        """By their places, taking part among them."""
        asked = store.questions(self.session, [self.survey.id])[self.survey.id]
        return {TAKING_PART: _PRESENCE, **dict(asked.values())}

    def shown(self, place: int, question: Question) -> dict[int, Shown]:
        """What shows of a question, by unit id, WHOLE included."""
        if question.takes_words:
            return self._show(self._texts, self._numbers_of_texts(place), Group((0,)), [], self.survey.least_texts)
        numbers = self._presence if place == TAKING_PART else self._numbers(place, question)
        top = None if question.favourable_from is None else question.favourable_from - question.lowest
        bottom = None if question.against_up_to is None else question.against_up_to - question.lowest + 1
        nobody = Group((0,) * len(question.scores), top, bottom)
        return self._show(self._scores, numbers, nobody, self._moves(question), self.survey.least_answers)

    def places_of_texts(self, place: int, shown: Collection[int]) -> dict[tuple[int, int], int]:
        """Of the texts to a question: the bucket, and the lowest unit at or above it of which they show."""
        found = {}
        for bucket in self._numbers_of_texts(place):
            upwards = self._texts.upwards(self._texts.home(bucket))
            unit_id = next((one for one in upwards if one in shown), None)
            if unit_id is not None:
                found[place, bucket] = unit_id
        return found

    def _show(
        self, layout: Layout, numbers: _Numbers, nobody: Group, moves: list[Mapping[int, Moves]], least: int
    ) -> dict[int, Shown]:
        moved = {place for one in moves for place in one}
        alone = {
            place: replace(nobody, moves=tuple(one.get(place, Moves()) for one in moves))
            for place in moved | {layout.home(bucket) for bucket in numbers}
        }
        for bucket, counted in numbers.items():
            alone[layout.home(bucket)] += replace(nobody, numbers=counted, moves=tuple(Moves() for _ in moves))
        return show(layout.parents, alone, layout.roll_up(alone), least=least)

    @cached_property
    def _places(self) -> list[close_store.Place]:
        return close_store.places(self.session, self.survey.id)

    @cached_property
    def _counts(self) -> Mapping[int, Mapping[int, Mapping[int, int]]]:
        return close_store.counts(self.session, self.survey.id)

    @cached_property
    def _scores(self) -> Layout:
        return layout_of(self.session, self.survey, {one.bucket for one in self._places})

    @cached_property
    def _texts(self) -> Layout:
        buckets = {one.text_bucket for one in self._places if one.text_bucket is not None}
        return layout_of(self.session, self.survey, buckets)

    def _numbers(self, place: int, question: Question) -> _Numbers:
        by_bucket = self._counts.get(place, {})
        return {bucket: tuple(found.get(score, 0) for score in question.scores) for bucket, found in by_bucket.items()}

    @cached_property
    def _presence(self) -> _Numbers:
        took_part = {bucket: found.get(1, 0) for bucket, found in self._counts.get(TAKING_PART, {}).items()}
        asked = dict.fromkeys(took_part, 0)
        for one in self._places:
            asked[one.bucket] += one.people
        return {bucket: (asked[bucket] - number, number) for bucket, number in took_part.items()}

    def _numbers_of_texts(self, place: int) -> _Numbers:
        return {
            bucket: (number,) for bucket, number in close_store.texts_by_bucket(self.session, self.survey.id, place)
        }

    def _moves(self, question: Question) -> list[Mapping[int, Moves]]:
        """Who moved since each earlier survey that asked this question; since each that asked any, for taking part."""
        return [moves for codes, moves in self._history if question is _PRESENCE or question.code in codes]

    @cached_property
    def _history(self) -> list[tuple[Collection[str], Mapping[int, Moves]]]:
        """What each earlier survey asked of this one's questions, and who moved since then."""
        if self.survey.is_sample:
            return []
        codes = [one.code for one in self.questions.values() if one.scores and one is not _PRESENCE]
        surveys = close_store.earlier(self.session, self.survey, codes, within=MEMORY)
        now = self._crew(self.survey, self._scores.tree)
        return [
            (asked, moves_since(self._crew(one, people.tree_on(self.session, one.day)), now)) for one, asked in surveys
        ]

    def _crew(self, survey: Asked, tree: UnitTree) -> Crew:
        """Whom a survey was for, each unit at the place of this survey at which it was counted in that one."""
        places = close_store.places(self.session, survey.id)
        return Crew(
            staff={row[0]: row[1] for row in self.session.execute(staff_units(survey.day))},
            asked={one.unit_id: one.people for one in places},
            places={one.unit_id: self._scores.home(one.bucket, tree) for one in places},
        )
