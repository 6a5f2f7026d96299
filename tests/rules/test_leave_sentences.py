"""One line of planned leave, as people write it: what it means, or what is asked back. A table specifies it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.leave.sentences.questions import Asks, Question, Understood
from bot.leave.sentences.reading import read
from bot.leave.sentences.words import leave_words
from bot.people.vocabulary import read_vocabulary
from tests.rules.leave_sentence_table import Row, here_on, rows

WORDS = leave_words(read_vocabulary(), {"refresh": ["リフレッシュ休暇", "refresh leave"]})
TABLE = tuple(rows())
THURSDAY = date(2026, 11, 19)


def understood(text: str) -> Understood | Question:
    return read(text, here=here_on(THURSDAY), words=WORDS)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.here.today} {row.phrase}")
def test_a_line_means_what_the_table_says(row: Row) -> None:
    assert read(row.phrase, here=row.here, words=WORDS) == row.expected


def test_the_table_has_phrases_of_every_sort_and_every_question() -> None:
    asked = {row.expected.asks for row in TABLE if isinstance(row.expected, Question)}

    assert len(TABLE) >= 150
    assert asked == set(Asks) - {Asks.TOO_LONG}


def test_what_the_city_calls_a_kind_of_leave_comes_before_the_usual_meaning() -> None:
    words = leave_words(read_vocabulary(), {"worked_holiday": ["代休"]})

    found = read("12/24 代休", here=here_on(THURSDAY), words=words)

    assert isinstance(found, Understood)
    assert found.kind == "worked_holiday"


@pytest.mark.parametrize(
    "hostile",
    [
        "<@U0123ABCD> 12/24",
        "<!channel> 12/24 午後",
        "12/24 <https://example.com|午後>",
        "12/24\x00午後",
        "12/24 \x1b[31m",
        "12/24\u202e午後",
        "12/24\u200b",
    ],
)
def test_what_nobody_types_is_not_read(hostile: str) -> None:
    assert understood(hostile) == Question(Asks.NOTHING_READ)


@pytest.mark.parametrize("repeated", ["1", "12/24-", "午後", "あ", "a ", "🎄", "\n", "\ufdfa", "3日間 2時間 "])
def test_ten_thousand_characters_are_not_looked_at(repeated: str) -> None:
    assert understood(repeated * (10_000 // len(repeated))) == Question(Asks.TOO_LONG)


def test_a_line_that_grows_when_its_signs_are_unfolded_is_not_read() -> None:
    assert understood("\ufdfa" * 200) == Question(Asks.NOTHING_READ)


def test_a_line_break_is_a_space() -> None:
    assert understood("12/24\n午後\t年休") == understood("12/24 午後 年休")


@pytest.mark.parametrize(
    "number", ["9" * 150, "1" * 8, "0" * 30 + "/1", "99999999999日間", "1" * 50 + ":00", "1/" * 90]
)
def test_absurd_numbers_are_asked_about(number: str) -> None:
    assert isinstance(understood(f"明日 {number}"), Question)
    assert isinstance(understood(number), Question)
