"""views.*: modals and App Homes."""

from bot.playground.api.args import Args
from bot.playground.api.blocks import checked_view
from bot.playground.api.refusals import Refusal
from bot.playground.api.registry import TIER_4, method
from bot.playground.changes import ChangeKind
from bot.playground.modals import MOST_VIEWS, changed_view, find_modal, new_view, open_views, show_modal
from bot.playground.shapes import Json
from bot.playground.site import Site
from bot.playground.triggers import Trigger, Verdict
from bot.playground.views import View

BAD_TRIGGER = {
    Verdict.UNKNOWN: "invalid_trigger_id",
    Verdict.EXPIRED: "expired_trigger_id",
    Verdict.EXCHANGED: "exchanged_trigger_id",
}


@method("views.open", per_minute=TIER_4)
def views_open(site: Site, args: Args) -> Json:
    """Open a modal for the person whose interaction gave the trigger_id."""
    body = view_of(args, "modal")
    refuse_known_external_id(site, body)
    trigger = used_trigger(site, args)
    view = show_modal(site.workspace, trigger.user, new_view(site.workspace, trigger.user, body), on_top=False)
    return {"view": view.as_json()}


@method("views.push", per_minute=TIER_4)
def views_push(site: Site, args: Args) -> Json:
    """Put a modal on top of the one that is open; three at most."""
    body = view_of(args, "modal")
    refuse_known_external_id(site, body)
    trigger = used_trigger(site, args)
    stack = open_views(site.workspace, trigger.user)
    if not stack:
        raise Refusal("not_found")
    if len(stack) >= MOST_VIEWS:
        raise Refusal("push_limit_reached")
    view = show_modal(site.workspace, trigger.user, new_view(site.workspace, trigger.user, body), on_top=True)
    return {"view": view.as_json()}


@method("views.update", per_minute=TIER_4)
def views_update(site: Site, args: Args) -> Json:
    """Change a view that is open; `hash` guards against overwriting a newer one."""
    body = view_of(args, None)
    view = named_view(site, args)
    refuse_old_hash(args, view)
    changed_view(site.workspace, view, body)
    return {"view": view.as_json()}


@method("views.publish", per_minute=TIER_4)
def views_publish(site: Site, args: Args) -> Json:
    """Set a person's Home tab."""
    space, body = site.workspace, view_of(args, "home")
    if not space.has_home_tab:
        raise Refusal("not_enabled")
    user = args.need("user_id")
    if user not in space.users:
        raise Refusal("user_not_found")
    home = space.homes.get(user)
    if home is None:
        home = space.homes[user] = new_view(space, user, body)
        space.changes.tell(ChangeKind.HOME, user=user)
    else:
        refuse_old_hash(args, home)
        changed_view(space, home, body)
    return {"view": home.as_json()}


def view_of(args: Args, surface: str | None) -> Json:
    """The view argument, checked."""
    return checked_view(args.structure("view", "invalid_arguments"), surface=surface)


def used_trigger(site: Site, args: Args) -> Trigger:
    """The trigger that the call uses up. Slack looks at the view first: a bad one does not spend the trigger."""
    verdict, trigger = site.triggers.use(args.need("trigger_id"))
    if trigger is None:
        raise Refusal(BAD_TRIGGER[verdict])
    return trigger


def named_view(site: Site, args: Args) -> View:
    """The open view (or Home) that view_id or external_id names."""
    if "view_id" not in args and "external_id" not in args:
        raise Refusal("invalid_arguments", messages=["[ERROR] missing required field: view_id"])
    view = find_modal(site.workspace, view_id=args.text("view_id"), external_id=args.text("external_id"))
    if view is None:
        raise Refusal("not_found")
    return view


def refuse_old_hash(args: Args, view: View) -> None:
    """A hash, when given, must be the one of the view as it is."""
    if "hash" in args and args.text("hash") != view.hash:
        raise Refusal("hash_conflict")


def refuse_known_external_id(site: Site, body: Json) -> None:
    """An external_id names one open view."""
    external_id = body.get("external_id")
    if external_id and find_modal(site.workspace, external_id=str(external_id)):
        raise Refusal("duplicate_external_id")
