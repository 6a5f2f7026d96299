"""The JSON that travels between Slack and an app, as Python sees it. Nothing of the playground's own may enter."""

from typing import Any

Json = dict[str, Any]
