"""What a message says: text, blocks, metadata and attachments, checked as Slack checks them."""

import json
from dataclasses import dataclass

from bot.playground.api.args import Args
from bot.playground.api.blocks import checked_blocks
from bot.playground.api.refusals import Refusal
from bot.playground.shapes import Json

TEXT = 40_000
MARKDOWN_TEXT = 12_000
METADATA_BYTES = 16_000
NO_BLOCKS: list[Json] = []


@dataclass(frozen=True, slots=True)
class Content:
    """The content of one message."""

    text: str
    blocks: list[Json]
    attachments: list[Json]
    metadata: Json | None


def content_of(args: Args, *, most: int | None = None) -> Content:
    """Read and check. `most` refuses longer text; without it text is cut at 40,000 characters (platform.md 1.4)."""
    text = text_of(args, most)
    blocks = checked_blocks(args.structure("blocks", "invalid_blocks_format"))
    attachments = attachments_of(args)
    if not text.strip() and not blocks and not attachments:
        raise Refusal("no_text")
    return Content(text, blocks, attachments, metadata_of(args))


def text_of(args: Args, most: int | None) -> str:
    """`text`, or `markdown_text` which takes its place."""
    if "markdown_text" in args:
        if len(markdown := args.text("markdown_text")) > MARKDOWN_TEXT:
            raise Refusal("msg_too_long")
        return markdown
    text = args.text("text")
    if most is not None and len(text) > most:
        raise Refusal("msg_too_long")
    return text[:TEXT]


def attachments_of(args: Args) -> list[Json]:
    """Legacy attachments, taken as they are."""
    attachments = args.structure("attachments", "invalid_arguments")
    if attachments is None:
        return NO_BLOCKS
    if not isinstance(attachments, list):
        raise Refusal("invalid_arguments", messages=["[ERROR] attachments must be an array"])
    return attachments


def metadata_of(args: Args) -> Json | None:
    """Message metadata: an event_type and an event_payload, 16 kB at most."""
    metadata = args.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise Refusal("invalid_metadata_format")
    if not metadata.get("event_type") or not isinstance(metadata.get("event_payload"), dict):
        raise Refusal("invalid_metadata_schema")
    if len(json.dumps(metadata)) > METADATA_BYTES:
        raise Refusal("metadata_too_large")
    return metadata
