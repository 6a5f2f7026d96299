"""The outbox's turn: skip what is too late, then send what may go out; and which cards change afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.core import Core
from bot.delivery import service as delivery
from bot.delivery import settling
from bot.delivery.claiming import AttachmentOf, StillWanted
from bot.delivery.live import Kept
from bot.digest import weekly
from bot.digest.digest_blocks import WEEKLY
from bot.leave import exporting as leave_tables
from bot.leave import prompting
from bot.leave.prompts import PromptKind
from bot.meetings import morning_cards
from bot.no_overtime import service as no_overtime
from bot.no_overtime.cards import CLOSING, EVENING_MEETING, MORNING, SOFTENED
from bot.one_on_one import exporting as one_on_ones
from bot.one_on_one import topic_asking
from bot.one_on_one.kinds import TOPIC_LINE
from bot.overtime import decisions, exporting, late, reminding, unit_evening
from bot.overtime.evening_card import EVENING_CARD, SENT_BACK
from bot.overtime.late_rules import LATE_NOTICE
from bot.overtime.my_blocks import DAY_INSTEAD
from bot.pulse import exporting as survey_results
from bot.pulse import following, inviting
from bot.pulse.action_blocks import RESULT_REMINDER
from bot.pulse.question_blocks import INVITATION, REMINDER
from bot.reports import board, drafting
from bot.reports.blocks import DRAFT, OVERDUE
from bot.texts import Translator

#: Who is asked once more before a message of a kind goes out, where that takes no secret.
STILL_WANTED: Mapping[str, StillWanted] = {
    MORNING: no_overtime.still_wanted,
    CLOSING: no_overtime.still_wanted,
    EVENING_MEETING: no_overtime.still_wanted,
    SOFTENED[MORNING]: no_overtime.still_wanted,
    SOFTENED[CLOSING]: no_overtime.still_wanted,
    LATE_NOTICE: late.still_wanted,
    morning_cards.MORNING_CARD: morning_cards.still_wanted,
    SENT_BACK: decisions.is_still_sent_back,
    DAY_INSTEAD: reminding.still_wanted,
    **dict.fromkeys(PromptKind, prompting.still_wanted),
    WEEKLY: weekly.still_wanted,
    TOPIC_LINE: topic_asking.still_wanted,
    DRAFT: drafting.still_wanted,
    OVERDUE: drafting.still_wanted,
    RESULT_REMINDER: following.still_wanted,
}

#: Whose cards change after they were posted.
LIVE: Mapping[str, Kept] = {**no_overtime.LIVE, EVENING_CARD: unit_evening.LIVE}

#: Which messages bring a file.
ATTACHMENTS: Mapping[str, AttachmentOf] = {
    **exporting.ATTACHMENTS,
    **leave_tables.ATTACHMENTS,
    **one_on_ones.ATTACHMENTS,
    **survey_results.ATTACHMENTS,
    **board.ATTACHMENTS,
}


def still_wanted(core: Core) -> Mapping[str, StillWanted]:
    """Who is asked once more, surveys among them: who has answered is known to nobody without the secret."""
    of_surveys = partial(inviting.still_wanted, secret=core.settings.secret_key)
    return {**STILL_WANTED, INVITATION: of_surveys, REMINDER: of_surveys}


async def next_waiting(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When a message may go out that waited for its person's day, or for room in it."""
    return await core.look(delivery.next_waiting, after, within=within)


async def name_waiting(core: Core, at: datetime, t: Translator) -> str:  # noqa: ARG001  the shape of every label
    """What then falls due, in words."""
    return t("Messages that waited for their person")


async def expire(core: Core, now: datetime) -> None:
    """Skip what may not go out any more."""
    await core.transact(settling.expire, now=now)
