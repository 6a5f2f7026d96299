"""Lines of leave that nobody thought of: composed from the parts of the language, or from anything at all."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.leave.kinds import Hours, Span, Wish
from bot.leave.sentences.questions import Question, Understood
from bot.leave.sentences.reading import read
from bot.leave.sentences.tokens import line_of
from bot.leave.sentences.words import leave_words
from bot.people.vocabulary import read_vocabulary
from tests.rules.leave_sentence_composer import Composed, composed_lines
from tests.rules.leave_sentence_table import WORKDAYS, here_on
from tests.sizes import ROOT

WORDS = leave_words(read_vocabulary())
#: Sections of the words of files about leave, which stand in no line.
OF_FILES = {"leave_columns", "leave_amount"}
USUAL = WORKDAYS["usual day"]


def written_words() -> list[tuple[str, str, str]]:
    """Every word of the leave sections of both vocabularies, with its section and meaning."""
    documents = (tomllib.loads(path.read_text("utf-8")) for path in sorted(ROOT.glob("locales/*/vocabulary.toml")))
    return [
        (section, meaning, word)
        for document in documents
        for section, meanings in document.items()
        if section not in OF_FILES
        if section.startswith("leave_") or section in {"month_name", "number", "weekday"}
        for meaning, words in meanings.items()
        for word in words
    ]


ALL_WORDS = written_words()
PIECES = [
    *(word for _, _, word in ALL_WORDS),
    *[
        "0",
        "1",
        "2",
        "3",
        "10",
        "12",
        "24",
        "29",
        "30",
        "31",
        "99",
        "2026",
        "12/24",
        "2/30",
        "10:00",
        "25:00",
        "R8.12.24",
    ],
]


@settings(max_examples=400, deadline=None)
@given(composed_lines())
def test_a_line_composed_from_the_language_means_what_it_was_composed_for(composed: Composed) -> None:
    found = read(composed.line, here=here_on(composed.today), words=WORDS)

    assert found == Understood(composed.wish, composed.kind)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12),
    st.sampled_from(["", " "]),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
)
def test_whatever_order_the_words_come_in_only_what_can_be_planned_is_offered(
    pieces: list[str], gap: str, today: date
) -> None:
    found = read(gap.join(pieces), here=here_on(today), words=WORDS)

    offered = [found] if isinstance(found, Understood) else found.choices
    assert all(may_be_planned(one.wish) for one in offered)


def may_be_planned(wish: Wish) -> bool:
    if isinstance(wish, Span):
        return wish.is_one_piece and not wish.is_backwards
    return is_working_time(wish)


def is_working_time(hours: Hours) -> bool:
    start = hours.start_minute
    return start is not None and USUAL.start <= start < USUAL.ends(start, hours.minutes) <= USUAL.end


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=250))
def test_whatever_is_typed_is_answered(text: str) -> None:
    assert isinstance(read(text, here=here_on(date(2026, 11, 19)), words=WORDS), (Understood, Question))


@pytest.mark.parametrize(("section", "meaning", "word"), ALL_WORDS)
def test_every_word_of_the_vocabulary_is_found_in_a_line(section: str, meaning: str, word: str) -> None:
    line = line_of(word, WORDS)

    assert line is not None
    assert [token.meanings.get(section) for token in line.tokens] == [meaning]
