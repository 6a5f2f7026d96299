"""Examples of the question before 20:00, its form, and the list of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.overtime import late_blocks
from bot.overtime.kinds import LateAnswer
from bot.overtime.late_rules import Evening, LateWish, Notice, NoticesOfDay, flaws_of_notice
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.gallery.no_overtime import LONG_UNIT, WEDNESDAY

EIGHT, HALF_PAST_NINE = 20 * 60, 21 * 60 + 30
STAYING = LateWish(WEDNESDAY, LateAnswer.STAYING, HALF_PAST_NINE, "<!channel> 議会答弁の *最終確認* & 印刷")
FINISHING = LateWish(WEDNESDAY, LateAnswer.FINISHING)
MANY = [
    Notice(
        one, f"青木 花{one}", 1, LONG_UNIT, STAYING, is_special=False, answered_at=datetime(2026, 11, 25, tzinfo=UTC)
    )
    for one in range(12)
]


@example_of(late_blocks.question)
def questions(reader: Reader) -> Iterator[Frame]:
    yield message("before 20:00", late_blocks.question(reader.t, WEDNESDAY, EIGHT))
    yield message("before 20:30", late_blocks.question(reader.t, WEDNESDAY, EIGHT + 30))


@example_of(late_blocks.form)
def forms(reader: Reader) -> Iterator[Frame]:
    yield view("a first notice", late_blocks.form(reader.t, Evening(WEDNESDAY, EIGHT, HALF_PAST_NINE)))
    flaws = flaws_of_notice(LateWish(WEDNESDAY, LateAnswer.STAYING, EIGHT, "あ" * 201), EIGHT)
    shown = late_blocks.form(reader.t, Evening(WEDNESDAY, EIGHT, HALF_PAST_NINE, STAYING))
    yield view("a changed one, with errors", shown, **late_blocks.errors(reader.t, flaws))


@example_of(late_blocks.my_evening)
def evenings(reader: Reader) -> Iterator[Frame]:
    for about, notice in {"not asked yet": None, "finishing": FINISHING, "staying": STAYING}.items():
        blocks = late_blocks.my_evening(reader.t, Evening(WEDNESDAY, EIGHT, HALF_PAST_NINE, notice))
        yield view(about, {"type": "home", "blocks": blocks})


@example_of(late_blocks.notices_of_today)
def lists(reader: Reader) -> Iterator[Frame]:
    rows = NoticesOfDay(WEDNESDAY, EIGHT, MANY, len(MANY))
    yield view("to be read", {"type": "home", "blocks": late_blocks.notices_of_today(reader.t, rows)})
    counted = NoticesOfDay(WEDNESDAY, EIGHT, (), 3)
    yield view("only counted", {"type": "home", "blocks": late_blocks.notices_of_today(reader.t, counted)})
