"""What closed surveys sent left no row; the budget of everybody who was asked counts it all the same, alike."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.database import Database
from bot.pulse.forgotten import sent_and_forgotten
from tests.delivering import decide, jst
from tests.surveying import OVER, Surveys

CLOSING_DAY = OVER.date()


def test_after_the_close_everybody_who_was_asked_counts_as_written_to_that_day_and_week(database: Database) -> None:
    decide(database)
    surveys = Surveys(database)
    asked, others = surveys.unit("清掃事務所", 12), surveys.unit("図書館", 12)
    surveys.open(among=[asked])

    def forgotten(unit_id: int, day: date) -> tuple[int, int]:
        here: datetime = jst(18, day=day)
        return database.read(sent_and_forgotten, unit_id, here)

    assert forgotten(asked, CLOSING_DAY) == (0, 0), "its rows still tell"
    surveys.close()

    assert forgotten(asked, CLOSING_DAY) == (1, 1)
    assert forgotten(asked, CLOSING_DAY + timedelta(days=1)) == (0, 1)
    assert forgotten(asked, CLOSING_DAY + timedelta(days=7)) == (0, 0)
    assert forgotten(others, CLOSING_DAY) == (0, 0)
