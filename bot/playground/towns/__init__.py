"""Two synthetic cities, ひばり野市 and 藍浜市, with fictional staff, and the files a city would hand over.

Standard library only: this room knows nothing of the rest of Kaeru.
"""

from bot.playground.towns.build import PERSONNEL_SECTION, SYSTEMS_SECTION, TOWNS, build_town
from bot.playground.towns.files import staff_csv, units_csv
from bot.playground.towns.model import (
    Employment,
    Fixture,
    LimitProfile,
    PostKind,
    Rank,
    SlackAccount,
    Status,
    Town,
    TownChannel,
    TownPost,
    TownStaff,
    TownUnit,
    UnitLevel,
)

__all__ = [
    "PERSONNEL_SECTION",
    "SYSTEMS_SECTION",
    "TOWNS",
    "Employment",
    "Fixture",
    "LimitProfile",
    "PostKind",
    "Rank",
    "SlackAccount",
    "Status",
    "Town",
    "TownChannel",
    "TownPost",
    "TownStaff",
    "TownUnit",
    "UnitLevel",
    "build_town",
    "staff_csv",
    "units_csv",
]
