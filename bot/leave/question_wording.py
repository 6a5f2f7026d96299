"""The sentences with which Kaeru asks back about a line of leave, its examples, and what a reading is called. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.leave.kinds import Hours, Part, Span, Wish
from bot.leave.sentences.questions import Asks, Question
from bot.leave.sentences.stretches import MOST_DAYS
from bot.leave.sentences.tokens import MOST_CHARACTERS
from bot.leave.workday import Workday
from bot.texts import N_, Translator

#: Every one of them can be read in the language in which it is shown.
_EXAMPLES = (
    N_("/kaeru leave Dec 24 pm"),
    N_("/kaeru leave 12/24-12/26"),
    N_("/kaeru leave 12/24 2 hours from 10:00"),
    N_("/kaeru leave 3 days from 12/21"),
)

_SENTENCES: Mapping[Asks, str] = MappingProxyType(
    {
        Asks.NOTHING_READ: N_("I could not read a day in that. Lines like these work:"),
        Asks.TOO_LONG: N_("A line may have {most_characters} characters. Lines like these work:"),
        Asks.ONLY_PARTLY_READ: N_("I could read a part of it; a reason is never needed. Is this what you mean?"),
        Asks.CANCELLING: N_("Plans are changed and cancelled on Kaeru's Home tab, where yours are listed."),
        Asks.REPEATING: N_(
            "A plan is for one day, or for days in a row. For every week, send me each day by itself: 12/4, then 12/11."
        ),
        Asks.ONE_AT_A_TIME: N_("One plan at a time, please: one day, or one stretch such as 12/24-12/26."),
        Asks.CONTRADICTION: N_("Some of that does not fit together. A day and a time work, such as 12/24 10:00-12:00."),
        Asks.WHICH_KIND: N_("Two kinds of leave are named there. Which one is it?"),
        Asks.WHICH_DAY: N_("On which day? Write it too, such as 12/24 or tomorrow."),
        Asks.WHICH_DAY_OF_WEEK: N_("Which day of that week?"),
        Asks.WHICH_WEEK: N_("Which of these days do you mean?"),
        Asks.WHICH_YEAR: N_("{day} is over. Do you mean that day, or the one a year later?"),
        Asks.BARE_NUMBER: N_("A number alone can be a day or a time. 12/24 and 10:00 are always clear."),
        Asks.PAST: N_("{day} is over. If you mean another day, write its whole date, such as 2027-12-24."),
        Asks.NO_SUCH_DAY: N_("That month has no such day; its last is {day}."),
        Asks.NO_SUCH_DATE: N_("The calendar has no such date. 12/24, 2026-12-24 and R8.12.24 work."),
        Asks.OTHER_WEEKDAY: N_("The weekday that you wrote is another one than that of {day}. Is the date right?"),
        Asks.FIRST_DAY: N_("From which day on? Write both days, such as 12/24-12/26."),
        Asks.LAST_DAY: N_("Until which day? Write both days, such as 12/24-12/26."),
        Asks.BACKWARDS: N_("The end lies before the beginning. The first day comes first, such as 12/24-12/26."),
        Asks.DAYS_OR_DATE: N_("So many days, or until that day of the month?"),
        Asks.WHICH_DAYS: N_("There are days off among them. Do you count these too?"),
        Asks.EACH_DAY: N_("Until the end of the last day? For several afternoons, plan each of them by itself."),
        Asks.TOO_MANY_DAYS: N_("A stretch may have {most_days} days. Write a nearer last day, such as 12/24-12/26."),
        Asks.NO_TIME_AT_ALL: N_("That is no time at all. A line such as 12/24 10:00-12:00 works."),
        Asks.WHICH_HALF: N_("The morning or the afternoon?"),
        Asks.HOURS_START: N_("From when? A line such as 12/24 2 hours from 10:00 works."),
        Asks.HOURS_END: N_("Until then, or from then on? A line such as 12/24 10:00-12:00 says both."),
        Asks.TWO_CLOCK_TIMES: N_("In the morning or in the afternoon? You work at both times."),
        Asks.NO_SUCH_TIME: N_("No day has such a time. 10:00, 15:30 and 2pm work."),
        Asks.OUTSIDE_HOURS: N_("You work from {first_time} to {last_time}. A time in between works."),
        Asks.TOO_MANY_HOURS: N_("There are {hours} h {minutes} min to be taken. Fewer hours, or all of it, work."),
        Asks.HOURS_PAST_END: N_("So much does not fit between {first_time} and {last_time}. Is this what you mean?"),
        Asks.HOURS_BACKWARDS: N_("The end lies before the start. The earlier time comes first, such as 10:00-12:00."),
        Asks.HOURS_OVER_DAYS: N_("Hours lie within one day. For several days, half days work: 12/24 pm to 12/25 am."),
    }
)


def asked(question: Question, t: Translator) -> str:
    """The question, whole. Nothing that the person wrote is in it; its choices are shown by `wish_in_words`."""
    return t(_SENTENCES[question.asks], **_facts(question, t))


def examples(t: Translator) -> tuple[str, ...]:
    """Lines that work, to be shown where a question has no choices."""
    return tuple(t(example) for example in _EXAMPLES)


def wish_in_words(wish: Wish, workday: Workday, t: Translator) -> str:
    """A reading in one breath, without its kind: `Thu 24 Dec 2026, afternoon`."""
    if isinstance(wish, Hours):
        return _hours(wish, workday, t)
    return _day(wish, t) if wish.is_single_day else _stretch(wish, t)


def _facts(question: Question, t: Translator) -> dict[str, object]:
    """Every fact that some sentence names."""
    hours, minutes = divmod(question.minutes or 0, 60)
    return {
        "day": t.full_day(question.day) if question.day else "",
        "first_time": t.minute(question.first_minute or 0),
        "last_time": t.minute(question.last_minute or 0),
        "hours": hours,
        "minutes": minutes,
        "most_days": MOST_DAYS,
        "most_characters": MOST_CHARACTERS,
    }


def _hours(wish: Hours, workday: Workday, t: Translator) -> str:
    day = t.full_day(wish.day)
    if wish.start_minute is None:
        return t("{day}, {hours} h {minutes} min", day=day, hours=wish.minutes // 60, minutes=wish.minutes % 60)
    end = workday.ends(wish.start_minute, wish.minutes)
    return t("{day}, {start} to {end}", day=day, start=t.minute(wish.start_minute), end=t.minute(end))


def _day(span: Span, t: Translator) -> str:
    sentences = {
        Part.WHOLE: N_("{day}, all day"),
        Part.MORNING: N_("{day}, morning"),
        Part.AFTERNOON: N_("{day}, afternoon"),
    }
    return t(sentences[span.first_part], day=t.full_day(span.first))


def _stretch(span: Span, t: Translator) -> str:
    sentences = {
        (Part.WHOLE, Part.WHOLE): N_("{first} to {last}"),
        (Part.AFTERNOON, Part.WHOLE): N_("{first}, afternoon, to {last}"),
        (Part.WHOLE, Part.MORNING): N_("{first} to {last}, morning"),
        (Part.AFTERNOON, Part.MORNING): N_("{first}, afternoon, to {last}, morning"),
    }
    return t(sentences[span.first_part, span.last_part], first=t.full_day(span.first), last=t.full_day(span.last))
