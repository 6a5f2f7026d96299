"""App Home: a person's own page. What comes from other features is passed in as plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.blockkit import Block, Element, View, actions, context, divider, escape, header, option, section, select
from bot.people.service import StoredAbout
from bot.people.wording import EMPLOYMENT, HEAD, ROLE, STATUS, hours_in_words
from bot.texts import Translator

CHOOSE_LANGUAGE = "people.choose_language"


@dataclass(frozen=True)
class HomePage:
    """`days` are the next no-overtime days, a line each; `unwanted` are sentences with the button of the way back.

    `today` are the blocks of what can be done today, `facts` what other features store about the person, a line each,
    `leave` the blocks of their planned leave. `own_days` is the button with which a head decides the unit's days,
    `evening_meeting` that for its meetings. `languages` are names by code; `deliveries` is what the personnel section
    reads of the city, a line each, and empty for everybody else.
    """

    unit_name: str
    day_label: str
    days: Sequence[str]
    stored: StoredAbout
    languages: Mapping[str, str]
    unwanted: Sequence[tuple[str, Element]]
    deliveries: str = ""
    today: Sequence[Block] = ()
    facts: Sequence[str] = ()
    leave: Sequence[Block] = ()
    own_days: Element | None = None
    evening_meeting: Element | None = None


def home_view(t: Translator, page: HomePage) -> View:
    """The page of a member of staff."""
    parts = (
        page.today,
        _days(t, page),
        page.leave,
        _deliveries(t, page),
        _language(t, page),
        _unwanted(t, page),
        _stored(t, page),
    )
    blocks = [block for part in parts for block in part]
    return {"type": "home", "blocks": blocks}


def strangers_view(t: Translator, sentence: str) -> View:
    """The page of a Slack user who is not on the staff: the one sentence that says what to do."""
    return {"type": "home", "blocks": [header(t("Welcome to Kaeru")), section(escape(sentence))]}


def read_language(action: Mapping[str, Any]) -> str:
    """The code of the chosen language."""
    return str(action["selected_option"]["value"])


def _days(t: Translator, page: HomePage) -> Iterator[Block]:
    yield header(t("{unit}: every {label} of the next four weeks", label=page.day_label, unit=page.unit_name))
    yield section("\n".join(f"• {escape(line)}" for line in page.days))
    if for_heads := [one for one in (page.own_days, page.evening_meeting) if one]:
        yield actions(*for_heads)


def _deliveries(t: Translator, page: HomePage) -> Iterator[Block]:
    if page.deliveries:
        yield header(t("The city today (seen by the personnel section only)"))
        yield section(escape(page.deliveries))


def _language(t: Translator, page: HomePage) -> Iterator[Block]:
    yield divider()
    yield section(t("*Language*\nI write to you and answer you in this language."))
    choices = [option(name, code) for code, name in page.languages.items()]
    chosen = page.stored.locale or t.code
    yield actions(
        select(choices, action_id=CHOOSE_LANGUAGE, chosen=chosen, placeholder=t("Choose a language")),
        block_id="language",
    )


def _unwanted(t: Translator, page: HomePage) -> Iterator[Block]:
    yield divider()
    yield section(t("*What you do not want to receive*"))
    for sentence, way_back in page.unwanted:
        yield section(escape(sentence), accessory=way_back)
    if not page.unwanted:
        yield section(t("Nothing is switched off. Every message that I send to you alone has a button for that."))


def _stored(t: Translator, page: HomePage) -> Iterator[Block]:
    yield divider()
    yield header(t("What is stored about you"))
    yield section("\n".join(f"• {escape(fact)}" for fact in (*_facts(t, page.stored), *page.facts)))
    yield context(
        t("Only you see this. It comes from the staff list of the personnel section; please ask them to correct it.")
    )


def _facts(t: Translator, stored: StoredAbout) -> Iterator[str]:
    yield t("Name: {name}", name=stored.name)
    if stored.kana:
        yield t("Name in kana: {kana}", kana=stored.kana)
    yield t("Staff number: {number}", number=stored.staff_number)
    if stored.email:
        yield t("E-mail: {email}", email=stored.email)
    yield t("Unit: {unit}", unit=stored.unit_path_name)
    if titles := t.listing(filter(None, stored.titles)):
        yield t("Titles: {titles}", titles=titles)
    yield t("Employment: {kind}, {status}", kind=t(EMPLOYMENT[stored.employment]), status=t(STATUS[stored.status]))
    yield t("Working hours: {hours}", hours=hours_in_words(t, stored.hours))
    duties = {t(HEAD[lead.kind]) for lead in stored.leads} | {t(ROLE[role.name]) for role in stored.roles}
    if duties:
        yield t("Duties: {duties}", duties=t.listing(sorted(duties)))
    yield t("Your Slack account, the language chosen above, and what you do not want to receive")
    yield t("The messages that I sent to you")
