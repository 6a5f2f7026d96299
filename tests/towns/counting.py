"""Small ways to count in a built city."""

from collections import Counter

from bot.playground.towns import PostKind, Status, Town, TownPost, TownStaff, TownUnit, UnitLevel


def subtree(town: Town, path: str) -> list[TownUnit]:
    return [unit for unit in town.units if unit.path == path or unit.path.startswith(f"{path}/")]


def staff_below(town: Town, path: str) -> list[TownStaff]:
    """Those whose main post is in the unit or anywhere below it."""
    codes = {unit.code for unit in subtree(town, path)}
    return [person for person in town.staff if person.posts[0].unit_code in codes]


def sections(town: Town) -> list[TownUnit]:
    return [unit for unit in town.units if unit.level is UnitLevel.SECTION]


def sections_below(town: Town, path: str) -> list[TownUnit]:
    return [unit for unit in subtree(town, path) if unit.level is UnitLevel.SECTION]


def team_sizes(town: Town) -> list[int]:
    """One size per team, of main posts, smallest first; a team without anybody counts as 0."""
    members = Counter(person.posts[0].unit_code for person in town.staff)
    return sorted(members[unit.code] for unit in town.units if unit.level is UnitLevel.TEAM)


def statuses(town: Town) -> Counter[Status]:
    return Counter(person.status for person in town.staff)


def posts(town: Town, kind: PostKind) -> list[TownPost]:
    return [post for person in town.staff for post in person.posts if post.kind is kind]


def vacant(town: Town, level: UnitLevel) -> list[TownUnit]:
    return [unit for unit in town.units if unit.level is level and unit.head is None]
