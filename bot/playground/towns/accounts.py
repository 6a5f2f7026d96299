"""Who has a Slack account, and under which address."""

from collections.abc import Sequence
from dataclasses import replace

from bot.playground.towns.dice import Dice
from bot.playground.towns.figures import Figures
from bot.playground.towns.ids import slack_id
from bot.playground.towns.model import Employment, Rank, SlackAccount, TownStaff
from bot.playground.towns.people import Seated

ENGLISH_EVERY = 90
STRANGE_ADDRESSES = 4


def accounts(seated: Sequence[Seated], figures: Figures, dice: Dice) -> list[SlackAccount]:
    """One for everybody but the workplaces without; then a second one for one person, and one of a leaver."""
    without = {found.person.staff_no for found in without_account(seated)[: figures.without_account]}
    staff = [found.person for found in seated if found.person.staff_no not in without]
    known = [account(person, place, figures) for place, person in enumerate(staff)]
    strange = [with_strange_address(found) for found in dice.sample(known, STRANGE_ADDRESSES)]
    by_id = {found.user_id: found for found in (*known, *strange)}
    return [*by_id.values(), second_account(strange[0], figures), leavers_account(figures)]


def without_account(seated: Sequence[Seated]) -> list[Seated]:
    """Those who go without first: manual workers, then fire crews, drivers, part-timers in nurseries."""
    return [
        found
        for belongs in (is_manual, is_on_fire_shift, is_driver, is_nursery_part_timer)
        for found in seated
        if belongs(found)
    ]


def is_manual(found: Seated) -> bool:
    return found.person.rank is Rank.LABOUR or found.person.posts[0].title == "技能・業務職"


def is_on_fire_shift(found: Seated) -> bool:
    return {"消防", "交替"} <= set(found.seat.line.marks) and found.seat.is_in_team


def is_driver(found: Seated) -> bool:
    return found.person.posts[0].title == "運転手"


def is_nursery_part_timer(found: Seated) -> bool:
    return "保育" in found.seat.line.marks and found.person.employment is Employment.FISCAL_YEAR_PART


def account(person: TownStaff, place: int, figures: Figures) -> SlackAccount:
    return SlackAccount(
        user_id=slack_id("U", figures.code, person.staff_no),
        email=person.email,
        real_name=person.name,
        display_name=person.name.replace(" ", ""),
        locale="en-US" if place % ENGLISH_EVERY == ENGLISH_EVERY - 1 else "ja-JP",
        is_active=True,
        staff_no=person.staff_no,
    )


def with_strange_address(known: SlackAccount) -> SlackAccount:
    """Given name first, as people sign up by themselves."""
    mailbox, _, domain = known.email.partition("@")
    surname, _, given = mailbox.partition(".")
    return replace(known, email=f"{given}.{surname}@{domain}")


def second_account(first: SlackAccount, figures: Figures) -> SlackAccount:
    """The same person once more, with a private-looking address: nobody can tell which of the two is in use."""
    mailbox = first.email.partition("@")[0]
    user_id = slack_id("U", figures.code, first.user_id, "second")
    return replace(first, user_id=user_id, email=f"{mailbox}.mobile@{figures.email_domain}")


def leavers_account(figures: Figures) -> SlackAccount:
    """Somebody who has left the city: deactivated in Slack, no longer in the roster."""
    return SlackAccount(
        user_id=slack_id("U", figures.code, "leaver"),
        email=f"hirayama.yuka@{figures.email_domain}",
        real_name="平山 由香",
        display_name="平山由香",
        locale="ja-JP",
        is_active=False,
        staff_no=None,
    )
