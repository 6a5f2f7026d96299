"""Examples of 1on1s: the home tab of a head and of a member, the windows, the line of a まとめ, the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.blockkit import Element, actions, escape, section
from bot.delivery.lines import Line
from bot.one_on_one import blocks, form_blocks, list_blocks, my_blocks
from bot.one_on_one.kinds import Cadence, PairKey, Stance, TalkId, Topic
from bot.one_on_one.rhythm import Need
from bot.one_on_one.talks import Afterwards, Cadences, DueTalk, MyTalks, Pair, Wish
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.gallery.no_overtime import LONG_UNIT, WEDNESDAY

HOSTILE = "<!channel> & " + "花" * 30
PAIR = Pair(
    id=1,
    key=PairKey(3, 20, 31),
    head_name="係長 三郎",
    member_name="青木 花子",
    head_unit_id=3,
    member_unit_id=3,
    own_cadence=None,
    opened_on=WEDNESDAY - timedelta(days=60),
    starts_from=WEDNESDAY - timedelta(days=60),
    last_held_on=WEDNESDAY - timedelta(days=35),
    held_count=1,
    is_stopped=False,
)
AGREED = replace(
    PAIR,
    id=2,
    member_name="井上 次郎",
    planned_on=WEDNESDAY + timedelta(days=2),
    planned_minute=600,
    wish=Wish(topic=Topic.LOAD, stance=Stance.LISTEN),
)
ASKED = replace(PAIR, id=3, member_name=HOSTILE, head_name=HOSTILE, wish=Wish(WEDNESDAY, Topic.TEAM, Stance.TOGETHER))
FIRST = replace(PAIR, id=4, member_name="江口 四郎", last_held_on=None, held_count=0)
OVER = replace(AGREED, id=5, member_name="大野 五月", planned_on=WEDNESDAY - timedelta(days=1))
PUT_OFF = replace(
    PAIR,
    id=6,
    member_name="木村 六花",
    postponed_to=WEDNESDAY + timedelta(days=7),
    is_stopped=True,
    own_cadence=Cadence.WEEKLY,
)
PAIRS = (PAIR, AGREED, ASKED, FIRST, OVER, PUT_OFF)
DUE = tuple(DueTalk(pair, Cadence.MONTHLY, Need.DUE, WEDNESDAY) for pair in (ASKED, PAIR, OVER, FIRST))
CADENCES = Cadences(Cadence.MONTHLY, {3: Cadence.FORTNIGHTLY}, {3: (1, 2, 3)})
NOTHING = MyTalks(WEDNESDAY, (), (), (), CADENCES, minutes=30, is_span_wide=False)
AFTERWARDS = Afterwards(TalkId(1, 1), 3, 20, WEDNESDAY - timedelta(days=1), "係長 三郎")


@example_of(my_blocks.my_talks)
def home_tabs(reader: Reader) -> Iterator[Frame]:
    def home(about: str, mine: MyTalks, *, has_reminders: bool = True) -> Frame:
        shown = my_blocks.my_talks(reader.t, mine, has_reminders=has_reminders)
        return view(about, {"type": "home", "blocks": shown})

    yield home("a head with talks that wait and talks that are set", replace(NOTHING, as_head=PAIRS, due=DUE[:3]))
    yield home("a head of many, for whom nothing waits", replace(NOTHING, as_head=(PUT_OFF,), is_span_wide=True))
    yield home("a member before a talk", replace(NOTHING, as_member=(AGREED,)))
    yield home("a member who asked, and wants no reminders", replace(NOTHING, as_member=(ASKED,)), has_reminders=False)
    yield home("a member after a talk", replace(NOTHING, as_member=(PAIR,), afterwards=(AFTERWARDS,)))


@example_of(blocks.due_line)
@example_of(blocks.schedule_button)
@example_of(blocks.change_button)
@example_of(blocks.held_button)
@example_of(blocks.postpone_button)
@example_of(blocks.silence_button)
@example_of(blocks.calendar_button)
@example_of(blocks.ask_button)
@example_of(blocks.no_more_button)
def lines(reader: Reader) -> Iterator[Frame]:
    t = reader.t
    for about, talk in zip(("asked for", "due", "the day is over", "the first one"), DUE, strict=True):
        yield _line(about, blocks.due_line(t, talk), blocks.silence_button(t, talk.pair))
    yield _line("silent", Line("", WEDNESDAY), blocks.silence_button(t, PUT_OFF), blocks.change_button(t, PUT_OFF))
    more = (blocks.calendar_button(t, AGREED, AGREED.head_name), blocks.ask_button(t, AGREED))
    yield _line("set, for the member", Line("", WEDNESDAY), *more)


@example_of(my_blocks.topic_message)
def eves(reader: Reader) -> Iterator[Frame]:
    yield message("a talk", my_blocks.topic_message(reader.t, [AGREED]))
    yield message("talks with two", my_blocks.topic_message(reader.t, [AGREED, replace(AGREED, id=8, wish=Wish())]))


def _line(about: str, line: Line, *more: Element) -> Frame:
    text = line.text or about
    return Frame(about, text, [section(escape(text)), actions(*line.buttons, *more)])


@example_of(form_blocks.schedule_form)
def schedule_forms(reader: Reader) -> Iterator[Frame]:
    for about, pair in (("nothing set yet", PAIR), ("set already", AGREED), ("a long name", ASKED)):
        yield view(about, form_blocks.schedule_form(reader.t, pair, today=WEDNESDAY))


@example_of(form_blocks.held_form)
def held_forms(reader: Reader) -> Iterator[Frame]:
    for about, pair, minutes in (("today", PAIR, 30), ("on the day that was set", OVER, 50)):
        yield view(about, form_blocks.held_form(reader.t, pair, today=WEDNESDAY, minutes=minutes))


@example_of(form_blocks.cadence_form)
def cadence_forms(reader: Reader) -> Iterator[Frame]:
    units = {"3": LONG_UNIT, "4": "総務部/人事課/給与係"}
    yield view("two units", form_blocks.cadence_form(reader.t, units, replace(NOTHING, as_head=PAIRS)))


@example_of(list_blocks.list_window)
def list_windows(reader: Reader) -> Iterator[Frame]:
    yield view("several", list_blocks.list_window(reader.t, replace(NOTHING, as_head=PAIRS)))
    yield view("none any more", list_blocks.list_window(reader.t, NOTHING))


@example_of(form_blocks.window)
@example_of(form_blocks.often_menu)
@example_of(list_blocks.pair_window)
def pair_windows(reader: Reader) -> Iterator[Frame]:
    for about, pair in (("due", PAIR), ("set", AGREED), ("asked for", ASKED), ("put off and silent", PUT_OFF)):
        yield view(about, list_blocks.pair_window(reader.t, pair, Cadence.MONTHLY))


@example_of(list_blocks.noted)
def answers(reader: Reader) -> Iterator[Frame]:
    t = reader.t
    said = {
        "set": blocks.agreed(t, AGREED),
        "held": blocks.was_held(t, PAIR),
        "nothing held": blocks.was_held(t, FIRST),
        "put off": blocks.put_off(t, PUT_OFF),
        "silent": blocks.silenced(t, PUT_OFF),
        "heard again": blocks.silenced(t, PAIR),
        "asked": blocks.asked(t, ASKED),
        "counted": my_blocks.counted(t, is_new=True),
        "counted before": my_blocks.counted(t, is_new=False),
        "how often": form_blocks.cadence_decided(t, Cadence.FORTNIGHTLY),
        "the file comes": blocks.file_comes(t, WEDNESDAY),
        "no 1on1s": my_blocks.nothing(t),
    }
    for about, words in said.items():
        yield view(about, list_blocks.noted(t, words))


@example_of(blocks.file_words)
def files(reader: Reader) -> Iterator[Frame]:
    yield message("beside the file", blocks.file_words(reader.t, WEDNESDAY))
