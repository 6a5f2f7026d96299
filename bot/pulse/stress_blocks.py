"""The invitation to the stress check. It is done elsewhere; Kaeru knows no answer of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.blockkit import actions, context, escape, header, section
from bot.delivery.opt_out_blocks import stop_button
from bot.delivery.wording import Words
from bot.texts import N_, Translator

STRESS_CHECK = "stress_check/invitation"
#: What a person reads where they can receive it again.
NAME = N_("Invitation to the stress check")


@dataclass(frozen=True)
class Call:
    """Where the stress check is taken, and until when. Without `is_for_all`, the health staff chose to whom it goes."""

    link: str
    last_day: date
    is_reminder: bool = False
    is_for_all: bool = True


def invitation(t: Translator, call: Call) -> Words:
    """The message, with the link."""
    title = t("Reminder: stress check") if call.is_reminder else t("Stress check")
    lines = [
        t("You can take this year's stress check until {date}.", date=t.day(call.last_day)),
        t("Your answers and result go to the health staff in charge only. Kaeru does not know them."),
    ]
    small = _who_gets_it(t, call)
    stop = stop_button(t, STRESS_CHECK, name=t(NAME))
    lines.append(call.link)
    blocks = [header(title), section("\n".join(map(escape, lines))), context(escape(small)), actions(stop)]
    return Words("\n".join([title, *lines, small]), blocks)


def _who_gets_it(t: Translator, call: Call) -> str:
    if call.is_for_all:
        return t("Everybody gets this message, whether they have taken it or not. If you have: thank you.")
    return t("The health staff in charge chose to whom it goes. Your head does not learn of it.")
