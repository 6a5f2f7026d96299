"""App Home: shown when somebody opens it, and again after each change that they make there."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from bot.city import service as city
from bot.delivery import days, opt_out_blocks, opt_outs, telling
from bot.delivery.slack_client import answered
from bot.errors import NotAllowed
from bot.no_overtime import telling as no_overtime
from bot.no_overtime.calendar import special_days
from bot.no_overtime.service import day_label
from bot.people import home
from bot.people import service as people
from bot.people.home import HomePage, View
from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.people.wording import language_names
from bot.texts import Texts, Translator
from handlers.call import Call


async def show(call: Call) -> None:
    if call.payload.get("tab") == "home":
        await publish(call, call.t)
    await call.ack()


async def choose_language(call: Call) -> None:
    language = home.read_language(call.payload)
    await call.core.transact(people.choose_locale, call.me.person_id, language)
    await publish(call, call.core.texts.of(language))
    await call.ack()


async def receive_again(call: Call) -> None:
    kind = opt_out_blocks.read_kind(call.payload)
    await call.core.transact(opt_outs.opt_in, call.me.person_id, kind)
    await publish(call, call.t)
    await call.ack()


async def publish(call: Call, t: Translator) -> None:
    """Show the page as it is now; somebody who is not on the staff reads why there is none."""
    try:
        view = await call.core.look(_page, await call.staff(), call.today, t, call.core.texts)
    except NotAllowed as stranger:
        view = home.strangers_view(t, t.error(stranger))
    await answered(call.client.views_publish(user_id=call.user_id, view=view), is_repeatable=True)


def _page(session: Session, me: Staff, today: date, t: Translator, texts: Texts) -> View:
    policy = city.policy_on(session, today)
    found = special_days(session, today, no_overtime.last_day(today), unit_code=me.unit_code)
    page = HomePage(
        unit_name=me.unit_name,
        day_label=day_label(policy, t),
        days=no_overtime.day_lines(t, found) or [no_overtime.no_days(t)],
        stored=people.stored_about(session, me.person_id, today),
        languages=language_names(texts, policy.languages),
        unwanted=_unwanted(session, me, t),
        deliveries=_deliveries(session, today, t) if me.has_role(RoleName.PERSONNEL) else "",
    )
    return home.home_view(t, page)


def _unwanted(session: Session, me: Staff, t: Translator) -> list[opt_out_blocks.Wish]:
    kinds = opt_outs.opt_outs_of(session, me.person_id)
    return [opt_out_blocks.wish(t, kind, name=t(no_overtime.KINDS.get(kind, kind))) for kind in kinds]


def _deliveries(session: Session, today: date, t: Translator) -> str:
    is_stopped = city.operation(session).is_stopped
    return telling.today(t, days.states_on(session, today), is_stopped=is_stopped)
