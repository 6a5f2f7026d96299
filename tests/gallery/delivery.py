"""Examples of how messages are dressed on their way out, and of the notices of the doors."""

from __future__ import annotations

from collections.abc import Iterator

from bot.blockkit import Block, actions, section
from bot.delivery import opt_out_blocks, wording
from bot.delivery.wording import Words
from bot.no_overtime import blocks
from bot.no_overtime.blocks import Card
from bot.no_overtime.cards import CLOSING, MORNING
from bot.no_overtime.telling import KINDS
from handlers import answers
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.gallery.no_overtime import BOTH, LABELS, LONG_UNIT


@example_of(wording.for_rehearsal)
def rehearsals(reader: Reader) -> Iterator[Frame]:
    words = card_words(reader)
    channel = wording.for_rehearsal(reader.t, words, label=LONG_UNIT, is_personal=False)
    yield message("to a unit's channel", channel)
    yield message("to a person", wording.for_rehearsal(reader.t, words, label="", is_personal=True))


@example_of(wording.bundled)
def bundles(reader: Reader) -> Iterator[Frame]:
    told = opt_out_blocks.confirmation(reader.t, is_new=True)
    yield message("two things", wording.bundled(reader.t, [card_words(reader), Words(told, [section(told)])]))


@example_of(opt_out_blocks.wish)
def wishes(reader: Reader) -> Iterator[Frame]:
    sentence, way_back = opt_out_blocks.wish(reader.t, MORNING, name=reader.t(KINDS[MORNING]))
    shown: list[Block] = [section(sentence, accessory=way_back)]
    yield Frame("the way back", sentence, shown)


@example_of(opt_out_blocks.stop_button)
def stop_buttons(reader: Reader) -> Iterator[Frame]:
    stop = opt_out_blocks.stop_button(reader.t, MORNING, name=reader.t(KINDS[MORNING]))
    yield Frame("no more of these", "", [actions(stop)])


@example_of(answers.notice)
def notices(reader: Reader) -> Iterator[Frame]:
    yield view("one sentence", answers.notice(opt_out_blocks.confirmation(reader.t, is_new=False), reader.t))


def card_words(reader: Reader) -> Words:
    card = blocks.card(reader.t, Card(CLOSING, BOTH, 1035, is_direct=True), label=LABELS[reader.t.code])
    return Words(card.text, card.blocks)
