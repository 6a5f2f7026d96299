"""Dates as offices write them, era and width and all."""

from __future__ import annotations

from datetime import date

import pytest

from bot.people.vocabulary import read_vocabulary
from bot.workdays.written import DateWords, written_day

VOCABULARY = read_vocabulary()
WORDS = DateWords(VOCABULARY.meanings("era"), VOCABULARY.meanings("date_part"))


@pytest.mark.parametrize(
    "written",
    [
        *("2026-11-25", "2026/11/25", "2026.11.25", "20261125", "２０２６／１１／２５", "2026年11月25日"),
        *("R8.11.25", "r08/11/25", "令和8年11月25日", "令和８年１１月２５日（水）", "令8.11.25", "Reiwa 8-11-25"),
        *("2026/11/25 0:00", "2026/11/25 00:00:00", " 2026 / 11 / 25 "),
    ],
)
def test_the_same_day_in_every_way_of_writing_it(written: str) -> None:
    assert written_day(written, WORDS) == date(2026, 11, 25)


def test_the_first_year_of_an_era_has_a_name_of_its_own() -> None:
    assert written_day("令和元年5月1日", WORDS) == date(2019, 5, 1)
    assert written_day("平成31年4月30日", WORDS) == date(2019, 4, 30)


@pytest.mark.parametrize(
    "written",
    [
        *("", "水曜日", "26/11/25", "2026/13/01", "2026/2/29", "11/25", "2026-11", "2026/11/25 8:30"),
        *("S63.4.1", "H31.5.1", "R1.4.30", "X8.11.25", "R0.1.1", "-2026/11/25"),
    ],
)
def test_what_is_no_date_is_not_guessed(written: str) -> None:
    assert written_day(written, WORDS) is None
