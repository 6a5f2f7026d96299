"""What Kaeru asks back about a line of leave: in every language, with what works, and nothing that was typed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.leave.kinds import Hours, Part, Span, Wish
from bot.leave.question_wording import asked, examples, wish_in_words
from bot.leave.sentences.questions import Asks, Question, Understood
from bot.leave.sentences.reading import read
from bot.leave.sentences.words import leave_words
from bot.people.vocabulary import read_vocabulary
from bot.texts import LOCALES, Texts
from tests.rules.leave_sentence_table import WORKDAYS, here_on

WORDS = leave_words(read_vocabulary())
TEXTS = Texts()
HERE = here_on(date(2026, 11, 19))
USUAL = WORKDAYS["usual day"]

FIRST, LAST = date(2026, 12, 24), date(2026, 12, 28)
WHOLE, MORNING, AFTERNOON = Part.WHOLE, Part.MORNING, Part.AFTERNOON


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("asks", Asks)
def test_every_question_is_a_whole_sentence_in_every_language(asks: Asks, language: str) -> None:
    question = Question(asks, day=FIRST, first_minute=510, last_minute=1035, minutes=465)

    sentence = asked(question, TEXTS.of(language))

    assert sentence.endswith(("。", "？")) or (language == "en" and sentence.endswith((".", "?", ":")))
    assert "{" not in sentence


@pytest.mark.parametrize("language", LOCALES)
def test_the_examples_can_be_read_in_the_language_in_which_they_are_shown(language: str) -> None:
    shown = [example.removeprefix("/kaeru ") for example in examples(TEXTS.of(language))]

    assert [read(line, here=HERE, words=WORDS) for line in shown] == [
        Understood(Span(FIRST, FIRST, AFTERNOON, AFTERNOON)),
        Understood(Span(FIRST, date(2026, 12, 26), WHOLE, WHOLE)),
        Understood(Hours(FIRST, 600, 120)),
        Understood(Span(date(2026, 12, 21), date(2026, 12, 23), WHOLE, WHOLE)),
    ]


@pytest.mark.parametrize(
    ("line", "japanese"),
    [
        ("2/29", "その月にその日はありません。月の最後の日は2027年2月28日（日）です。"),
        ("明日 8:00から", "勤務時間は8:30から17:15までです。その間の時刻を書いてください。"),
        ("明日 26時間", "取れるのは7時間45分までです。それより短くするか、全部にしてください。"),
        ("12/24（金）", "2026年12月24日（木）の曜日と、書かれた曜日が合いません。日付はこのとおりですか？"),
        ("11/10", "2026年11月10日（火）は過ぎています。その日ですか、それとも1年後ですか？"),
        ("<!channel> *12/24*", "日付を読み取れませんでした。次のように書いてください。"),
    ],
)
def test_a_question_says_what_would_work_and_repeats_nothing(line: str, japanese: str) -> None:
    question = read(line, here=HERE, words=WORDS)

    assert isinstance(question, Question)
    assert asked(question, TEXTS.of("ja")) == japanese


@pytest.mark.parametrize(
    ("wish", "japanese", "english"),
    [
        (Span(FIRST, FIRST, WHOLE, WHOLE), "2026年12月24日（木） 1日", "Thu 24 Dec 2026, all day"),
        (Span(FIRST, FIRST, MORNING, MORNING), "2026年12月24日（木）午前", "Thu 24 Dec 2026, morning"),
        (Span(FIRST, FIRST, AFTERNOON, AFTERNOON), "2026年12月24日（木）午後", "Thu 24 Dec 2026, afternoon"),
        (
            Span(FIRST, LAST, WHOLE, WHOLE),
            "2026年12月24日（木）〜2026年12月28日（月）",
            "Thu 24 Dec 2026 to Mon 28 Dec 2026",
        ),
        (
            Span(FIRST, LAST, AFTERNOON, MORNING),
            "2026年12月24日（木）午後〜2026年12月28日（月）午前",
            "Thu 24 Dec 2026, afternoon, to Mon 28 Dec 2026, morning",
        ),
        # the break is stepped over: 3 hours from 10:00 end at 14:00
        (Hours(FIRST, 600, 180), "2026年12月24日（木） 10:00〜14:00", "Thu 24 Dec 2026, 10:00 to 14:00"),
        (Hours(FIRST, None, 90), "2026年12月24日（木） 1時間30分", "Thu 24 Dec 2026, 1 h 30 min"),
    ],
)
def test_a_reading_is_told_in_one_breath(wish: Wish, japanese: str, english: str) -> None:
    assert wish_in_words(wish, USUAL, TEXTS.of("ja")) == japanese
    assert wish_in_words(wish, USUAL, TEXTS.of("en")) == english
