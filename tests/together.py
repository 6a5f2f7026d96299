"""Which tests one process runs, one after another, because they share something costly: a browser, a demo, a quarter.

pytest-xdist's own `xdist_group` changes the name of a test, which pytest 9.2 no longer lets it do.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from xdist.scheduler import LoadScopeScheduling

#: What is shared → the files of those who share it, without `test_` and `.py`.
SHARED: Mapping[str, tuple[str, ...]] = {
    "browser": (
        *("blocks", "controls", "gallery", "mrkdwn"),
        *("page_barriers", "page_leave", "page_looks", "page_workspace"),
    ),
    "demos": ("demo_backstage", "page_days", "page_digest", "page_overtime", "page_surveys"),
    "quarter": ("a_quarter",),
}
_GROUPS = {f"test_{name}.py": group for group, names in SHARED.items() for name in names}


class Together(LoadScopeScheduling):  # type: ignore[misc]  # it has no annotations
    """Hands out tests one by one, the groups first and as a whole."""

    def _split_scope(self, nodeid: str) -> str:
        return _GROUPS.get(PurePath(nodeid.partition("::")[0]).name, nodeid)
