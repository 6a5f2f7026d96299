"""The questionnaire of `kaeru init` (`domain.md` 3.11): one table of questions, each with the setting that it fills."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.city.fields import Weekday
from bot.city.messages import MorningTime
from bot.city.overtime import ConfirmingUnit
from bot.city.rules import RateSource
from bot.city.working_days import HolidayPolicy, ShiftPolicy
from bot.one_on_one.wording import CADENCES as OFTEN
from bot.texts import N_, Translator

Settings = dict[str, Any]
_LIST_MARKS = str.maketrans(dict.fromkeys("、，,;；", " "))
_NONE = "-"


def a_text(answer: str, _t: Translator) -> object:
    """What was typed; `-` is nothing."""
    return "" if answer == _NONE else answer


def a_number(answer: str, _t: Translator) -> object:
    """A whole number; what is none is left for the policy to refuse."""
    return int(answer) if answer.isdecimal() else answer


def a_list(answer: str, _t: Translator) -> object:
    """Words between commas or spaces; `-` is none."""
    return [word for word in answer.translate(_LIST_MARKS).split() if word != _NONE]


def weekdays(answer: str, t: Translator) -> object:
    """Days of the week in English or in the operator's language, in full or short: `wednesday`, `Wed`, 水."""
    names = {name: str(day) for day in Weekday for name in (str(day), str(day)[:3])}
    for width in ("wide", "abbreviated"):
        names |= {t.locale.days["format"][width][day.number].lower(): str(day) for day in Weekday}
    words = a_list(answer, t)
    return [names.get(word.lower(), word) for word in words] if isinstance(words, list) else words


@dataclass(frozen=True)
class Question:
    """What is asked, which setting it fills (in TOML words), and how an answer is read.

    `choices` are the possible values with what they mean. `only_if` looks at the answers so far; a question that is
    not asked empties its setting where `is_emptied`.
    """

    setting: str
    text: str
    read: Callable[[str, Translator], object] = a_text
    choices: Mapping[str | bool, str] = field(default_factory=dict)
    only_if: Callable[[Settings], bool] = lambda _settings: True
    is_emptied: bool = False


_YES_NO: Mapping[str | bool, str] = {True: N_("yes"), False: N_("no")}
_SHIFTS: Mapping[str | bool, str] = {
    ShiftPolicy.PREVIOUS.value: N_("on the working day before"),
    ShiftPolicy.YOKOHAMA.value: N_(
        "the working day before; if that is not the 18th to 20th, the one after (21st only)"
    ),
    ShiftPolicy.NATIONAL_9_7.value: N_("as the national rule 9-7 says (16th to 18th only)"),
    ShiftPolicy.FIXED_LIST.value: N_("on the dates of a list"),
}
_ON_HOLIDAY: Mapping[str | bool, str] = {
    HolidayPolicy.SKIP.value: N_("there is none that week"),
    HolidayPolicy.PREVIOUS_WORKING_DAY.value: N_("it moves to the working day before"),
    HolidayPolicy.NEXT_WORKING_DAY.value: N_("it moves to the working day after"),
}
_MORNINGS: Mapping[str | bool, str] = {
    MorningTime.AT_START.value: N_("when the unit's day begins"),
    MorningTime.AFTERNOON_BEFORE.value: N_("on the afternoon of the working day before"),
}
_CONFIRMING_UNITS: Mapping[str | bool, str] = {
    ConfirmingUnit.SECTION.value: N_("the head of the nearest section"),
    ConfirmingUnit.SMALLEST.value: N_("the head of the smallest unit, such as a team"),
}
_CADENCES: Mapping[str | bool, str] = {cadence.value: words for cadence, words in OFTEN.items()}
_SOURCES: Mapping[str | bool, str] = {
    RateSource.IMPORTED.value: N_("only on imported clock-outs or overtime orders"),
    RateSource.IMPORTED_OR_DECLARED.value: N_(
        "on these; where a unit has none in a month, answers to cards are shown apart, as self-declared"
    ),
}


def _has_talks(settings: Settings) -> bool:
    return bool(settings["one_on_ones"]["is_on"])


