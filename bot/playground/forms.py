"""What a person can press or fill in: finding an element, a plain value in Slack's shape, and state.values."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.playground.sentences import NO_SUCH_CONTROL, NO_SUCH_OPTION
from bot.playground.shapes import Json

Entries = dict[tuple[str, str], Json]
"""What a person has entered, by (block_id, action_id)."""

ACTIONS_ONLY = frozenset({"button", "overflow", "image", "workflow_button", "feedback_buttons", "icon_button"})
ONE_OPTION = frozenset({"static_select", "external_select", "radio_buttons", "overflow"})
MANY_OPTIONS = frozenset({"checkboxes", "multi_static_select", "multi_external_select"})
FIELD = (
    {
        "users_select": "selected_user",
        "conversations_select": "selected_conversation",
        "channels_select": "selected_channel",
        "multi_users_select": "selected_users",
        "multi_conversations_select": "selected_conversations",
        "multi_channels_select": "selected_channels",
        "datepicker": "selected_date",
        "timepicker": "selected_time",
        "datetimepicker": "selected_date_time",
        "plain_text_input": "value",
        "number_input": "value",
        "email_text_input": "value",
        "url_text_input": "value",
        "rich_text_input": "rich_text_value",
    }
    | dict.fromkeys(ONE_OPTION, "selected_option")
    | dict.fromkeys(MANY_OPTIONS, "selected_options")
)
INITIAL: dict[str, tuple[str, object]] = {
    "selected_user": ("initial_user", None),
    "selected_conversation": ("initial_conversation", None),
    "selected_channel": ("initial_channel", None),
    "selected_users": ("initial_users", []),
    "selected_conversations": ("initial_conversations", []),
    "selected_channels": ("initial_channels", []),
    "selected_date": ("initial_date", None),
    "selected_time": ("initial_time", None),
    "selected_date_time": ("initial_date_time", None),
    "value": ("initial_value", None),
    "rich_text_value": ("initial_value", None),
    "selected_option": ("initial_option", None),
    "selected_options": ("initial_options", []),
}


class CannotDo(Exception):
    """A person tried what the screen does not offer: no such button, no such choice."""


@dataclass(frozen=True, slots=True)
class Control:
    """An interactive element, the block it lies in and whether pressing it tells the app at once."""

    block_id: str
    action_id: str
    element: Json
    dispatches: bool

    @property
    def type(self) -> str:
        """Slack's name of the element's type."""
        kind: str = self.element["type"]
        return kind


def controls(blocks: list[Json]) -> Iterator[Control]:
    """Every interactive element of these blocks, top to bottom."""
    for block in blocks:
        for element, dispatches in elements_of(block):
            if "action_id" in element:
                yield Control(block.get("block_id", ""), element["action_id"], element, dispatches)


def elements_of(block: Json) -> list[tuple[Json, bool]]:
    """The elements of one block, each with whether it dispatches an action at once."""
    kind = block.get("type")
    if kind == "input":
        return [(block["element"], bool(block.get("dispatch_action")))]
    if kind == "section" and "accessory" in block:
        return [(block["accessory"], True)]
    if kind == "actions":
        return [(element, True) for element in block["elements"]]
    return []


def find_control(blocks: list[Json], action_id: str, block_id: str | None = None) -> Control:
    """The element with this action_id. Raises CannotDo when the screen has none (an old button that was replaced)."""
    for control in controls(blocks):
        if control.action_id == action_id and block_id in (None, control.block_id):
            return control
    raise CannotDo(NO_SUCH_CONTROL.filled(name=action_id))


def entry_of(control: Control, value: object) -> Json:
    """What Slack would send for this element when the person chooses `value` (an option's value, a date, a text …)."""
    kind = control.type
    if kind in ONE_OPTION:
        value = None if value is None else option_of(control.element, value)
    elif kind in MANY_OPTIONS:
        value = [option_of(control.element, one) for one in as_list(value)]
    elif kind.startswith("multi_"):
        value = as_list(value)
    elif FIELD.get(kind) == "value" and value is not None:
        value = str(value)
    return {"type": kind, FIELD[kind]: value}


def as_list(value: object) -> list[object]:
    """The value as a list; None is the empty choice."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def option_of(element: Json, value: object) -> Json:
    """The option with this value. A whole option (from an external select) is taken as it is."""
    if isinstance(value, dict):
        return value
    for option in options_of(element):
        if option.get("value") == value:
            return option
    raise CannotDo(NO_SUCH_OPTION.filled(name=value))


def chosen_in(control: Control, entry: Json) -> object:
    """What was chosen, from an entry of state.values: the element's own options by their values, None for nothing."""
    chosen = entry.get(FIELD[control.type]) or None
    if not options_of(control.element):
        return chosen
    many = [one.get("value") if isinstance(one, dict) else one for one in as_list(chosen)]
    return many if isinstance(chosen, list) else next(iter(many), None)


def options_of(element: Json) -> list[Json]:
    """All options of an element, groups flattened."""
    options: list[Json] = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        options += group["options"]
    return options


def state_values(blocks: list[Json], entries: Entries) -> Json:
    """`state.values`: by block and action what is entered now, else the element's initial value."""
    values: Json = {}
    for control in controls(blocks):
        if control.type in ACTIONS_ONLY or control.type not in FIELD:
            continue
        entry = entries.get((control.block_id, control.action_id)) or initial_entry(control)
        values.setdefault(control.block_id, {})[control.action_id] = entry
    return values


def initial_entry(control: Control) -> Json:
    """What the element holds before the person touches it."""
    field = FIELD[control.type]
    initial, nothing = INITIAL[field]
    return {"type": control.type, field: control.element.get(initial, nothing)}
