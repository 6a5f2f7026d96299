"""Examples of surveys: the invitation, every scale, thanks, the receipt, the window of the personnel section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.blockkit import divider, section
from bot.pulse import question_blocks, receipt_blocks, stress_blocks, survey_blocks
from bot.pulse.asked import Progress, Receipt, Sheet
from bot.pulse.instrument_files import shipped_instruments
from bot.pulse.instruments import Item, Words
from bot.pulse.outlook import Coming, Line, Overview, Planned
from bot.pulse.rules import SurveyKind, SurveyState
from bot.pulse.scales import Scale
from bot.pulse.stress_blocks import Call
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.gallery.no_overtime import LONG_UNIT, WEDNESDAY

JST = ZoneInfo("Asia/Tokyo")
CLOSES = datetime(2026, 12, 14, 17, 0, tzinfo=JST)
OWN, ENGAGEMENT, WORK_STYLE = (
    next(one for one in shipped_instruments() if one.code == code) for code in ("kaeru", "uk_engagement", "work_style")
)
PULSE = Sheet(1, SurveyKind.PULSE, OWN, ("E1", "W1", "B1", "S1"), CLOSES, 5, 20)
FULL = Sheet(2, SurveyKind.FULL, OWN, tuple(item.code for item in OWN.items), CLOSES, 10, 20)
ENGLISH = Sheet(3, SurveyKind.ONE_OFF, ENGAGEMENT, tuple(item.code for item in ENGAGEMENT.items), CLOSES, 10, 20)
NONE, TWO = Progress(PULSE), Progress(PULSE, frozenset({"E1", "W1"}))
ALL = Progress(PULSE, frozenset(PULSE.codes))
FACES = replace(
    OWN, items=(Item("F", "ease", Scale.FACES_3, Words("今日の気分", "今日（きょう）の気分（きぶん）", "Today")),)
)


@example_of(question_blocks.invitation)
def invitations(reader: Reader) -> Iterator[Frame]:
    yield message("pulse", question_blocks.invitation(reader.t, NONE, JST))
    yield message("a reminder", question_blocks.invitation(reader.t, NONE, JST, is_reminder=True))
    yield message("of another source", question_blocks.invitation(reader.t, Progress(ENGLISH), JST))


@example_of(question_blocks.question)
def questions(reader: Reader) -> Iterator[Frame]:
    for scale in (Scale.SATISFIED_4, Scale.RECOMMEND_0_10, Scale.TEXT):
        place = next(at for at, code in enumerate(FULL.codes, 1) if OWN.item(code).scale is scale)
        yield message(scale.value, question_blocks.question(reader.t, Progress(FULL), place))
    faces = replace(PULSE, instrument=FACES, codes=("F",))
    yield message("faces", question_blocks.question(reader.t, Progress(faces), 1))


@example_of(question_blocks.page)
def pages(reader: Reader) -> Iterator[Frame]:
    yield message("two of four", question_blocks.page(reader.t, TWO))


@example_of(question_blocks.thanks)
def thanked(reader: Reader) -> Iterator[Frame]:
    yield message("all answered", question_blocks.thanks(reader.t, ALL))
    yield message("two passed over", question_blocks.thanks(reader.t, TWO))
    yield message("nothing answered", question_blocks.thanks(reader.t, NONE))


@example_of(question_blocks.my_surveys)
def at_home(reader: Reader) -> Iterator[Frame]:
    blocks = question_blocks.my_surveys(reader.t, [TWO, Progress(ENGLISH)], {}, JST)
    yield view("two surveys", {"type": "home", "blocks": blocks})


@example_of(question_blocks.in_place)
def beside_others(reader: Reader) -> Iterator[Frame]:
    before = [section("…"), divider(), *question_blocks.invitation(reader.t, NONE, JST).blocks, divider(), section("…")]
    answered = question_blocks.page(reader.t, TWO)
    yield message("in a message with others", question_blocks.in_place(before, PULSE.survey_id, answered))


@example_of(question_blocks.window_for_words)
def words(reader: Reader) -> Iterator[Frame]:
    shown = question_blocks.window_for_words(reader.t, Progress(FULL), "F1")
    sentence = reader.t("Please write something, or close the window.")
    yield view("free text, empty", shown, **question_blocks.written_flaw(sentence))


@example_of(receipt_blocks.receipt)
def receipts(reader: Reader) -> Iterator[Frame]:
    yield view("of the pulse", receipt_blocks.receipt(reader.t, Receipt(PULSE, LONG_UNIT, 12, 48), JST))
    drawn = Receipt(FULL, "", 12, None, free_from=date(2027, 3, 8))
    yield view("drawn by lot, too few for texts", receipt_blocks.receipt(reader.t, drawn, JST))


@example_of(survey_blocks.window)
def windows(reader: Reader) -> Iterator[Frame]:
    first = Line(3, SurveyKind.PULSE, OWN, (), "", WEDNESDAY, CLOSES, SurveyState.RUNNING, 1500, 35)
    sample = replace(first, id=2, instrument=WORK_STYLE, kind=SurveyKind.ONE_OFF, asked=3000, percent=None)
    drawn = replace(sample, drawn=3000, population=12000, margin_points=1.5495)
    over = replace(first, id=1, scope=("0501", "0502"), state=SurveyState.CLOSED)
    units = (("0501", LONG_UNIT), ("0502", "建設局"))
    coming = (Coming(4, ENGAGEMENT, (), "", 0, date(2026, 12, 16)),)
    shown = Overview((first, drawn, over), coming, shipped_instruments(), units, date(2027, 1, 12), is_on_pulse=True)
    said = survey_blocks.planned(reader.t, Planned(4, date(2026, 12, 16), ("E1", "W1")))
    yield view("surveys run", survey_blocks.window(reader.t, shown, WEDNESDAY, JST, said=said))
    bare = Overview((), (), shipped_instruments(), units, None)
    yield view("none yet", survey_blocks.window(reader.t, bare, WEDNESDAY, JST))
    bureau = replace(bare, may_ask_all=False)
    problem = survey_blocks.problem(reader.t("Name at least one unit to ask."))
    yield view("of a bureau, with an error", survey_blocks.window(reader.t, bureau, WEDNESDAY, JST), **problem)


@example_of(stress_blocks.invitation)
def stress_checks(reader: Reader) -> Iterator[Frame]:
    call = Call("https://stress.example.jp/2026", date(2026, 12, 18))
    yield message("to all", stress_blocks.invitation(reader.t, call))
    to_some = replace(call, is_reminder=True, is_for_all=False)
    yield message("a reminder to a list", stress_blocks.invitation(reader.t, to_some))
