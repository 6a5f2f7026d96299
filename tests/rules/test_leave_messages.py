"""Messages to Kaeru without a command: which of them speak of leave, and which only name a day. A table says it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from bot.leave.sentences.messages import line_of_leave
from bot.leave.sentences.questions import Asks, Question, Understood
from bot.leave.sentences.reading import read
from bot.leave.sentences.words import leave_words
from bot.people.vocabulary import read_vocabulary
from tests.rules.leave_sentence_table import here_on

WORDS = leave_words(read_vocabulary(), {"refresh": ["リフレッシュ休暇", "refresh leave"]})
HERE = here_on(date(2026, 11, 19))
MESSAGES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("leave_messages.toml").read_text("utf-8"))


@pytest.mark.parametrize("message", MESSAGES["something_else"])
def test_a_courtesy_or_a_question_that_names_a_day_is_no_leave(message: str) -> None:
    assert line_of_leave(message, WORDS) is None


@pytest.mark.parametrize("message", MESSAGES["leave"])
def test_a_word_of_leave_or_nothing_but_a_date_is_read(message: str) -> None:
    line = line_of_leave(message, WORDS)

    assert line is not None
    assert read(line, here=HERE, words=WORDS) != Question(Asks.NOTHING_READ)


@pytest.mark.parametrize(
    ("message", "plain"),
    [
        ("体調不良のため本日お休みします", "本日休みます"),
        ("本日体調不良のためお休みします", "本日休みます"),
        ("明日は子供の運動会なので、午後休みます", "明日午後休みます"),
        ("火事のため24日に休みます", "24日休みます"),
        ("I'm off tomorrow afternoon because my child is ill", "off tomorrow afternoon"),
    ],
)
def test_a_reason_is_left_out_and_the_day_beside_it_stays(message: str, plain: str) -> None:
    line = line_of_leave(message, WORDS)

    assert line is not None
    understood = read(line, here=HERE, words=WORDS)
    assert isinstance(understood, Understood)
    assert understood == read(plain, here=HERE, words=WORDS)


@pytest.mark.parametrize("message", ["", "休み" * 200, "<@U0123ABCD> 休み 12/24", "😊😊😊"])
def test_what_cannot_be_read_speaks_of_nothing(message: str) -> None:
    assert line_of_leave(message, WORDS) is None
