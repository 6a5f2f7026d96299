"""The house rules that no linter knows, as one table. Imports are held by the contracts in pyproject.toml."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import packages_distributions

import pytest

from tests.sizes import ROOMS, ROOT, Function, Source, length, nodes, sources
from tests.together import SHARED

MOST_LINES_OF_A_FUNCTION = 50
MOST_LINES_OF_A_HANDLER = 15
MOST_LINES_OF_A_FILE = 400

#: Where whatever happens is caught and logged with a reference, so that a process goes on or ends in one sentence.
OUTERMOST_EDGES = {
    ("bot/cli/edge.py", "guarded"),
    ("schedules/live.py", "_guarded_refresh"),
    ("schedules/sender.py", "_guarded_deliver"),
    ("schedules/sender.py", "_guarded_step"),
    ("schedules/timetable.py", "_run"),
}

#: Japanese signs that are no words: what separates things in files and what starts a list.
_SIGNS = "・、，；〜–\u3000"
_JAPANESE = re.compile(r"[\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uff10-\uff9f]")

Offences = Iterator[str]


@dataclass(frozen=True)
class Rule:
    """A sentence about every source that `covers` lets through; `offences` finds what breaks it, such as `breach`."""

    name: str
    covers: Callable[[Source], bool]
    offences: Callable[[Source], Offences]
    breach: str


def everywhere(source: Source) -> bool:
    """Everything but migrations, which are written once and never read again."""
    return "/versions/" not in source.path


def in_code(source: Source) -> bool:
    return source.room != "tests" and everywhere(source)


def outside_of_migrations(source: Source) -> bool:
    return in_code(source) and not source.path.startswith("bot/migrations/")


def in_handlers(source: Source) -> bool:
    return source.room == "handlers"


def in_tests(source: Source) -> bool:
    return source.room == "tests"


def where_english_is_spoken(source: Source) -> bool:
    """The playground's towns have Japanese people in them; tests say what they expect to read."""
    return in_code(source) and not source.path.startswith("bot/playground/")


def functions_longer_than(most: int) -> Callable[[Source], Offences]:
    def offences(source: Source) -> Offences:
        for function in source.functions():
            if length(function) > most:
                yield f"{function.name} has {length(function)} lines"

    return offences


def too_many_lines(source: Source) -> Offences:
    if source.lines > MOST_LINES_OF_A_FILE:
        yield f"{source.lines} lines"


def japanese_words(source: Source) -> Offences:
    docstrings = {id(statement.value) for statement in source.nodes(ast.Expr)}
    words = (node for node in source.nodes(ast.Constant) if isinstance(node.value, str) and id(node) not in docstrings)
    for node in words:
        if _JAPANESE.search(str(node.value).translate(str.maketrans("", "", _SIGNS))):
            yield f"line {node.lineno}: {node.value!r:.30}"


def broad_excepts(source: Source) -> Offences:
    for function in source.functions():
        if (source.path, function.name) not in OUTERMOST_EDGES:
            yield from (f"line {caught.lineno}" for caught in nodes(function, ast.ExceptHandler) if is_broad(caught))


def is_broad(caught: ast.ExceptHandler) -> bool:
    names = set(re.findall(r"\w+", ast.unparse(caught.type))) if caught.type else {"Exception"}
    return bool(names & {"Exception", "BaseException"})


def imports_inside_functions(source: Source) -> Offences:
    for function in source.functions():
        yield from (f"line {node.lineno}" for node in nodes(function, ast.Import))
        yield from (f"line {node.lineno}" for node in nodes(function, ast.ImportFrom))


def rows_of_other_features(source: Source) -> Offences:
    own = ".".join(source.path.split("/")[:2])
    for module in modules_imported_by(source):
        feature, _, shelf = module.rpartition(".")
        if shelf in {"tables", "store"} and feature.startswith("bot.") and feature != own:
            yield module


