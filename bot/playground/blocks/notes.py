"""Problems found in blocks, and the notebook that the checks write them into."""

from dataclasses import dataclass, field

from bot.playground.blocks.rules import RULES, Rule
from bot.playground.shapes import Json


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that is broken, and where (a JSON pointer)."""

    rule: Rule
    pointer: str
    about: str = ""

    def as_message(self) -> str:
        """The line that Slack puts into response_metadata.messages."""
        says = f"{self.rule.says}: {self.about}" if self.about else self.rule.says
        return f"[ERROR] {says} [json-pointer:{self.pointer}]"


def kind_of(thing: Json) -> str:
    """The type that a block, an element or a text names; "" when it names none."""
    kind = thing.get("type")
    return kind if isinstance(kind, str) else ""


@dataclass(slots=True)
class Notes:
    """What is wrong so far, and what must not occur twice."""

    surface: str = "message"
    problems: list[Problem] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    charts: int = 0
    focused: int = 0
    markdown: int = 0

    def refuse(self, code: str, pointer: str, about: str = "") -> None:
        """Note that a rule is broken."""
        self.problems.append(Problem(RULES[code], pointer, about))

    def longest(self, code: str, text: object, pointer: str) -> None:
        """A text, if there is one, may be as long as the rule says."""
        if text is not None and not isinstance(text, str):
            self.refuse("field.text", pointer)
        elif text is not None and len(text) > RULES[code].limit:
            self.refuse(code, pointer)

    def items(self, code: str, items: object, pointer: str) -> list[Json]:
        """A list of objects that may be as long as the rule says; [] when it is no list."""
        if not isinstance(items, list):
            self.refuse("field.list", pointer)
            return []
        if len(items) > RULES[code].limit:
            self.refuse(code, pointer)
        return [item for place, item in enumerate(items) if self.is_object(item, f"{pointer}/{place}")]

    def only(self, known: frozenset[str], thing: Json, pointer: str) -> None:
        """An object has no properties but those that are known."""
        if not known.issuperset(thing):
            for name in sorted(set(thing) - known):
                self.refuse("property.unknown", pointer, name)

    def is_object(self, value: object, pointer: str) -> bool:
        """Whether this is an object; noted when not."""
        if not isinstance(value, dict):
            self.refuse("field.object", pointer)
            return False
        return True

    def needs(self, thing: Json, pointer: str, *names: str) -> bool:
        """Whether all these fields are there; noted when not."""
        missing = [name for name in names if thing.get(name) is None]
        for name in missing:
            self.refuse("field.missing", pointer, name)
        return not missing
