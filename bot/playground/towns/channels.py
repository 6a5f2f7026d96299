"""Which channel a unit posts into."""

from collections.abc import Mapping, Sequence

from bot.playground.towns.chart import Line, Path
from bot.playground.towns.figures import Figures
from bot.playground.towns.ids import slack_id
from bot.playground.towns.model import TownChannel


def section_channels(lines: Sequence[Line], codes: Mapping[Path, str], figures: Figures) -> list[TownChannel]:
    """One per section, save those marked 無チャンネル; sections marked with the same 共有= share one."""
    units: dict[str, list[str]] = {}
    for line in lines:
        if line.is_section and "無チャンネル" not in line.marks:
            units.setdefault(channel_name(line, lines), []).append(codes[line.path])
    return [
        TownChannel(slack_id("C", figures.code, name), name, tuple(unit_codes)) for name, unit_codes in units.items()
    ]


def channel_name(line: Line, lines: Sequence[Line]) -> str:
    """The section's name, where several have the same with what tells them apart; Slack allows no middle dot."""
    alike = [other for other in lines if other.name == line.name]
    name = line.name if len(alike) == 1 else f"{distinction(line, alike)}-{line.name}"
    return (line.value("共有") or name).replace("・", "").lower()


def distinction(line: Line, alike: Sequence[Line]) -> str:
    """The bureau or ward, or the department if one bureau has several sections of that name."""
    is_enough = sum(other.top == line.top for other in alike) == 1
    return line.top.removesuffix("役所") if is_enough else line.path[-2]


def city_channel(name: str, figures: Figures) -> TownChannel:
    return TownChannel(slack_id("C", figures.code, name), name, ())
