"""Who is who in the demo, for the page's "you are …": unit and post of everybody, and three people to begin as."""

from __future__ import annotations

from bot.cli.manifest import read_manifest
from bot.playground import Workspace
from bot.playground.towns import PERSONNEL_SECTION, Status, Town, TownPost, TownStaff, TownUnit


def introduce(workspace: Workspace, town: Town) -> None:
    """Tell the workspace what the app declares, what everybody's post is and whom a newcomer is offered first."""
    workspace.features = read_manifest()["features"]
    for account in town.accounts:
        if account.staff_no is not None and account.user_id in workspace.users:
            post = town.staff_by_number[account.staff_no].posts[0]
            workspace.users[account.user_id].title = _title(town, post)
    workspace.cast = _cast(town)


def _title(town: Town, post: TownPost) -> str:
    return f"{town.unit_by_code[post.unit_code].path.replace('/', ' ')} {post.title}"


def _cast(town: Town) -> dict[str, str]:
    """A member of a section, its head, and somebody of the personnel section: Slack ids and the word for each."""
    accounts = {one.staff_no: one.user_id for one in town.accounts if one.is_active and one.staff_no is not None}
    at_work = [one for one in town.staff if one.staff_no in accounts and one.status is Status.ACTIVE]
    section = next(unit for unit in town.units if unit.channel_id and unit.head in accounts and not unit.works_shifts)
    personnel = next((unit for unit in town.units if unit.name == PERSONNEL_SECTION), section)
    found = {accounts[_member(at_work, town, section)]: "member"}
    if section.head is not None:
        found.setdefault(accounts[section.head], "head")
    found.setdefault(accounts[_member(at_work, town, personnel)], "personnel")
    return found


def _member(at_work: list[TownStaff], town: Town, section: TownUnit) -> str:
    """The staff number of somebody in the section or its teams who heads nothing, or of whoever is there."""
    there = [one for one in at_work if _is_in(town, one.posts[0].unit_code, section.code)]
    heads = {unit.head for unit in town.units}
    return next((one for one in there if one.staff_no not in heads), there[0]).staff_no


def _is_in(town: Town, code: str, section: str) -> bool:
    return section in (code, town.unit_by_code[code].parent)
