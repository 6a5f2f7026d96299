"""The totals of both cities (`domain.md` 5.2, 5.3). What 5.3 leaves open for 藍浜市 is scaled from ひばり野市."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.playground.towns.model import Rank, Status


@dataclass(frozen=True, slots=True)
class TeamSizes:
    """How a section's people are spread over its teams.

    `growth` is how many people at most each team gives up to the section's favourite; every `tiny_every`-th section or
    so has a team of one or two.
    """

    smallest: int
    largest: int
    growth: int
    tiny_every: int | None
    people_per_team: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a city must add up to. `part_time` counts among the fiscal-year appointed staff; `charts` are files."""

    code: str
    name: str
    staff_prefix: str
    charts: tuple[str, ...]
    seed: int
    ranks: Mapping[Rank, int]
    part_time: int
    statuses: Mapping[Status, int]
    concurrent_posts: int
    vacant_teams: int
    without_account: int
    team_sizes: TeamSizes
    has_bureaus: bool

    @property
    def email_domain(self) -> str:
        return f"{self.code}.example"


HIBARINO = Figures(
    code="hibarino",
    name="ひばり野市",
    staff_prefix="H",
    charts=("hibarino.csv",),
    seed=20261125,
    ranks={
        Rank.R8: 15,
        Rank.R7: 14,
        Rank.R6: 72,
        Rank.R5B: 70,
        Rank.R5: 165,
        Rank.R4: 330,
        Rank.R1: 434,
        Rank.LABOUR: 40,
        Rank.REEMPLOYED: 50,
        Rank.FISCAL_YEAR: 310,
    },
    part_time=200,
    statuses={
        Status.CHILDCARE: 22,
        Status.SICK: 9,
        Status.ABSENCE: 6,
        Status.SECONDED_OUT: 8,
        Status.SECONDED_IN: 3,
    },
    concurrent_posts=35,
    vacant_teams=4,
    without_account=165,
    team_sizes=TeamSizes(smallest=3, largest=9, growth=2, tiny_every=None, people_per_team=6),
    has_bureaus=False,
)

AIHAMA = Figures(
    code="aihama",
    name="藍浜市",
    staff_prefix="A",
    charts=("aihama_mayor.csv", "aihama_others.csv"),
    seed=20261126,
    ranks={
        Rank.R8: 34,
        Rank.R7: 140,
        Rank.R6: 560,
        Rank.R5B: 430,
        Rank.R5: 1650,
        Rank.R4: 2900,
        Rank.R1: 4586,
        Rank.LABOUR: 0,
        Rank.REEMPLOYED: 500,
        Rank.FISCAL_YEAR: 1200,
    },
    part_time=780,
    statuses={
        Status.CHILDCARE: 180,
        Status.SICK: 70,
        Status.ABSENCE: 50,
        Status.SECONDED_OUT: 64,
        Status.SECONDED_IN: 24,
    },
    concurrent_posts=280,
    vacant_teams=32,
    without_account=1320,
    team_sizes=TeamSizes(smallest=3, largest=12, growth=1, tiny_every=6, people_per_team=6),
    has_bureaus=True,
)
