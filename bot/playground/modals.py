"""A person's stack of modals: opening, pushing, changing and closing."""

from bot.playground.changes import ChangeKind
from bot.playground.forms import controls
from bot.playground.shapes import Json
from bot.playground.views import View
from bot.playground.workspace import Workspace

MOST_VIEWS = 3
"""platform.md 1.4."""


def open_views(space: Workspace, user: str) -> list[View]:
    """The person's modals, the visible one last."""
    return space.modals.setdefault(user, [])


def new_view(space: Workspace, user: str, body: Json) -> View:
    """A view that is not on show yet; it is its own root."""
    view_id = space.ids.make("V")
    return View(
        id=view_id,
        hash=space.ids.make("h"),
        user=user,
        body=body,
        team_id=space.team_id,
        app_id=space.app_id,
        bot_id=space.bot_id,
        root_id=view_id,
    )


def show_modal(space: Workspace, user: str, view: View, *, on_top: bool) -> View:
    """Put a modal on top of the open ones, or in their place."""
    stack = open_views(space, user)
    if not on_top:
        stack.clear()
    if stack:
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
    stack.append(view)
    space.changes.tell(ChangeKind.MODALS, user=user)
    return view


def changed_view(space: Workspace, view: View, body: Json) -> None:
    """Give a view new content. What was entered stays where block_id and action_id stay."""
    view.body = body
    view.hash = space.ids.make("h")
    there = {(control.block_id, control.action_id) for control in controls(view.blocks)}
    view.entries = {place: entry for place, entry in view.entries.items() if place in there}
    kind = ChangeKind.HOME if space.homes.get(view.user) is view else ChangeKind.MODALS
    space.changes.tell(kind, user=view.user)


def find_modal(space: Workspace, *, view_id: str = "", external_id: str = "") -> View | None:
    """An open modal or a Home by its id, or an open modal by its external_id."""
    for stack in space.modals.values():
        for view in stack:
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
    return next((home for home in space.homes.values() if home.id == view_id), None)


def close_modal(space: Workspace, view: View, *, all_of_them: bool = False) -> list[View]:
    """Take a modal (or the whole stack) off the screen; the ones that went."""
    stack = open_views(space, view.user)
    gone = list(stack) if all_of_them else [one for one in stack if one is view]
    stack[:] = [one for one in stack if one not in gone]
    space.changes.tell(ChangeKind.MODALS, user=view.user)
    return gone