#: Asked one group after another; the answers of a group are tried together, and asked again if they do not fit.
GROUPS: tuple[tuple[Question, ...], ...] = (
    (Question("name", N_("What is the city called?")),),
    (Question("payday.day", N_("On which day of the month does pay come (1 to 31)?"), a_number),),
    (
        Question("payday.shift", N_("And when that day is not worked?"), choices=_SHIFTS),
        Question(
            "payday.dates",
            N_("Which dates (one a month, such as 2026-04-21, 2026-05-21)?"),
            a_list,
            only_if=lambda settings: settings["payday"]["shift"] == ShiftPolicy.FIXED_LIST,
            is_emptied=True,
        ),
    ),
    (Question("bonus.days", N_("On which days does the bonus come (month-day)?"), a_list),),
    (Question("bonus.is_no_overtime_day", N_("Is a bonus day a no-overtime day too?"), choices=_YES_NO),),
    (Question("no_overtime.weekdays", N_("Which weekdays are no-overtime days?"), weekdays),),
    (Question("no_overtime.on_holiday", N_("And when such a weekday is a holiday?"), choices=_ON_HOLIDAY),),
    (
        Question("calendar.closure_from", N_("On which day does the year-end closure begin (month-day)?")),
        Question("calendar.closure_to", N_("And on which day does it end (month-day)?")),
    ),
    (Question("calendar.extra_holidays", N_("Has the city holidays of its own (month-day or date)?"), a_list),),
    (
        Question("hours.start", N_("When does the standard day begin?")),
        Question("hours.end", N_("When does it end?")),
        Question("hours.minutes_per_day", N_("How many minutes are worked, without the break?"), a_number),
    ),
    (
        Question("morning_card.when", N_("When shall the morning card be posted?"), choices=_MORNINGS),
        Question(
            "morning_card.afternoon",
            N_("At what time of that afternoon?"),
            only_if=lambda settings: settings["morning_card"]["when"] == MorningTime.AFTERNOON_BEFORE,
        ),
    ),
    (
        Question(
            "closing_card.minutes_before_end",
            N_("How many minutes before the end of the day shall the closing card be posted?"),
            a_number,
        ),
    ),
    (Question("overtime_reports.confirming_unit", N_("Who confirms overtime reports?"), choices=_CONFIRMING_UNITS),),
    (Question("quiet.after_end_minutes", N_("For how many minutes after the end may anything still come?"), a_number),),
    (Question("personnel.channel", N_("Which channel is the personnel section's (its id, such as C0123456789)?")),),
    (Question("duties.personnel", N_("Who are personnel officers (staff numbers, such as 000012, 000345)?"), a_list),),
    (Question("duties.administrators", N_("Who administers Kaeru (staff numbers)?"), a_list),),
    (Question("pilot.units", N_("Which units shall take part in a pilot (their codes)?"), a_list),),
    (
        Question(
            "on_time.grace_minutes",
            N_("How many minutes after the end of the day is leaving still on time?"),
            a_number,
        ),
    ),
    (
        Question(
            "on_time.target_percent",
            N_("What share shall leave on time on no-overtime days, in percent (0 for no aim)?"),
            a_number,
        ),
    ),
    (Question("on_time.late_hour", N_("After what time is leaving late (20:00 or 21:00)?")),),
    (Question("on_time.source", N_("What does the on-time rate rest on?"), choices=_SOURCES),),
    (
        Question("one_on_ones.is_on", N_("Shall Kaeru remind heads of 1on1s?"), choices=_YES_NO),
        Question(
            "one_on_ones.levels",
            N_("Whose 1on1s are they (team, section, department, or skip: a section's head with everybody below)?"),
            a_list,
            only_if=_has_talks,
        ),
        Question("one_on_ones.cadence", N_("How often do the two meet?"), choices=_CADENCES, only_if=_has_talks),
    ),
    (Question("retention.delivery_days", N_("For how many days are records of what was sent kept?"), a_number),),
    (
        Question(
            "retention.attendance_years",
            N_("For how many fiscal years before the current one are the hours of people kept (1 to 10)?"),
            a_number,
        ),
    ),
)


def tidy(answer: str) -> str:
    """An answer as it was meant: full-width letters and digits are the usual ones."""
    return unicodedata.normalize("NFKC", answer).strip()
