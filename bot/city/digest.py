"""The section of the policy about the weekly digest (今週のまとめ) of heads: whether, when, and what rides in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import StrictBool

from bot.city.fields import Minute, Whole
from bot.city.parts import Part


class Digest(Part):
    """今週のまとめ (B13) on the first working day of a week, at `time`. The first of a month tells of the one before.

    It waits for its head for so many days, where the message budget or a day off holds it back. `tips`: whether a kind
    word stands below it.
    """

    is_on: StrictBool = True
    time: Minute = 10 * 60
    waits_days: Annotated[int, Whole(0, 4)] = 2
    monthly: StrictBool = True
    tips: StrictBool = True
