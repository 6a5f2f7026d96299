"""What becomes of a place in the chart: the unit with its head, its channel and its limits."""

from collections.abc import Mapping

from bot.playground.towns.chart import Line, Path
from bot.playground.towns.model import LimitProfile, TownUnit
from bot.playground.towns.places import Place


def limit_profile(line: Line) -> LimitProfile:
    if "36協定" in line.marks:
        return LimitProfile.ARTICLE_36
    return LimitProfile.EXTERNAL if "他律" in line.marks else LimitProfile.ORDINARY


def town_unit(
    place: Place,
    codes: Mapping[Path, str],
    heads: Mapping[Path, str],
    acting: Mapping[Path, str],
    channel_ids: Mapping[str, str],
) -> TownUnit:
    return TownUnit(
        code=codes[place.path],
        name=place.path[-1],
        path="/".join(place.path),
        parent=codes.get(place.path[:-1]),
        level=place.level,
        kind=team_kind(place.path[-1]) if place.is_team else place.line.kind,
        channel_id=channel_ids.get(codes[place.path]),
        head=heads.get(place.path),
        acting_head=acting.get(place.path),
        limit_profile=limit_profile(place.line),
        works_shifts="交替" in place.line.marks,
    )


def team_kind(name: str) -> str:
    return "担当" if name.endswith("担当") else "係"
