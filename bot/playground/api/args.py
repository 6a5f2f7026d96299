"""The arguments of an API call, read the way Slack reads query, form and JSON alike."""

import json
from collections.abc import Mapping

from aiohttp import web

from bot.playground.api.refusals import Refusal
from bot.playground.shapes import Json

TRUE = frozenset({"1", "true", "True"})


class Args:
    """Named arguments. Forms carry structures as JSON text; JSON bodies carry them as they are."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """A text; numbers are taken as their digits."""
        value = self.values.get(name)
        return default if value is None else value if isinstance(value, str) else str(value)

    def need(self, name: str) -> str:
        """A text that must be there. Refuses with invalid_arguments, as Slack's argument check does."""
        if name not in self:
            raise Refusal("invalid_arguments", messages=[f"[ERROR] missing required field: {name}"])
        return self.text(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or no: true, 1, "1", "true"."""
        value = self.values.get(name)
        return default if value in (None, "") else value is True or str(value) in TRUE

    def number(self, name: str, default: int) -> int:
        """A whole number. Refuses with invalid_arguments."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise Refusal("invalid_arguments", messages=[f"[ERROR] must be an integer: {name}"]) from None

    def structure(self, name: str, otherwise: str) -> object:
        """A JSON value, None when absent. Refuses with the code `otherwise` when its text is no JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refusal(otherwise) from None

    def listed(self, name: str) -> list[str]:
        """A comma-separated list."""
        value = self.values.get(name)
        if isinstance(value, list):
            return [str(one) for one in value]
        return [one.strip() for one in self.text(name).split(",") if one.strip()]


async def read_arguments(request: web.Request) -> Json:
    """Query, form or JSON body in one dictionary. Refuses with invalid_json or invalid_form_data."""
    values: Json = dict(request.query)
    if request.method != "POST" or not request.can_read_body:
        return values
    if request.content_type == "application/json":
        return values | parsed_object(await request.read())
    try:
        form: Mapping[str, object] = await request.post()
    except (ValueError, LookupError):
        raise Refusal("invalid_form_data") from None
    return values | dict(form)


def parsed_object(body: bytes) -> Json:
    """A JSON object. Refuses with invalid_json, or json_not_object."""
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise Refusal("invalid_json") from None
    if not isinstance(value, dict):
        raise Refusal("json_not_object")
    return value
