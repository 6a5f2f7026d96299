"""Who may see which results: `domain.md` 3.8, and before the close nobody anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from sqlmodel import Session

from bot.database import Database
from bot.errors import NotAllowed, Refused
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.people.rules import Staff
from bot.people.tables import Employment, Person
from bot.pulse import results
from bot.pulse.answers import SurveyAnswer
from bot.pulse.result_store import Figure
from bot.suppression import WHOLE
from tests.delivering import decide, jst
from tests.surveying import LOAD, MOOD, OVER, WORDS, Surveys

TODAY = OVER.date()


@dataclass
class City:
    """A department with two sections, each with a head; a personnel officer; a survey that is closed."""

    surveys: Surveys

    def __post_init__(self) -> None:
        decide(self.surveys.database)
        office = self.surveys.office
        self.department = self.surveys.unit("市民部", 20, kind=UnitKind.DEPARTMENT)
        self.own, self.other = (self.surveys.unit(name, 25, self.department) for name in ("市民課", "国保課"))
        self.director, self.officer, *_ = self.surveys.staff(self.department)
        self.head, self.member = self.surveys.staff(self.own)[:2]
        self.neighbour = self.surveys.staff(self.other)[0]
        for person, unit in ((self.director, self.department), (self.head, self.own), (self.neighbour, self.other)):
            office.head(person, unit)
        office.duties(personnel=[self.officer])
        self.survey = self.surveys.open(self.surveys.opening(MOOD, LOAD, WORDS))

    def answer(self) -> None:
        everybody = self.surveys.staff(self.own, self.other)
        self.surveys.answer(self.survey, [(one, 1 + one % 5) for one in everybody])
        words = [SurveyAnswer(self.survey, one, "words", jst(11), words=f"{one}") for one in everybody]
        self.surveys.record(words)

    def viewer(self, person: int, day: date = TODAY) -> Staff | None:
        def read(session: Session) -> Staff | None:
            return people.staff_by_token(session, session.get_one(Person, person).token, day=day)

        return self.surveys.database.read(read)

    def figures(self, person: int, unit: int) -> list[Figure]:
        def read(session: Session) -> list[Figure]:
            viewer = self.viewer(person)
            assert viewer is not None
            tree = people.tree_on(session, TODAY)
            return results.figures(session, self.survey, [unit], viewer=viewer, tree=tree)

        return self.surveys.database.read(read)

    def texts(self, person: int, unit: int) -> list[str]:
        def read(session: Session) -> list[str]:
            viewer = self.viewer(person)
            assert viewer is not None
            tree = people.tree_on(session, TODAY)
            return results.texts(session, self.survey, unit, "words", viewer=viewer, tree=tree)

        return self.surveys.database.read(read)


@pytest.fixture
def city(database: Database) -> City:
    city = City(Surveys(database))
    city.answer()
    return city


def test_a_head_sees_the_own_unit_and_all_together_and_personnel_every_unit(city: City) -> None:
    city.surveys.close()

    own = city.figures(city.head, city.own)

    assert [(one.question, one.answers) for one in own] == [("", 25), ("mood", 25), ("words", 25)]
    assert city.figures(city.head, WHOLE)
    assert city.figures(city.officer, city.own) == own
    assert city.figures(city.director, city.other)


def test_a_member_the_head_of_a_neighbour_unit_and_one_above_the_own_are_refused(city: City) -> None:
    city.surveys.close()

    for person, unit in (
        (city.member, city.own),
        (city.neighbour, city.own),
        (city.head, city.department),
        (city.member, WHOLE),
    ):
        with pytest.raises(NotAllowed):
            city.figures(person, unit)


def test_a_head_who_left_is_nobody_and_one_on_leave_is_in_charge_of_nothing(city: City) -> None:
    city.surveys.close()

    def change(session: Session) -> None:
        for person, status in ((city.head, "left"), (city.neighbour, "childcare")):
            row = session.get_one(Employment, person)
            assert row.person_id == person
            row.status = type(row.status)(status)

    city.surveys.database.write(change)

    assert city.viewer(city.head) is None
    with pytest.raises(NotAllowed):
        city.figures(city.neighbour, city.other)


def test_nobody_sees_anything_while_it_runs_or_before_the_files_are_clean(city: City) -> None:
    for person in (city.head, city.officer, city.director):
        with pytest.raises(Refused, match="before the survey is closed"):
            city.figures(person, city.own)
        with pytest.raises(Refused, match="before the survey is closed"):
            city.texts(person, city.own)


def test_texts_are_for_whoever_answers_for_a_department_and_for_personnel(city: City) -> None:
    city.surveys.close()

    everything = city.texts(city.director, city.department)

    assert sorted(everything) == sorted(f"{one}" for one in city.surveys.staff(city.own, city.other))
    assert sorted(city.texts(city.officer, WHOLE)) == sorted(everything)
    assert len(city.texts(city.officer, city.own)) == 25
    for person, unit in ((city.head, city.own), (city.neighbour, city.own), (city.member, WHOLE)):
        with pytest.raises(NotAllowed):
            city.texts(person, unit)


def test_nineteen_texts_are_read_by_nobody(database: Database) -> None:
    city = City(Surveys(database))
    words = [SurveyAnswer(city.survey, one, "words", jst(11), words="…") for one in city.surveys.staff(city.own)[:19]]
    city.surveys.record(words)
    city.surveys.close()

    assert [city.texts(city.officer, unit) for unit in (WHOLE, city.department, city.own)] == [[], [], []]
