"""A city whose staff were asked with real questions, for tests of what results tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session

from bot.database import Database
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.people.rules import Staff
from bot.people.tables import Person
from bot.pulse import viewing
from bot.pulse.report import ItemResult, Report, ResultPage
from bot.pulse.rules import Question, words_in
from tests.delivering import WEDNESDAY, decide, jst
from tests.surveying import WEEK, Surveys

#: Questions of Kaeru's own, with the scores that they really have: the fixed one has four.
OVERALL, SPIRIT, COLLEAGUES = Question("S1", 1, 4, 3), Question("E1", 1, 5, 4), Question("W3", 1, 5, 4)
REMARKS = words_in("F1")
TODAY = WEDNESDAY + timedelta(days=8)


@dataclass
class ResultCity:
    """A bureau with two sections, one of them with a team of three; heads, a personnel officer, general affairs."""

    database: Database
    surveys: Surveys = field(init=False)

    def __post_init__(self) -> None:
        decide(self.database)
        self.surveys = surveys = Surveys(self.database)
        office = surveys.office
        self.bureau = surveys.unit("市民局", 12, kind=UnitKind.BUREAU)
        self.section = surveys.unit("市民課", 20, self.bureau)
        self.neighbours = surveys.unit("国保課", 20, self.bureau)
        self.team = surveys.unit("窓口係", 3, self.section, kind=UnitKind.TEAM)
        self.director, self.officer, self.clerk, self.admin, self.other_admin, *_ = surveys.staff(self.bureau)
        self.head, self.member, *_ = surveys.staff(self.section)
        self.neighbour, self.team_head = surveys.staff(self.neighbours)[0], surveys.staff(self.team)[0]
        for person, unit in (
            (self.director, self.bureau),
            (self.head, self.section),
            (self.neighbour, self.neighbours),
            (self.team_head, self.team),
        ):
            office.head(person, unit)
        office.duties(
            personnel=[self.officer],
            administrators=[self.admin, self.other_admin],
            general_affairs={"市民局": [self.clerk]},
        )

    def staff(self, person: int, day: date = TODAY) -> Staff:
        """Somebody as they are on a day."""

        def read(session: Session) -> Staff | None:
            return people.staff_by_token(session, session.get_one(Person, person).token, day=day)

        found = self.database.read(read)
        assert found is not None
        return found

    def hold(self, *questions: Question, day: date = WEDNESDAY, scores: dict[int, list[int]] | None = None) -> int:
        """A survey of everybody that is over; by unit, who answers what to the first question, one after the other."""
        opened = self.surveys.opening(*(questions or (OVERALL, SPIRIT)), day=day)
        survey_id = self.surveys.open(opened)
        for unit, given in (scores or {}).items():
            people_ = self.surveys.staff(unit)
            for question in opened.questions:
                if question.scores:
                    answers = [(one, min(score, question.highest)) for one, score in zip(people_, given, strict=False)]
                    answered = self.surveys.answers_of(survey_id, answers, question.code, jst(11, day=day))
                    self.surveys.record(answered)
        self.surveys.close(jst(10, day=day) + WEEK)
        return survey_id

    def page(self, person: int, unit_code: str | None = None, *, survey_id: int | None = None) -> ResultPage:
        """What somebody's window shows."""
        me = self.staff(person)
        return self.database.read(viewing.result_page, me, survey_id=survey_id, unit_code=unit_code, today=TODAY)

    def report(self, person: int, unit_code: str | None = None, *, survey_id: int | None = None) -> Report:
        return self.page(person, unit_code, survey_id=survey_id).report


def item(report: Report, code: str) -> ItemResult:
    """The result of one question."""
    return next(one for one in report.items if one.item.code == code)


def usual(number: int = 20) -> list[int]:
    """Answers of all sorts."""
    return [1 + place % 4 for place in range(number)]