def modules_imported_by(source: Source) -> Iterator[str]:
    """Full names, `from bot.people import tables` as `bot.people` and `bot.people.tables`."""
    for plain in source.nodes(ast.Import):
        yield from (alias.name for alias in plain.names)
    for node in source.nodes(ast.ImportFrom):
        yield str(node.module)
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def false_friends(source: Source) -> Offences:
    """Settings of the process may be set; a part of the product may not be swapped."""
    for module in modules_imported_by(source):
        if module.startswith(("unittest.mock", "mock", "freezegun", "time_machine")):
            yield module
    for call in source.nodes(ast.Call):
        if re.match(r"mocker\.|monkeypatch\.(set|del)(attr|item)", ast.unparse(call.func)):
            yield f"line {call.lineno}: {ast.unparse(call.func)}"


def naps(source: Source) -> Offences:
    """A loop that asks for a condition may pause, and `sleep(0)` only gives way."""
    polling = {id(node) for loop in source.nodes(ast.While) for node in ast.walk(loop)}
    for call in source.nodes(ast.Call):
        is_nap = ast.unparse(call.func) in {"asyncio.sleep", "time.sleep", "sleep"}
        if is_nap and id(call) not in polling and not ast.unparse(call).endswith("(0)"):
            yield f"line {call.lineno}: {ast.unparse(call)}"


def functions_without_an_assertion(source: Source) -> Offences:
    for function in source.functions():
        if function.name.startswith("test_") and not asserts(function):
            yield function.name


def asserts(function: Function) -> bool:
    expecting = (ast.unparse(call.func) in {"pytest.raises", "expect"} for call in nodes(function, ast.Call))
    return any(nodes(function, ast.Assert)) or any(expecting)


RULES = (
    Rule(
        "a function has at most 50 lines",
        everywhere,
        functions_longer_than(MOST_LINES_OF_A_FUNCTION),
        "def plan():\n" + "    pass\n" * 50,
    ),
    Rule(
        "a function of handlers has at most 15 lines",
        in_handlers,
        functions_longer_than(MOST_LINES_OF_A_HANDLER),
        "async def plan():\n" + "    pass\n" * 15,
    ),
    Rule("a file has at most 400 lines", everywhere, too_many_lines, "\n" * 401),
    Rule("Japanese lives in the catalogues", where_english_is_spoken, japanese_words, "word = f'{name}さん'"),
    Rule(
        "only the outermost edges catch everything",
        everywhere,
        broad_excepts,
        "def plan():\n    try: go()\n    except (KeyError, Exception): pass",
    ),
    Rule("imports stand at the top", everywhere, imports_inside_functions, "def plan():\n    from bot import clock"),
    Rule(
        "rows of another feature are reached through its use cases",
        outside_of_migrations,
        rows_of_other_features,
        "from bot.people import store",
    ),
    Rule(
        "tests use no mocks and patch nothing",
        in_tests,
        false_friends,
        "def test_plan(monkeypatch): monkeypatch.setattr(leave, 'plan', None)",
    ),
    Rule(
        "tests wait for what happens, not for a time",
        in_tests,
        naps,
        "async def test_plan(): await asyncio.sleep(0.1)",
    ),
    Rule("every test asserts something", in_tests, functions_without_an_assertion, "def test_plan(): go()"),
)


@pytest.fixture(scope="module")
def project() -> tuple[Source, ...]:
    return sources()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_house_rules_hold(rule: Rule, project: tuple[Source, ...]) -> None:
    covered = [source for source in project if rule.covers(source)]

    offences = [f"{source.path}: {offence}" for source in covered for offence in rule.offences(source)]

    assert covered
    assert not offences, "\n".join([rule.name, *offences])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_house_rules_see_what_breaks_them(rule: Rule) -> None:
    source = Source("bot/leave/rules.py", rule.breach, ast.parse(rule.breach))

    assert list(rule.offences(source))


def test_every_package_that_is_imported_is_declared(project: tuple[Source, ...]) -> None:
    imported = {name.partition(".")[0] for source in project for name in modules_imported_by(source)}
    foreign = imported - set(sys.stdlib_module_names) - set(ROOMS)
    packages = packages_distributions()
    declared = declared_packages()

    undeclared = {module for module in foreign if declared.isdisjoint(map(normal_name, packages[module]))}

    assert foreign
    assert undeclared == set()


def declared_packages() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {normal_name(re.split(r"[\[<>=]", requirement)[0]) for requirement in wanted}


def normal_name(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def test_every_file_whose_tests_run_together_is_there() -> None:
    names = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}

    assert {f"test_{name}" for together in SHARED.values() for name in together} <= names
