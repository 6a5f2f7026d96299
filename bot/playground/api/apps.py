"""auth.*, api.*, apps.*, team.*, bots.*, usergroups.* and blocks.validate."""

from bot.playground.api.args import Args
from bot.playground.api.blocks import problems_of_arguments
from bot.playground.api.refusals import Refusal
from bot.playground.api.registry import HUNDREDS, TIER_1, TIER_2, TIER_3, method
from bot.playground.shapes import Json
from bot.playground.site import Site


@method("api.test", per_minute=None)
def api_test(_site: Site, args: Args) -> Json:
    """Echo the arguments."""
    return {"args": {name: value for name, value in args.values.items() if name != "token"}}


@method("auth.test", per_minute=HUNDREDS)
def auth_test(site: Site, _args: Args) -> Json:
    """Who the token belongs to."""
    return site.identity()


@method("apps.connections.open", "connections:write", per_minute=TIER_1, takes_app_token=True)
def connections_open(site: Site, _args: Args) -> Json:
    """A WebSocket URL for Socket Mode."""
    return {"url": site.open_socket()}


@method("team.info", "team:read", per_minute=TIER_3)
def team_info(site: Site, _args: Args) -> Json:
    """The workspace."""
    space = site.workspace
    team = {"id": space.team_id, "name": space.team_name, "domain": space.domain, "email_domain": "", "icon": {}}
    return {"team": team}


@method("bots.info", "users:read", per_minute=TIER_3)
def bots_info(site: Site, args: Args) -> Json:
    """The app's bot."""
    space = site.workspace
    if args.text("bot", space.bot_id) != space.bot_id:
        raise Refusal("bot_not_found")
    bot = {"id": space.bot_id, "deleted": False, "name": space.bot.real_name, "app_id": space.app_id}
    return {"bot": bot | {"user_id": space.bot.id, "updated": space.bot.updated, "icons": {}}}


@method("usergroups.list", "usergroups:read", per_minute=TIER_2)
def usergroups_list(site: Site, _args: Args) -> Json:
    """The user groups; Slack gives no pages here (platform.md 1.1)."""
    return {"usergroups": site.workspace.usergroups}


@method("blocks.validate", per_minute=HUNDREDS)
def blocks_validate(_site: Site, args: Args) -> Json:
    """Whether `blocks`, a `message` or a `view` would be taken; the errors are JSON pointers (platform.md 1.6)."""
    problems = problems_of_arguments(args)
    if problems:
        raise Refusal("invalid_blocks", messages=[problem.as_message() for problem in problems])
    return {}
