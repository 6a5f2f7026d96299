"""What reasons and states of reports are called when a person reads them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.no_overtime.answers import Cause
from bot.no_overtime.wording import CAUSES
from bot.overtime.kinds import LateAnswer, ReportState
from bot.overtime.late_rules import LateWish
from bot.texts import N_, Translator

STATES: Mapping[ReportState, str] = {
    ReportState.REPORTED: N_("reported, not looked at yet"),
    ReportState.CONFIRMED: N_("confirmed"),
    ReportState.SENT_BACK: N_("sent back"),
    ReportState.WITHDRAWN: N_("withdrawn"),
}


def cause_words(t: Translator, own: Mapping[str, str]) -> dict[str, str]:
    """Every reason that can be chosen, by its code: those of `domain.md` B09, then the city's own."""
    return {**{cause.value: t(CAUSES[cause]) for cause in Cause}, **own}


def cause_word(t: Translator, code: str, own: Mapping[str, str]) -> str:
    """What a reason is called; one that the city has given up since shows its code."""
    return cause_words(t, own).get(code, code)


def hour_words(t: Translator, minute: int) -> str:
    """20時 for a full hour, else 20:30."""
    return t("{hour}:00", hour=minute // 60) if minute % 60 == 0 else t.minute(minute)


def evening_words(t: Translator, said: LateWish) -> str:
    """What somebody said about their evening, for a list: 終わります, or until when they work."""
    if said.answer is LateAnswer.FINISHING or said.planned_end_minute is None:
        return t("I finish by then")
    return t("stays until {time}", time=t.minute(said.planned_end_minute))


def will_be_asked(t: Translator, late_minute: int) -> str:
    """That the question before 20:00 will come, so that nobody is surprised by it in the evening."""
    hour = hour_words(t, late_minute)
    return t("If you stay until about {hour}, I ask you shortly before whether you will be done.", hour=hour)
