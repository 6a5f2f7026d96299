"""Block Kit at the API's door: refuse what Slack refuses, and give blocks the ids that Slack gives them."""

import json

from bot.playground.api.args import Args
from bot.playground.api.refusals import Refusal
from bot.playground.blocks import Problem, problems_in_blocks, problems_in_view
from bot.playground.shapes import Json

SUM_OF_BLOCKS = 13_200
VIEW_BYTES = 250_000


def checked_blocks(blocks: object) -> list[Json]:
    """Blocks of a message, with block ids. Refuses with invalid_blocks and Slack's list of reasons."""
    if blocks is None or blocks == "":
        return []
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    problems = problems_in_blocks(blocks)
    if problems:
        messages = [problem.as_message() for problem in problems]
        raise Refusal("invalid_blocks", messages=messages, errors=[m.removeprefix("[ERROR] ") for m in messages])
    if characters_in(blocks) > SUM_OF_BLOCKS:
        raise Refusal("msg_blocks_too_long")
    return with_ids(blocks)


def checked_view(view: object, *, surface: str | None = None) -> Json:
    """A view, with block ids. Refuses with invalid_arguments or view_too_large; `surface` is what it must be."""
    if not isinstance(view, dict):
        raise Refusal("invalid_arguments", messages=["[ERROR] must be a view object [json-pointer:/view]"])
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        raise Refusal("view_too_large")
    problems = problems_in_view(view, surface=surface)
    if problems:
        raise Refusal("invalid_arguments", messages=[problem.as_message() for problem in problems])
    return view | {"blocks": with_ids(view["blocks"])}


def problems_of_arguments(args: Args) -> list[Problem]:
    """What blocks.validate finds in whichever of `blocks`, `message` and `view` it was given."""
    view = args.structure("view", "invalid_json")
    if isinstance(view, dict):
        return problems_in_view(view)
    message = args.structure("message", "invalid_json")
    blocks = message.get("blocks") if isinstance(message, dict) else args.structure("blocks", "invalid_json")
    if not isinstance(blocks, list):
        raise Refusal("invalid_arguments", messages=["[ERROR] one of blocks, message and view is needed"])
    return problems_in_blocks(blocks)


def with_ids(blocks: list[Json]) -> list[Json]:
    """The blocks with the block_id and action_id that Slack makes up where the app gave none."""
    return [with_action_ids(block, f"_{place}") for place, block in enumerate(blocks)]


def with_action_ids(block: Json, made_up: str) -> Json:
    """One block with its ids; what has them already is not copied."""
    if not block.get("block_id"):
        block = block | {"block_id": made_up}
    for place in ("element", "accessory"):
        if isinstance(block.get(place), dict):
            block = with_named(block, place, named_element(block[place], made_up))
    if block.get("type") == "actions":
        named = [named_element(one, f"{made_up}_{number}") for number, one in enumerate(block["elements"])]
        block = with_named(block, "elements", named)
    return block


def with_named(block: Json, place: str, named: object) -> Json:
    """The block with its elements named; itself when they already were."""
    return block if named == block[place] else block | {place: named}


def named_element(element: Json, made_up: str) -> Json:
    """An interactive element with an action_id."""
    if element.get("action_id") or element.get("type") == "image":
        return element
    return element | {"action_id": made_up}


def characters_in(value: object) -> int:
    """The characters of all texts, which is what Slack adds up for msg_blocks_too_long (about; platform.md 1.4)."""
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(characters_in(inner) for inner in value.values() if not isinstance(inner, str))
    if isinstance(value, list):
        return sum(characters_in(inner) for inner in value)
    return 0
