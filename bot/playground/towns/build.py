"""Puts a city together: chart, seats, people, posts, Slack, edge cases."""

from collections.abc import Mapping

from bot.playground.towns.accounts import accounts
from bot.playground.towns.cast import Cast
from bot.playground.towns.channels import city_channel, section_channels
from bot.playground.towns.dice import Dice
from bot.playground.towns.figures import AIHAMA, HIBARINO, Figures
from bot.playground.towns.fixtures import fixtures
from bot.playground.towns.model import Town
from bot.playground.towns.people import seat_people
from bot.playground.towns.places import unit_codes
from bot.playground.towns.posts import Posts
from bot.playground.towns.seats import lay_out
from bot.playground.towns.units import town_unit

TOWNS: Mapping[str, Figures] = {figures.code: figures for figures in (HIBARINO, AIHAMA)}
PERSONNEL_CHANNEL = "人事課-kaeru"
EVERYONE_CHANNEL = "全職員"
#: Who looks after Kaeru; a town need not have the second.
PERSONNEL_SECTION = "人事課"
SYSTEMS_SECTION = "情報政策課"


def build_town(code: str, *, seed: int | None = None) -> Town:
    """The city `hibarino` (1,500 staff) or `aihama` (12,000), the same in every run unless another seed is asked for.

    Raises KeyError for any other code.
    """
    figures = TOWNS[code]
    dice = Dice(figures.seed if seed is None else seed)
    layout = lay_out(figures, dice)
    codes = unit_codes(layout.places)
    seated = seat_people(layout.seats, codes, figures, dice)
    posts = Posts(seated, layout.places, codes)
    posts.fill(figures, dice)
    channels = section_channels(layout.lines, codes, figures)
    channel_ids = {unit_code: channel.channel_id for channel in channels for unit_code in channel.unit_codes}
    units = tuple(town_unit(place, codes, posts.heads, posts.acting, channel_ids) for place in layout.places)
    staff, users = tuple(posts.staff()), tuple(accounts(seated, figures, dice))
    personnel, everyone = city_channel(PERSONNEL_CHANNEL, figures), city_channel(EVERYONE_CHANNEL, figures)
    return Town(
        code=figures.code,
        name=figures.name,
        email_domain=figures.email_domain,
        units=units,
        staff=staff,
        accounts=users,
        channels=(everyone, personnel, *channels),
        personnel_channel=personnel,
        everyone_channel=everyone,
        fixtures=fixtures(Cast(layout.lines, codes, units, staff, users)),
    )
