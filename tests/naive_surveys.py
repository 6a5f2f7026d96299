"""How one would store surveys who thinks nobody attacks: a row for each answer, and figures from a threshold on.

Every attack of the tests works on this, so that it proves something where it fails.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, text

from bot.database import Database

logger = logging.getLogger(__name__)

#: What is published: unit → how many answered, and the sum of their scores.
Known = Mapping[int, tuple[int, int]]

_ROWS = "CREATE TABLE naive_answer (survey int, person int, unit int, question text, score int, at text, remark text)"


class NaiveSurveys:
    """Rows of answers, published wherever at least `least` people of a unit took part."""

    def __init__(self, database: Database, *, least: int = 5) -> None:
        self.database, self.least = database, least
        database.write(lambda session: session.execute(text(_ROWS)))

    def answer(
        self, survey: int, person: int, unit: int, score: int, at: datetime, *, question: str = "mood", remark: str = ""
    ) -> None:
        row = {"s": survey, "p": person, "u": unit, "q": question, "c": score, "a": at.isoformat(), "r": remark}
        insert = text("INSERT INTO naive_answer VALUES (:s, :p, :u, :q, :c, :a, :r)")
        self.database.write(lambda session: session.execute(insert, row))
        logger.info("user %s answered %s", person, score)

    def published(self, survey: int, below: Mapping[int, Sequence[int]], *, question: str = "mood") -> Known:
        """What everybody sees: of each unit with all units below it."""

        def read(session: Session) -> Known:
            return {
                unit: figure
                for unit, units in below.items()
                for figure in [self._figure(session, survey, question, units)]
                if self._took_part(session, survey, units) >= self.least
            }

        return self.database.read(read)

    def _figure(self, session: Session, survey: int, question: str, units: Sequence[int]) -> tuple[int, int]:
        where = f"survey = {survey} AND question = '{question}' AND unit IN ({','.join(map(str, units))})"
        query = f"SELECT count(*), coalesce(sum(score), 0) FROM naive_answer WHERE {where}"
        number, total = session.execute(text(query)).one()
        return int(number), int(total)

    def _took_part(self, session: Session, survey: int, units: Sequence[int]) -> int:
        where = f"survey = {survey} AND unit IN ({','.join(map(str, units))})"
        return int(session.execute(text(f"SELECT count(DISTINCT person) FROM naive_answer WHERE {where}")).scalar_one())
