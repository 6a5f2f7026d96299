"""The words of the delivery ledger: kinds, states and reasons, as an operator reads them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.delivery.rules import Skip, State
from bot.delivery.settling import UNREADABLE
from bot.digest.digest_blocks import WEEKLY
from bot.no_overtime.cards import CLOSING, EVENING_MEETING, MORNING, SOFTENED
from bot.overtime.evening_card import EVENING_CARD, SENT_BACK
from bot.overtime.exporting import EXPORT
from bot.overtime.late_rules import LATE_NOTICE
from bot.overtime.my_blocks import DAY_INSTEAD
from bot.pulse.question_blocks import INVITATION, REMINDER
from bot.pulse.stress_blocks import STRESS_CHECK
from bot.spreadsheet import Encoding
from bot.texts import N_

KINDS: Mapping[str, str] = {
    MORNING: N_("morning card"),
    CLOSING: N_("closing card"),
    EVENING_MEETING: N_("evening meeting"),
    SOFTENED[MORNING]: N_("morning card, softened"),
    SOFTENED[CLOSING]: N_("closing card, softened"),
    EVENING_CARD: N_("overtime reports for whoever confirms"),
    SENT_BACK: N_("overtime report sent back"),
    EXPORT[Encoding.UTF_8]: N_("overtime reports as a file"),
    EXPORT[Encoding.CP932]: N_("overtime reports as a file, Shift_JIS"),
    DAY_INSTEAD: N_("word on a day instead"),
    LATE_NOTICE: N_("question before 20:00 or 21:00"),
    INVITATION: N_("Invitation to a survey"),
    REMINDER: N_("Reminder of a survey"),
    STRESS_CHECK: N_("Invitation to the stress check"),
    WEEKLY: N_("the week's digest"),
}

STATES: Mapping[State, str] = {
    State.PENDING: N_("waiting"),
    State.CLAIMED: N_("on its way"),
    State.DOUBTFUL: N_("in doubt: looking for it"),
    State.MERGED: N_("in one message with others"),
    State.SENT: N_("sent"),
    State.SKIPPED: N_("not sent"),
    State.FAILED: N_("failed"),
}

REASONS: Mapping[str, str] = {
    Skip.TOO_LATE: N_("it was too late to be worth saying"),
    Skip.SUPERSEDED: N_("a later card of the day took its place"),
    Skip.STOPPED: N_("everything was stopped"),
    Skip.NOT_IN_PILOT: N_("the unit does not take part in the pilot"),
    Skip.OFF_DUTY: N_("off duty that day"),
    Skip.QUIET: N_("outside the person's hours"),
    Skip.SPECIAL_MODE: N_("disaster, election or council work"),
    Skip.OPTED_OUT: N_("does not want to receive it"),
    Skip.BUDGET: N_("enough messages already"),
    Skip.NOT_WANTED: N_("no longer called for"),
    Skip.NO_PERSONNEL_CHANNEL: N_("rehearsal, but no personnel channel is set"),
    Skip.NOTHING_TO_SAY: N_("there was nothing worth saying"),
    Skip.NO_ACCOUNT: N_("has no Slack account"),
    Skip.PASSED_ON: N_("away all week: whoever stands in was told"),
    Skip.SAID_ELSEWHERE: N_("stands in another message of that day"),
    UNREADABLE: N_("it may have arrived; the channel's history cannot be read"),
    "channel_not_found": N_("Slack does not know the channel: correct it in the roster"),
    "is_archived": N_("the channel is archived: unarchive it or name another one"),
    "not_in_channel": N_("Kaeru is not in the channel: invite it there"),
}

#: How a single try ended, beside Slack's own code.
OUTCOMES: Mapping[str, str] = {
    "started": N_("on its way"),
    "sent": N_("Slack took it"),
    "no_answer": N_("the answer was lost, so the channel's history was read"),
    "ratelimited": N_("Slack asked to wait a little"),
    "unreachable": N_("Slack could not be reached"),
}
