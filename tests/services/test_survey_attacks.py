"""What somebody who knows the roster can work out of what is shown: of a naive store much, here nothing of few people.

Each attack is a function of published sums. It is first let loose on rows of answers with a threshold, then on Kaeru.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from bot.database import Database
from bot.pulse.answers import SurveyAnswer
from tests.delivering import WEDNESDAY, decide, jst
from tests.naive_surveys import Known, NaiveSurveys
from tests.surveying import LOAD, MOOD, OVER, Surveys

LEAST = 5
NEXT = WEDNESDAY + timedelta(days=28)


@dataclass
class Both:
    """The same answers in both stores."""

    database: Database
    surveys: Surveys = field(init=False)
    naive: NaiveSurveys = field(init=False)
    below: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        decide(self.database)
        self.surveys, self.naive = Surveys(self.database), NaiveSurveys(self.database)

    def unit(self, name: str, people: int, above: int | None = None) -> int:
        unit_id = self.surveys.unit(name, people, above)
        self.below[unit_id] = [unit_id]
        for one, units in self.below.items():
            if above in units and one != unit_id:
                units.append(unit_id)
        return unit_id

    def ask(self, scores: Mapping[int, Sequence[int]], *, day: date = WEDNESDAY) -> int:
        """A survey in which the staff of each unit give these scores in turn (as many as there are), and its close."""
        survey = self.surveys.open(self.surveys.opening(MOOD, LOAD, day=day))
        given = [
            (person, unit, score)
            for unit, all_scores in scores.items()
            for person, score in zip(self.surveys.staff(unit), all_scores, strict=False)
        ]
        at = jst(11, day=day)
        self.surveys.record([SurveyAnswer(survey, person, "mood", at, score) for person, _, score in given])
        for person, unit, score in given:
            self.naive.answer(survey, person, unit, score, at)
        self.surveys.close(OVER + (day - WEDNESDAY))
        return survey

    def known(self, survey: int) -> tuple[Known, Known]:
        """What each of the two shows, the naive one first."""
        shown = {unit: (row.answers, row.total) for unit, row in self.surveys.shown(survey).items()}
        ours = {unit: (number, total) for unit, (number, total) in shown.items() if total is not None}
        return self.naive.published(survey, self.below), ours


@pytest.fixture
def both(database: Database) -> Both:
    return Both(database)


def mixed(people: int) -> list[int]:
    """Scores as they are in life."""
    return [(1, 4, 3, 5, 2, 4)[at % 6] for at in range(people)]


def rest(known: Known, whole: int, parts: Sequence[int]) -> tuple[int, int] | None:
    """Subtract the shown parts from a shown whole: how many are left, and the sum of their scores."""
    if whole not in known or not all(part in known for part in parts):
        return None
    number, total = known[whole]
    return number - sum(known[part][0] for part in parts), total - sum(known[part][1] for part in parts)


def reveals(found: tuple[int, int] | None) -> bool:
    """Whether that is of somebody, but of few."""
    return found is not None and 0 < found[0] < LEAST


def test_subtracting_the_shown_children_from_their_parent(both: Both) -> None:
    hall = both.unit("局", 30)
    office = both.unit("部", 0, hall)
    large, middle, small = both.unit("大課", 20, office), both.unit("中課", 9, office), both.unit("小課", 4, office)

    naive, ours = both.known(both.ask({one: mixed(30) for one in (hall, large, middle, small)}))

    assert rest(naive, office, [large, middle]) == (4, sum(mixed(4)))
    assert not reveals(rest(ours, office, [large, middle]))
    assert small not in ours
    assert {large, middle} <= ours.keys()


def test_subtracting_where_hardly_anybody_else_of_the_bucket_answered(both: Both) -> None:
    """The bucket is large enough, but of its people only the small unit answered."""
    hall = both.unit("局", 30)
    large, small = both.unit("大課", 20, hall), both.unit("小課", 4, hall)

    naive, ours = both.known(both.ask({large: mixed(20), small: mixed(4)}))

    assert reveals(rest(naive, hall, [large]))
    assert not reveals(rest(ours, hall, [large]))
    assert not any(reveals(rest(ours, one, [])) for one in (0, hall, large, small))


def test_a_parent_that_holds_nobody_but_one_small_unit_beside_its_large_ones(both: Both) -> None:
    office = both.unit("部", 0)
    large, other, small = both.unit("大課", 20, office), both.unit("別課", 12, office), both.unit("小課", 3, office)

    naive, ours = both.known(both.ask({one: mixed(20) for one in (large, other, small)}))

    assert rest(naive, office, [large, other]) == (3, sum(mixed(3)))
    for whole in (0, office):
        for parts in ([large], [other], [large, other], [office]):
            assert not reveals(rest(ours, whole, parts))


def test_a_unit_that_grew_by_one_between_two_surveys(both: Both) -> None:
    office = both.unit("部", 0)
    grown, same, third = both.unit("甲課", 12, office), both.unit("乙課", 11, office), both.unit("丙課", 14, office)
    first = both.ask({one: mixed(14) for one in (grown, same, third)})
    both.surveys.units[grown].append(both.surveys.office.person(grown, since=NEXT - timedelta(days=7)))
    second = both.ask({grown: [*mixed(12), 1], same: mixed(11), third: mixed(14)}, day=NEXT)

    def newcomer(before: Known, after: Known, whole: int, parts: Sequence[int] = ()) -> int | None:
        """What one person more added to a group, if all others said what they said before."""
        then, now = rest(before, whole, parts), rest(after, whole, parts)
        return now[1] - then[1] if then and now and now[0] - then[0] == 1 else None

    (naive_before, before), (naive_after, after) = both.known(first), both.known(second)
    assert newcomer(naive_before, naive_after, grown) == 1
    for whole in (grown, office, 0):
        for parts in ([], [same], [third], [same, third]):
            assert newcomer(before, after, whole, parts) is None
    assert {grown, same, third} <= before.keys()


def test_a_unit_of_which_one_more_can_be_asked_since_they_came_to_slack(both: Both) -> None:
    """The roster does not tell: it had all thirteen from the beginning."""
    unit, other = both.unit("甲課", 13), both.unit("乙課", 11)
    everybody = both.surveys.units[unit]
    both.surveys.units[unit] = everybody[:12]
    first = both.ask({unit: mixed(12), other: mixed(11)})
    both.surveys.units[unit] = everybody
    second = both.ask({unit: [*mixed(12), 1], other: mixed(11)}, day=NEXT)

    (naive_before, before), (naive_after, after) = both.known(first), both.known(second)

    assert (naive_after[unit][0] - naive_before[unit][0], naive_after[unit][1] - naive_before[unit][1]) == (1, 1)
    assert unit in before
    assert unit not in after
    assert not rest(after, 0, [other])


def test_a_small_unit_that_went_from_one_department_to_another(both: Both) -> None:
    old, new = both.unit("旧部", 8), both.unit("新部", 9)
    mover = both.unit("小係", 3, old)
    others = both.unit("他部", 20)
    scores = {old: mixed(8), new: mixed(9), mover: [1, 1, 5], others: mixed(20)}
    first = both.ask(scores)
    both.surveys.move(mover, new, on=NEXT - timedelta(days=7))
    both.below = {old: [old], new: [new, mover], mover: [mover], others: [others]}
    second = both.ask(scores, day=NEXT)

    def moved(before: Known, after: Known) -> tuple[int, int] | None:
        if old not in before or old not in after:
            return None
        return before[old][0] - after[old][0], before[old][1] - after[old][1]

    (naive_after, after) = both.known(second)
    both.below = {old: [old, mover], new: [new], mover: [mover], others: [others]}
    (naive_before, before) = both.known(first)
    assert moved(naive_before, naive_after) == (3, 7)
    assert moved(before, after) is None


def test_after_a_hundred_days_an_old_result_is_no_key_to_a_new_one(both: Both) -> None:
    unit, other = both.unit("甲課", 12), both.unit("乙課", 11)
    both.ask({unit: mixed(12), other: mixed(11)})
    later = WEDNESDAY + timedelta(days=105)
    both.surveys.units[unit].append(both.surveys.office.person(unit, since=later))

    _, ours = both.known(both.ask({unit: mixed(13), other: mixed(11)}, day=later))

    assert {unit, other} <= ours.keys()


def test_a_question_that_only_one_of_many_answered(both: Both) -> None:
    unit, other = both.unit("甲課", 12), both.unit("乙課", 12)
    survey = both.surveys.open(both.surveys.opening(MOOD, LOAD))
    for one in (unit, other):
        for person, score in zip(both.surveys.staff(one), mixed(12), strict=True):
            both.naive.answer(survey, person, one, score, jst(11))
            both.surveys.answer(survey, [(person, score)])
    alone = both.surveys.staff(unit)[0]
    both.naive.answer(survey, alone, unit, 1, jst(11), question="load")
    both.surveys.answer(survey, [(alone, 1)], "load")
    both.surveys.close()

    assert both.naive.published(survey, both.below, question="load")[unit] == (1, 1)
    assert both.surveys.shown(survey, 2) == {}
    assert both.surveys.shown(survey, 1).keys() >= {unit, other}


@pytest.mark.parametrize(
    "scores",
    [[5] * 12, [4, 5] * 6, [5] * 11 + [1], [1] * 12, [3] * 12],
    ids=["best", "top two", "but one", "worst", "middle"],
)
def test_people_who_all_say_the_same(both: Both, scores: list[int]) -> None:
    """Whoever is of the unit would be known without having been asked."""
    unit, other, third = both.unit("甲課", 12), both.unit("乙課", 12), both.unit("丙課", 14)

    survey = both.ask({unit: scores, other: mixed(12), third: mixed(14)})
    naive, ours = both.known(survey)

    assert naive[unit] == (12, sum(scores))
    assert unit not in ours
    shown = both.surveys.shown(survey)[unit]
    assert (shown.favourable, shown.numbers) == (None, "")
    assert (shown.from_percent, shown.to_percent) in {(0, 10), (90, 100)}
    assert rest(ours, 0, [other, third]) is None


def test_nine_answers_show_no_distribution_even_by_subtraction(both: Both) -> None:
    office = both.unit("部", 0)
    large, nine, ten = both.unit("大課", 20, office), both.unit("九課", 9, office), both.unit("十課", 10, office)

    survey = both.ask({large: mixed(20), nine: mixed(9), ten: mixed(10)})

    shown = both.surveys.shown(survey)
    assert shown[nine].total == sum(mixed(9))
    assert {unit for unit, row in shown.items() if row.numbers} == {large, office, 0}


def test_a_city_of_nine_is_asked_as_one_or_not_at_all(both: Both) -> None:
    first, second = both.unit("甲係", 4), both.unit("乙係", 5)

    survey = both.ask({first: mixed(4), second: mixed(5)})

    assert both.surveys.shown(survey).keys() == {0}


def test_of_a_unit_that_was_asked_in_part_nothing_shows_but_its_whole_parts(both: Both) -> None:
    office = both.unit("部", 9)
    asked, small, others = both.unit("甲課", 12, office), both.unit("乙係", 7, office), both.unit("丙課", 20, office)
    survey = both.surveys.open(replace(both.surveys.opening(), scope=("甲課", "乙係")), among=[asked, small])
    both.surveys.answer(survey, zip(both.surveys.staff(asked, small), mixed(19), strict=True))
    both.surveys.close()

    assert both.surveys.shown(survey).keys() == {asked, small, 0}
    assert others not in both.surveys.shown(survey, 0)


def test_moves_in_a_crowd_hide_nothing(both: Both) -> None:
    crowd = both.unit("大課", 60)
    both.ask({crowd: mixed(60)})
    both.surveys.units[crowd].append(both.surveys.office.person(crowd, since=NEXT))

    _, ours = both.known(both.ask({crowd: mixed(61)}, day=NEXT))

    assert crowd in ours
