"""axe-core, which judges how well a page serves people who hear it, enlarge it or use no mouse.

`make axe` brings it from the npm registry into the virtual environment; nothing of it is committed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

SCRIPT = Path(sys.prefix) / "axe" / "node_modules" / "axe-core" / "axe.min.js"
#: What keeps somebody out; lesser impacts are advice.
GRAVE = ("serious", "critical")


def script() -> str:
    """axe's source. Without it the test is skipped; on a CI machine, where it is fetched first, it fails."""
    if not SCRIPT.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("axe-core is missing: make axe")
    return SCRIPT.read_text(encoding="utf-8")


async def barriers(page: Page) -> list[str]:
    """What is seriously in somebody's way in the page as it stands: the rule, and the element."""
    if not await page.evaluate("() => Boolean(window.axe)"):
        await page.evaluate(f"() => {{ {script()} }}")
    found: dict[str, Any] = await page.evaluate(
        "() => axe.run(document, { resultTypes: ['violations'], preload: false })"
    )
    grave = [one for one in found["violations"] if one["impact"] in GRAVE]
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in grave for node in one["nodes"]]
