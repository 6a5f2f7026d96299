"""Examples of what follows a result: news for heads, picking an action, the home tab, thresholds, replies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.blockkit import section
from bot.city.surveys import Thresholds
from bot.delivery.card_parts import with_part
from bot.delivery.wording import Words
from bot.pulse import action_blocks, threshold_blocks, voice_blocks
from bot.pulse.improvement import Action, ActionState, Choice, MyAction, ThresholdPage, VoiceReply
from bot.pulse.result_blocks import Place
from bot.pulse.showing import Band, Shown
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.gallery.no_overtime import LONG_UNIT, WEDNESDAY
from tests.gallery.survey_results import PULSE, SUBJECT

UNTIL = WEDNESDAY + timedelta(days=14)
OWN_WORDS = "<!channel> 会議* を & " + "あ" * 85
ACTION = Action(
    id=3,
    survey_id=7,
    unit_id=1,
    suggestion="short_meetings",
    words="",
    chosen_on=WEDNESDAY,
    asks_on=WEDNESDAY + timedelta(weeks=4),
    ends_on=WEDNESDAY + timedelta(weeks=6),
    state=ActionState.CHOSEN,
)
OWN = replace(ACTION, suggestion="", words=OWN_WORDS)
ASKED = replace(ACTION, state=ActionState.ASKED, asks_on=WEDNESDAY)
TOLD = replace(ACTION, state=ActionState.TOLD)
CHOICE = Choice(7, "kyuyo", "給与係", UNTIL, None)
LONG = Choice(7, "long", LONG_UNIT, UNTIL, OWN)


@example_of(action_blocks.result_message)
def news(reader: Reader) -> Iterator[Frame]:
    yield message("a result", action_blocks.result_message(reader.t, SUBJECT, [CHOICE]))
    yield message("two units", action_blocks.result_message(reader.t, PULSE, [CHOICE, LONG]))
    yield message("a reminder", action_blocks.result_message(reader.t, SUBJECT, [CHOICE], is_reminder=True))


@example_of(action_blocks.window)
def windows(reader: Reader) -> Iterator[Frame]:
    yield view("nothing picked yet", action_blocks.window(reader.t, CHOICE))
    yield view("own words", action_blocks.window(reader.t, LONG))
    said = action_blocks.problem(reader.t("Choose one of the list, or write one in your own words."))
    yield view("with an error", action_blocks.window(reader.t, CHOICE), **said)


@example_of(action_blocks.picked)
def picked(reader: Reader) -> Iterator[Frame]:
    yield view("from the list", action_blocks.picked(reader.t, ACTION))
    yield view("own words", action_blocks.picked(reader.t, OWN))


@example_of(action_blocks.card_part)
def card_parts(reader: Reader) -> Iterator[Frame]:
    card = Words("朝", [section("朝"), section("朝")])
    for about, found in (("one goes on", [ACTION]), ("one is asked about, one in own words", [ASKED, OWN])):
        yield message(about, with_part(card, action_blocks.card_part(reader.t, found, WEDNESDAY)))


@example_of(action_blocks.my_part)
def home(reader: Reader) -> Iterator[Frame]:
    def tab(about: str, mine: MyAction | None, *open_ones: Choice) -> Frame:
        return view(about, {"type": "home", "blocks": action_blocks.my_part(reader.t, mine, open_ones)})

    yield tab("a head may pick", None, CHOICE, LONG)
    yield tab("picked", MyAction(LONG_UNIT, OWN))
    yield tab("asked", MyAction("給与係", ASKED, is_open=True))
    yield tab("has said", MyAction("給与係", ASKED, has_said=True))
    yield tab("told", MyAction("給与係", TOLD, outcome=Shown(10, favourable=6)))
    yield tab("told roughly", MyAction("給与係", TOLD, outcome=Shown(9, band=Band(80, 100))))
    yield tab("too few", MyAction("給与係", TOLD))


@example_of(threshold_blocks.ways)
def ways(reader: Reader) -> Iterator[Frame]:
    yield view("on the home tab", {"type": "home", "blocks": threshold_blocks.ways(reader.t)})


@example_of(threshold_blocks.window)
def thresholds(reader: Reader) -> Iterator[Frame]:
    t, lower = reader.t, Thresholds(full=8, pulse=5, free_text=15)
    yield view("usual", threshold_blocks.window(t, ThresholdPage(Thresholds())))
    theirs = ThresholdPage(Thresholds(), lower, 2)
    yield view("waits for me", threshold_blocks.window(t, theirs))
    said = threshold_blocks.decided(t, is_waiting=True)
    yield view("waits for another", threshold_blocks.window(t, replace(theirs, is_mine=True), said=said))
    gone = threshold_blocks.withdrawn(t)
    yield view("gone", threshold_blocks.window(t, ThresholdPage(Thresholds()), said=gone))


@example_of(voice_blocks.window)
def replies(reader: Reader) -> Iterator[Frame]:
    yield view("to everybody", voice_blocks.window(reader.t, Place(7, ""), ""))
    yield view("to a bureau", voice_blocks.window(reader.t, Place(7, "shimin"), LONG_UNIT))


@example_of(voice_blocks.published)
def published(reader: Reader) -> Iterator[Frame]:
    yield view("afterwards", voice_blocks.published(reader.t))


@example_of(voice_blocks.my_part)
def read_replies(reader: Reader) -> Iterator[Frame]:
    found = [VoiceReply(OWN_WORDS, "部内の定例会議を月1回にします。" * 10, WEDNESDAY)]
    yield view("on the home tab", {"type": "home", "blocks": voice_blocks.my_part(reader.t, found)})
