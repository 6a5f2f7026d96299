"""users.*: who is in the workspace."""

from bot.playground.api.args import Args
from bot.playground.api.paging import page_of
from bot.playground.api.refusals import Refusal
from bot.playground.api.registry import TIER_2, TIER_3, TIER_4, method
from bot.playground.people import User
from bot.playground.shapes import Json
from bot.playground.site import Site

LIMIT_REQUIRED_FROM = 1000


@method("users.list", "users:read", per_minute=TIER_2)
def users_list(site: Site, args: Args) -> Json:
    """Everybody, bots and deactivated people too, in pages."""
    users = list(site.workspace.users.values())
    if "limit" not in args and len(users) > LIMIT_REQUIRED_FROM:
        raise Refusal("limit_required")
    page, cursor = page_of(args, users, default=LIMIT_REQUIRED_FROM)
    members = [user_json(site, args, user) for user in page]
    return {"members": members, "cache_ts": 0, "response_metadata": {"next_cursor": cursor}}


@method("users.info", "users:read", per_minute=TIER_4)
def users_info(site: Site, args: Args) -> Json:
    """One user."""
    return {"user": user_json(site, args, user_of(site, args))}


@method("users.lookupByEmail", "users:read.email", per_minute=TIER_3)
def users_lookup_by_email(site: Site, args: Args) -> Json:
    """The user with an e-mail address; deactivated people are not found."""
    user = site.workspace.user_by_email(args.need("email"))
    if user is None or user.deleted:
        raise Refusal("users_not_found")
    return {"user": user_json(site, args, user)}


@method("users.profile.get", "users.profile:read", per_minute=TIER_4)
def users_profile_get(site: Site, args: Args) -> Json:
    """The profile of one user."""
    return {"profile": user_of(site, args).profile(with_email=sees_email(site))}


def user_of(site: Site, args: Args) -> User:
    """The user that the call names; the bot itself when it names none."""
    user = site.workspace.users.get(args.text("user") or site.workspace.bot.id)
    if user is None:
        raise Refusal("user_not_found")
    return user


def user_json(site: Site, args: Args, user: User) -> Json:
    """The user as this app may see it."""
    return user.as_json(with_email=sees_email(site), with_locale=args.flag("include_locale"))


def sees_email(site: Site) -> bool:
    """E-mail addresses need their own scope."""
    return "users:read.email" in site.scopes
