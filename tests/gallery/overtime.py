"""Examples of the member's side of overtime reports: the form, what came of it, the home tab, the word of a morning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.blockkit import actions
from bot.no_overtime import meeting_blocks
from bot.no_overtime.answers import Answer, Tap
from bot.overtime import blocks, form_blocks, my_blocks
from bot.overtime.drafts import Draft, Looker, MyReports, Told
from bot.overtime.kinds import Report, ReportState
from bot.overtime.rules import ClockMinute, Flaw, Part, Wish
from bot.people.kinds import HeadKind
from tests.delivering import jst
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.gallery.no_overtime import LONG_UNIT, WEDNESDAY

FRIDAY = WEDNESDAY + timedelta(days=2)
LONG_LINE = "<!channel> 急ぎ* & " + "あ" * 181
OWN = {"ceremony": "式典 <&> " + "周年" * 30}
REPORT = Report(
    id=1,
    person_id=1,
    unit_id=1,
    day=WEDNESDAY,
    cause="sudden",
    planned_end_minute=1110,
    line="窓口の案件",
    day_instead=FRIDAY,
    is_same_day=False,
    is_special=False,
    state=ReportState.REPORTED,
    version=1,
    reported_at=jst(9),
)
LATE = replace(
    REPORT,
    id=2,
    day=WEDNESDAY + timedelta(weeks=1),
    cause="ceremony",
    line=LONG_LINE,
    is_same_day=True,
    day_instead=None,
)
DRAFT = Draft(
    day=WEDNESDAY,
    days=(WEDNESDAY, FRIDAY),
    days_instead=tuple(WEDNESDAY + timedelta(days=days) for days in (1, 2, 5, 6)),
    end_minute=1035,
    report_by=960,
    window_days=7,
    is_late=False,
    late_minute=1200,
)


@example_of(form_blocks.form)
def forms(reader: Reader) -> Iterator[Frame]:
    t = reader.t
    yield view("nothing reported yet", form_blocks.form(t, DRAFT))
    for state in ReportState:
        shown = replace(DRAFT, present=replace(REPORT, state=state))
        yield view(f"{state}", form_blocks.form(t, shown))
    full = replace(DRAFT, is_late=True, days=(WEDNESDAY,), days_instead=(), own_causes=OWN, present=LATE)
    yield view("late, without a day instead", form_blocks.form(t, full))
    flaws = [
        Flaw(Part.CAUSE, "Choose a reason from the list."),
        Flaw(Part.PLANNED_END, "Choose a time after {time}, when your working day ends.", {"time": ClockMinute(1035)}),
        Flaw(Part.LINE, "Write at most {longest} characters; these are {count}.", {"longest": 200, "count": 10_000}),
        Flaw(
            Part.DAY_INSTEAD, "{day} cannot be chosen, or not any more. Choose another day.", {"day": date(2026, 12, 2)}
        ),
    ]
    said = form_blocks.errors(t, flaws, form_blocks.Form(Wish(WEDNESDAY, "", None), has_days_instead=True))
    yield view("with errors", form_blocks.form(t, DRAFT), **said)


@example_of(blocks.open_button)
def open_buttons(reader: Reader) -> Iterator[Frame]:
    shown = actions(blocks.open_button(reader.t, WEDNESDAY))
    yield view("on the home tab", {"type": "home", "blocks": [shown]})


@example_of(blocks.noted)
def answers(reader: Reader) -> Iterator[Frame]:
    looker = Looker(LONG_UNIT, HeadKind.ACTING)
    yield view("reported", blocks.noted(reader.t, Told(REPORT, Looker("給与係", HeadKind.HEAD))))
    yield view("everything long", blocks.noted(reader.t, Told(LATE, looker, OWN)))
    yield view("nobody leads the unit", blocks.noted(reader.t, Told(REPORT, None)))
    confirmed = replace(REPORT, state=ReportState.CONFIRMED)
    yield view("confirmed already", blocks.noted(reader.t, Told(confirmed, looker)))


@example_of(my_blocks.my_reports)
def own_reports(reader: Reader) -> Iterator[Frame]:
    def home(about: str, mine: MyReports) -> Frame:
        return view(about, {"type": "home", "blocks": my_blocks.my_reports(reader.t, mine)})

    ago = WEDNESDAY - timedelta(weeks=1)
    past = [
        replace(REPORT, id=number, day=ago, day_instead=ago + timedelta(days=number - 3), is_kept=kept)
        for number, kept in ((4, True), (5, False), (6, None))
    ]
    sent_back = replace(REPORT, id=3, day=FRIDAY, state=ReportState.SENT_BACK, day_instead=None)
    yield home("nothing reported", MyReports(WEDNESDAY, 1035, may_report_today=True))
    yield home("all there is", MyReports(WEDNESDAY, 1035, (*past, REPORT, LATE, sent_back), own_causes=OWN))
    yield home("on the day instead", MyReports(FRIDAY, 1035, (REPORT,), may_report_today=True))


@example_of(my_blocks.with_way_to_report)
def thanks(reader: Reader) -> Iterator[Frame]:
    for about, is_in_meeting in (("after a tap", False), ("in an evening meeting", True)):
        tap = Tap(Answer.OVERTIME, WEDNESDAY, 1065, is_in_meeting)
        words = meeting_blocks.thanks(reader.t, tap, Answer.OVERTIME)
        yield message(about, my_blocks.with_way_to_report(reader.t, words, WEDNESDAY))


@example_of(my_blocks.reminder)
def reminders(reader: Reader) -> Iterator[Frame]:
    about = my_blocks.Reminder(FRIDAY, WEDNESDAY, 1035)
    yield message("in the morning", my_blocks.reminder(reader.t, about))
