"""Who leads each section and its teams, so that the totals per rank come out exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.playground.towns.chart import Line, Path
from bot.playground.towns.dice import Dice, apportion
from bot.playground.towns.figures import Figures
from bot.playground.towns.model import Rank

NURSERY, HOSPITAL_WARD = "保育", "病棟"
VACANT_HEAD = "X06"


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads a section: those who sit in it directly (the head first unless vacant), then the heads of its teams.

    A team without a rank is vacant; the section's deputy acts there.
    """

    has_head: bool
    ranks: tuple[Rank, ...]
    team_heads: tuple[Rank | None, ...]


def leads(
    sections: Sequence[Line], own: Mapping[Path, tuple[Rank, ...]], figures: Figures, dice: Dice
) -> dict[Path, Lead]:
    deputies = deputy_sections(sections, figures)
    seconds = second_heads(sections, figures)
    supervisors = free_supervisors(sections, figures)
    heads = team_heads(sections, deputies, figures, dice)
    return {
        line.path: Lead(
            has_head=VACANT_HEAD not in line.marks,
            ranks=own[line.path]
            + head_ranks(line)
            + (Rank.R6,) * seconds[line.path]
            + (Rank.R5B,) * (line.path in deputies)
            + (Rank.R5,) * supervisors[line.path],
            team_heads=heads[line.path],
        )
        for line in sections
    }


def is_care(line: Line) -> bool:
    """Nurseries and hospital wards have no teams: one supervisor keeps each together."""
    return NURSERY in line.marks or HOSPITAL_WARD in line.marks


def head_ranks(line: Line) -> tuple[Rank, ...]:
    if VACANT_HEAD in line.marks:
        return ()
    return (Rank.R5B if NURSERY in line.marks else Rank.R6,)


def second_heads(sections: Sequence[Line], figures: Figures) -> dict[Path, int]:
    """Further people of a section head's rank (参事, 担当課長), by the size of the section."""
    extra = figures.ranks[Rank.R6] - sum(head_ranks(line) == (Rank.R6,) for line in sections)
    return shared_by_size(extra, [line for line in sections if not is_care(line)], sections)


def free_supervisors(sections: Sequence[Line], figures: Figures) -> dict[Path, int]:
    """Supervisors who head no team: one in each nursery or hospital ward, the rest by size."""
    care = [line for line in sections if is_care(line)]
    spare = figures.ranks[Rank.R5] - len(care) - count_of_teams(sections) + figures.vacant_teams
    extra = shared_by_size(max(0, spare), [line for line in sections if line.teams or is_care(line)], sections)
    return {line.path: extra[line.path] + is_care(line) for line in sections}


def shared_by_size(total: int, among: Sequence[Line], sections: Sequence[Line]) -> dict[Path, int]:
    shares = dict(zip([line.path for line in among], apportion(total, [line.size for line in among]), strict=True))
    return {line.path: shares.get(line.path, 0) for line in sections}


def count_of_teams(sections: Sequence[Line]) -> int:
    return sum(len(line.teams) for line in sections)


def led_by_deputies(sections: Sequence[Line], figures: Figures) -> int:
    """How many teams a 課長補佐 heads because there are fewer 係長 than teams."""
    care = sum(is_care(line) for line in sections)
    return max(0, count_of_teams(sections) - figures.vacant_teams - (figures.ranks[Rank.R5] - care))


def by_size(sections: Sequence[Line]) -> list[Line]:
    return sorted(sections, key=lambda line: -line.size)


def deputy_sections(sections: Sequence[Line], figures: Figures) -> frozenset[Path]:
    """The biggest sections have a 課長補佐 of their own, besides those who head a nursery or a team."""
    nurseries = sum(head_ranks(line) == (Rank.R5B,) for line in sections)
    count = figures.ranks[Rank.R5B] - nurseries - led_by_deputies(sections, figures)
    ordinary = [line for line in sections if not is_care(line)]
    return frozenset(line.path for line in by_size(ordinary)[:count])


def team_heads(
    sections: Sequence[Line], deputies: frozenset[Path], figures: Figures, dice: Dice
) -> dict[Path, tuple[Rank | None, ...]]:
    """The rank that heads each team: the first by a deputy where 係長 are too few, the last vacant in a few."""
    without = [line for line in by_size(sections) if line.teams and line.path not in deputies]
    under_deputy = {line.path for line in without[: led_by_deputies(sections, figures)]}
    able = [line for line in sections if line.path in deputies and len(line.teams) > 1]
    vacant = {line.path for line in dice.sample(able, figures.vacant_teams)}
    return {
        line.path: heads_of(line, under_deputy=line.path in under_deputy, has_vacancy=line.path in vacant)
        for line in sections
    }


def heads_of(line: Line, *, under_deputy: bool, has_vacancy: bool) -> tuple[Rank | None, ...]:
    heads: list[Rank | None] = [Rank.R5] * len(line.teams)
    if under_deputy:
        heads[0] = Rank.R5B
    if has_vacancy:
        heads[-1] = None
    return tuple(heads)
