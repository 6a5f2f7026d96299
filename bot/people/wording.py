"""What the words of `kinds.py` are called when a person reads about themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.people.kinds import EmploymentKind, HeadKind, RoleName, Status
from bot.people.rules import Hours
from bot.texts import N_, Texts, Translator

EMPLOYMENT: Mapping[EmploymentKind, str] = {
    EmploymentKind.REGULAR: N_("regular"),
    EmploymentKind.REEMPLOYED: N_("re-employed"),
    EmploymentKind.ROLE_RETIRED: N_("retired from a managerial role"),
    EmploymentKind.FIXED_TERM: N_("fixed-term"),
    EmploymentKind.TEMPORARY: N_("temporary"),
    EmploymentKind.FISCAL_YEAR: N_("appointed for a fiscal year"),
    EmploymentKind.SPECIAL: N_("special post"),
}
STATUS: Mapping[Status, str] = {
    Status.ACTIVE: N_("at work"),
    Status.CHILDCARE: N_("on childcare leave"),
    Status.ABSENCE: N_("on leave of absence"),
    Status.SICK: N_("on sick leave"),
    Status.SECONDED_OUT: N_("seconded to another office"),
    Status.SECONDED_IN: N_("seconded from another office"),
    Status.LEFT: N_("left"),
}
HEAD: Mapping[HeadKind, str] = {
    HeadKind.HEAD: N_("head of the unit"),
    HeadKind.DEPUTY: N_("deputy of the head"),
    HeadKind.ACTING: N_("acting head"),
}
ROLE: Mapping[RoleName, str] = {
    RoleName.PERSONNEL: N_("personnel section"),
    RoleName.ADMINISTRATOR: N_("administrator of Kaeru"),
    RoleName.WELFARE: N_("staff welfare"),
    RoleName.GENERAL_AFFAIRS: N_("general affairs of a bureau"),
    RoleName.EXECUTIVE: N_("executive"),
}
#: Every language's own name; the catalogue of each language translates it.
_LANGUAGE = N_("English")

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def language_names(texts: Texts, codes: Iterable[str]) -> dict[str, str]:
    """The languages to choose from, each in its own words, by code."""
    return {code: texts.of(code)(_LANGUAGE) for code in codes}


def hours_in_words(t: Translator, hours: Hours) -> str:
    """8:30–17:15（月、火、水、木、金）."""
    weekdays = t.listing(t(name) for place, name in enumerate(_WEEKDAYS) if hours.weekdays & 1 << place)
    start, end = t.minute(hours.start_minute), t.minute(hours.end_minute)
    return t("{start} to {end} ({weekdays})", start=start, end=end, weekdays=weekdays)
