"""files.* and reactions.*: uploading in two steps, and emoji on messages."""

from bot.playground.api.args import Args
from bot.playground.api.places import channel_to_post, known_channel
from bot.playground.api.refusals import Refusal
from bot.playground.api.registry import TIER_2, TIER_3, TIER_4, method
from bot.playground.files import File
from bot.playground.messages import Message
from bot.playground.shapes import Json
from bot.playground.site import Site


@method("files.getUploadURLExternal", "files:write", per_minute=TIER_4)
def get_upload_url(site: Site, args: Args) -> Json:
    """Where to send the bytes of a new file."""
    if "filename" not in args or args.number("length", 0) <= 0:
        raise Refusal("missing_argument")
    space = site.workspace
    file = File(
        id=space.ids.make("F"),
        name=args.text("filename"),
        user=space.bot.id,
        created=int(space.now().timestamp()),
        alt_text=args.text("alt_txt"),
    )
    space.files[file.id] = file
    return {"upload_url": f"{site.base_url}/upload/{file.id}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write", per_minute=TIER_4)
def complete_upload(site: Site, args: Args) -> Json:
    """Finish uploads and, with channel_id, share them there as one message."""
    listed = args.structure("files", "invalid_arguments")
    if not isinstance(listed, list) or not listed:
        raise Refusal("invalid_arguments", messages=["[ERROR] missing required field: files"])
    files = [completed(site, one) for one in listed]
    if "channel_id" in args:
        share(site, args, files)
    return {"files": [file.as_json(site.base_url) for file in files]}


def completed(site: Site, named: object) -> File:
    """One uploaded file, now complete."""
    if not isinstance(named, dict):
        raise Refusal("invalid_arguments", messages=["[ERROR] must be an object: files"])
    file = site.workspace.files.get(str(named.get("id")))
    if file is None or not file.is_uploaded:
        raise Refusal("file_not_found")
    file.is_complete, file.title = True, str(named.get("title") or file.name)
    return file


def share(site: Site, args: Args, files: list[File]) -> None:
    """Post the files to a channel with the initial comment."""
    channel = channel_to_post(site, args.text("channel_id"))
    described = [file.as_json(site.base_url) for file in files]
    thread = args.text("thread_ts") or None
    site.workspace.post(channel, site.workspace.bot.id, args.text("initial_comment"), files=described, thread_ts=thread)
    for file in files:
        file.channels.append(channel.id)


@method("files.info", "files:read", per_minute=TIER_4)
def files_info(site: Site, args: Args) -> Json:
    """One complete file."""
    file = site.workspace.files.get(args.need("file"))
    if file is None or not file.is_complete:
        raise Refusal("file_not_found")
    return {"file": file.as_json(site.base_url)}


@method("files.list", "files:read", per_minute=TIER_3)
def files_list(site: Site, args: Args) -> Json:
    """Complete files, of one channel when it is named; pages are numbered here, not cursored."""
    wanted = [f for f in site.workspace.files.values() if f.is_complete]
    if "channel" in args:
        wanted = [file for file in wanted if args.text("channel") in file.channels]
    count, page = max(1, args.number("count", 100)), max(1, args.number("page", 1))
    shown = wanted[(page - 1) * count : page * count]
    paging = {"count": count, "total": len(wanted), "page": page, "pages": -(-len(wanted) // count)}
    return {"files": [file.as_json(site.base_url) for file in shown], "paging": paging}


@method("reactions.add", "reactions:write", per_minute=TIER_3)
def reactions_add(site: Site, args: Args) -> Json:
    """The bot adds an emoji."""
    message = reacted_message(site, args)
    users = message.reactions.setdefault(args.need("name"), [])
    if site.workspace.bot.id in users:
        raise Refusal("already_reacted")
    users.append(site.workspace.bot.id)
    site.workspace.touched(message)
    return {}


@method("reactions.remove", "reactions:write", per_minute=TIER_2)
def reactions_remove(site: Site, args: Args) -> Json:
    """The bot takes its emoji back."""
    message = reacted_message(site, args)
    users = message.reactions.get(args.need("name"), [])
    if site.workspace.bot.id not in users:
        raise Refusal("no_reaction")
    users.remove(site.workspace.bot.id)
    site.workspace.touched(message)
    return {}


def reacted_message(site: Site, args: Args) -> Message:
    """The message that a reaction is about."""
    message = known_channel(site, args.need("channel")).timeline.find(args.need("timestamp"))
    if message is None:
        raise Refusal("message_not_found")
    return message
