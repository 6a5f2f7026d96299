"""What people type after `/kaeru`, in any language and width: `カレンダー`, `calendar`, `ＨＥＬＰ`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from bot.people.vocabulary import folded, read_vocabulary

HELP = "help"


def command_id(payload: Mapping[str, Any]) -> str:
    """`/kaeru calendar` for everything that means it; what nobody understands leads to the help."""
    return f"{payload['command']} {_meaning(str(payload.get('text', ''))) or HELP}"


def is_known(text: str) -> bool:
    """Whether the words mean something here; saying nothing asks for help."""
    return not text.strip() or bool(_meaning(text))


def _meaning(text: str) -> str:
    first, *_ = [*text.split(), ""]
    return _commands().get(folded(first), "")


@cache
def _commands() -> Mapping[str, str]:
    return read_vocabulary().meanings("commands")
