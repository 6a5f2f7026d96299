"""Opens surveys in an office, lets people answer, and tells what is stored, in plain SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from pydantic import SecretStr
from sqlmodel import Session, select, text

from bot.database import Database
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.people.tables import UnitSpan
from bot.pulse import closing, counting, opening
from bot.pulse.answers import Outcome, SurveyAnswer
from bot.pulse.rules import Opening, Question, SurveyKind, Thresholds, words_in
from bot.pulse.tables import SurveyResult
from tests.delivering import WEDNESDAY, jst
from tests.people import Office

SECRET = SecretStr("0123456789abcdef" * 4)
MOOD, LOAD = Question("mood", 1, 5, 4), Question("load", 1, 5, 4)
WORDS = words_in("words")
WEEK = timedelta(days=7)
#: When what was opened on the Wednesday has closed.
OVER = jst(10) + WEEK


@dataclass
class Surveys:
    """An office whose people are asked. `units` remembers who works where."""

    database: Database
    office: Office = field(init=False)
    units: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.office = Office(self.database)

    def unit(self, name: str, people: int = 0, above: int | None = None, *, kind: UnitKind = UnitKind.SECTION) -> int:
        """A unit with so many people of its own."""
        with self.office.at_once():
            unit_id = self.office.unit(name, above, kind=kind)
            self.units[unit_id] = [self.office.person(unit_id) for _ in range(people)]
        return unit_id

    def move(self, unit_id: int, above: int, *, on: date) -> None:
        """Hang a unit elsewhere from that day on."""

        def work(session: Session) -> None:
            span = session.exec(select(UnitSpan).where(UnitSpan.unit_id == unit_id)).one()
            session.add(UnitSpan(unit_id=unit_id, parent_id=above, name=span.name, kind=span.kind, valid_from=on))
            span.valid_to = on - timedelta(days=1)

        self.database.write(work)

    def staff(self, *unit_ids: int) -> list[int]:
        """Everybody who works in these units."""
        return [person for unit_id in unit_ids for person in self.units[unit_id]]

    def opening(
        self, *questions: Question, day: date = WEDNESDAY, answers: int = 5, texts: int = 20, is_sample: bool = False
    ) -> Opening:
        """A pulse that is open from ten on that day for a week."""
        return Opening(
            kind=SurveyKind.PULSE,
            instrument="kaeru",
            questions=questions or (MOOD,),
            thresholds=Thresholds(answers, texts),
            day=day,
            opens_at=jst(10, day=day),
            closes_at=jst(10, day=day) + WEEK,
            is_sample=is_sample,
        )

    def open(self, opened: Opening | None = None, *, among: Collection[int] = ()) -> int:
        """Ask everybody in these units (else all) that works there on the day."""
        begun = opened or self.opening()
        asked = {person: unit for unit in among or self.units for person in self.units[unit]}

        def work(session: Session) -> int:
            tree = people.tree_on(session, begun.day)
            return opening.open_survey(session, begun, asked, tree=tree, secret=SECRET, now=begun.opens_at)

        return self.database.write(work)

    def answer(self, survey_id: int, answers: Iterable[tuple[int, int]], question: str = "mood") -> list[Outcome]:
        """These people give these scores, all at once."""
        return self.record(self.answers_of(survey_id, answers, question, jst(11)))

    @staticmethod
    def answers_of(
        survey_id: int, answers: Iterable[tuple[int, int]], question: str, at: datetime
    ) -> list[SurveyAnswer]:
        """These scores of these people, as they are counted."""
        return [SurveyAnswer(survey_id, person, question, at, score) for person, score in answers]

    def record(self, answers: Sequence[SurveyAnswer]) -> list[Outcome]:
        return [one.outcome for one in self.database.write(counting.record_answers, answers, secret=SECRET)]

    def counts(self, survey_id: int, place: int = 1) -> dict[tuple[int, int], int]:
        """What was counted: (bucket, score) → how many, without zeros."""
        query = text("SELECT bucket, score, number FROM survey_count WHERE survey_id = :id AND place = :place")
        rows = self.database.read(lambda session: session.execute(query, {"id": survey_id, "place": place}).all())
        return {(bucket, score): number for bucket, score, number in rows if number}

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return int(
            self.database.read(lambda session: session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
        )

    def close(self, now: datetime = OVER) -> int:
        """Close what is over by then."""
        return closing.close_surveys(self.database, now=now)

    def shown(self, survey_id: int, place: int = 1) -> dict[int, SurveyResult]:
        """What may be shown of the question at a place, by unit."""
        query = select(SurveyResult).where(SurveyResult.survey_id == survey_id, SurveyResult.place == place)
        rows = self.database.read(lambda session: session.exec(query).all())
        return {row.unit_id: row for row in rows}

    def texts(self) -> list[tuple[str, str]]:
        """What was written, with its ids."""
        query = text("SELECT id, words FROM survey_text")
        return [(row[0], row[1]) for row in self.database.read(lambda session: session.execute(query).all())]
