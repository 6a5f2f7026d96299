"""How long functions, files and tests are, room by room: `python -m tests.sizes` prints the table."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "handlers", "schedules", "locales", "tests")

Node = TypeVar("Node", bound=ast.AST)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file: its path below the root, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.path.partition("/")[0]

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def nodes(self, kind: type[Node]) -> Iterator[Node]:
        return nodes(self.tree, kind)

    def functions(self) -> Iterator[Function]:
        yield from self.nodes(ast.FunctionDef)
        yield from self.nodes(ast.AsyncFunctionDef)


def sources() -> tuple[Source, ...]:
    """Every Python file of the project."""
    paths = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return tuple(_source(path) for path in paths)


def nodes(tree: ast.AST, kind: type[Node]) -> Iterator[Node]:
    """Every node of this kind in a syntax tree."""
    return (node for node in ast.walk(tree) if isinstance(node, kind))


def length(function: Function) -> int:
    """Lines from `def` to the end, docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def main() -> None:
    """Print median, p90 and longest of each room against the house's aims (style: functions 8 / 30, files 150)."""
    found = [source for source in sources() if "/versions/" not in source.path]
    for room in ROOMS:
        here = [source for source in found if source.room == room]
        functions = [length(function) for source in here for function in source.functions()]
        sys.stdout.write(f"{room:10} functions {_spread(functions)}   files {_spread([one.lines for one in here])}\n")


def _spread(sizes: Sequence[int]) -> str:
    return f"{median(sizes):4.0f} / {quantiles(sizes, n=10)[-1]:4.0f} / {max(sizes):4d}"


def _source(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text))


if __name__ == "__main__":
    main()
