"""Every rule of Block Kit that the playground refuses by, with the source it rests on (in `blocks.rules.TABLE`)."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.api.blocks import with_ids
from bot.playground.blocks import Problem, problems_in_blocks, problems_in_view
from bot.playground.blocks.rules import RULES
from bot.playground.forms import state_values
from bot.playground.shapes import Json


def plain(text: str = "文字") -> Json:
    return {"type": "plain_text", "text": text}


def section(**parts: object) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "文"}} | parts


def button(**parts: object) -> Json:
    return {"type": "button", "action_id": "go", "text": plain()} | parts


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field_of(element: Json, **parts: object) -> Json:
    return {"type": "input", "label": plain(), "element": element} | parts


def options(count: int, **parts: object) -> list[Json]:
    return [{"text": plain(), "value": str(number)} | parts for number in range(count)]


def select(**parts: object) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": options(2)} | parts


def image(**parts: object) -> Json:
    return {"type": "image", "image_url": "https://example.com/frog.png", "alt_text": "カエル"} | parts


def bar(categories: list[str], values: list[float], series: int = 1) -> Json:
    data = [{"label": name, "value": value} for name, value in zip(categories, values, strict=True)]
    many = [{"name": str(number), "data": data} for number in range(series)]
    return {"type": "bar", "series": many, "axis_config": {"categories": categories}}


def chart(inside: Json, title: str = "残業") -> Json:
    return {"type": "data_visualization", "title": title, "chart": inside}


def pie(*values: float) -> Json:
    return {"type": "pie", "segments": [{"label": str(place), "value": value} for place, value in enumerate(values)]}


def confirm(**parts: object) -> Json:
    return actions(button(confirm={"title": plain(), "text": plain()} | parts))


def modal(*blocks: Json, **parts: object) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks)} | parts


@dataclass(frozen=True)
class Broken:
    """Blocks of a message (or a view) that break exactly one rule."""

    code: str
    blocks: tuple[Json, ...] = ()
    view: Json | None = None

    def problems(self) -> list[Problem]:
        return problems_in_blocks(list(self.blocks)) if self.view is None else problems_in_view(self.view)


def broken(code: str, *blocks: Json) -> Broken:
    return Broken(code, blocks)


def broken_view(code: str, view: Json) -> Broken:
    return Broken(code, view=view)


CASES = (
    broken("message.blocks", *[{"type": "divider"}] * 51),
    broken_view("view.blocks", modal(*[{"type": "divider"}] * 101)),
    broken("block.type", {"type": "banner"}),
    broken_view("block.surface", modal({"type": "markdown", "text": "x"})),
    broken("block.block_id", section(block_id="x" * 256)),
    broken("block.block_id.twice", section(block_id="a"), section(block_id="a")),
    broken("action_id.twice", actions(button(), button())),
    broken("property.unknown", section(text={"type": "mrkdwn", "text": "文", "emoji": True})),
    broken("property.unknown", {"type": "divider", "text": plain()}),
    broken("property.unknown", actions(select(block_id="b"))),
    broken_view("property.unknown", modal(state={"values": {}})),
    broken("field.missing", {"type": "header"}),
    broken("field.object", section(text="文")),
    broken("field.text", section(block_id=5)),
    broken("field.list", section(fields="文")),
    broken("text.type", section(text={"type": "html", "text": "文"})),
    broken("text.plain", {"type": "header", "text": {"type": "mrkdwn", "text": "文"}}),
    broken("text.empty", section(text={"type": "mrkdwn", "text": ""})),
    broken("section.text", section(text=plain("x" * 3001))),
    broken("section.field", section(fields=[plain("x" * 2001)])),
    broken("section.fields", section(fields=[plain()] * 11)),
    broken("section.content", {"type": "section"}),
    broken("header.text", {"type": "header", "text": plain("x" * 151)}),
    broken("markdown.text", {"type": "markdown", "text": "x" * 6001}, {"type": "markdown", "text": "x" * 6000}),
    broken("context.elements", {"type": "context", "elements": [plain()] * 11}),
    broken("actions.elements", actions(*[button(action_id=str(number)) for number in range(26)])),
    broken("elements.none", actions()),
    broken("element.type", actions({"type": "plain_text_input", "action_id": "a"})),
    broken("input.label", field_of(select(), label=plain("x" * 2001))),
    broken("input.hint", field_of(select(), hint=plain("x" * 2001))),
    broken("image.alt_text", image(alt_text="x" * 2001)),
    broken("image.url", image(image_url="x" * 3001)),
    broken("image.title", image(title=plain("x" * 2001))),
    broken("image.source", image(slack_file={"id": "F1"})),
    broken("action_id", actions(button(action_id="x" * 256))),
    broken("button.text", actions(button(text=plain("x" * 76)))),
    broken("button.value", actions(button(value="x" * 2001))),
    broken("button.url", actions(button(url="x" * 3001))),
    broken("button.accessibility_label", actions(button(accessibility_label="x" * 76))),
    broken("button.style", actions(button(style="green"))),
    broken("placeholder", actions(select(placeholder=plain("x" * 151)))),
    broken("options", actions(select(options=options(101)))),
    broken(
        "option_groups", actions(select(options=None, option_groups=[{"label": plain(), "options": options(1)}] * 101))
    ),
    broken("options.none", actions(select(options=[]))),
    broken("options.both", actions(select(option_groups=[{"label": plain(), "options": options(1)}]))),
    broken("options.initial", actions(select(initial_option={"text": plain(), "value": "9"}))),
    broken("choice.options", actions({"type": "checkboxes", "action_id": "a", "options": options(11)})),
    broken("overflow.options", actions({"type": "overflow", "action_id": "a", "options": options(6)})),
    broken("option.text", actions(select(options=options(1, text=plain("x" * 76))))),
    broken("option.value", actions(select(options=options(1, value="x" * 151)))),
    broken("option.description", actions(select(options=options(1, description=plain("x" * 76))))),
    broken(
        "option_group.label",
        actions(select(options=None, option_groups=[{"label": plain("x" * 76), "options": options(1)}])),
    ),
    broken("date", actions({"type": "datepicker", "action_id": "a", "initial_date": "2026/11/25"})),
    broken("time", actions({"type": "timepicker", "action_id": "a", "initial_time": "8:30"})),
    broken("unix_time", actions({"type": "datetimepicker", "action_id": "a", "initial_date_time": 20261125})),
    broken("number.decimal", field_of({"type": "number_input", "action_id": "a"})),
    broken("plain_text_input.max_length", field_of({"type": "plain_text_input", "action_id": "a", "max_length": 3001})),
    broken("confirm.title", confirm(title=plain("x" * 101))),
    broken("confirm.text", confirm(text=plain("x" * 301))),
    broken("confirm.button", confirm(confirm=plain("x" * 31))),
    broken("focus.twice", actions(select(focus_on_load=True), select(action_id="b", focus_on_load=True))),
    broken("rich_text.element", {"type": "rich_text", "elements": [{"type": "text", "text": "x"}]}),
    broken("table.rows", {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101}),
    broken("table.columns", {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}),
    broken("table.cell", {"type": "table", "rows": [[{"type": "mrkdwn", "text": "x"}]]}),
    broken("chart.title", chart(pie(1), title="x" * 51)),
    broken("chart.type", chart({"type": "radar"})),
    broken("chart.label", chart(bar(["x" * 21], [1]))),
    broken("chart.axis_label", chart(bar(["a"], [1]) | {"axis_config": {"categories": ["a"], "x_label": "x" * 51}})),
    broken("chart.series", chart(bar(["a"], [1], series=13))),
    broken("chart.points", chart(bar([str(n) for n in range(21)], [1.0] * 21))),
    broken("chart.empty", chart(pie())),
    broken("chart.values", chart(bar(["a", "b"], [1, 2]) | {"axis_config": {"categories": ["a", "c"]}})),
    broken("chart.pie", chart(pie(1, 0))),
    broken("chart.count", *[chart(pie(1))] * 3),
    broken_view("view.type", {"type": "sheet", "blocks": []}),
    broken_view("view.title", modal(title=plain("x" * 25))),
    broken_view("view.button", modal(submit=plain("x" * 25))),
    broken_view("view.submit", modal(field_of(select()), submit=None)),
    broken_view("view.private_metadata", modal(private_metadata="x" * 3001)),
    broken_view("view.callback_id", modal(callback_id="x" * 256)),
    broken_view("view.external_id", modal(external_id="x" * 256)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{RULES[case.code].source}")
def test_it_refuses_blocks_that_slack_refuses(case: Broken) -> None:
    assert [problem.rule.code for problem in case.problems()] == [case.code]


def test_every_rule_has_a_test() -> None:
    assert {case.code for case in CASES} == set(RULES)


def test_what_slack_takes_is_taken_at_the_limit_of_every_rule() -> None:
    taken = [
        {"type": "header", "text": plain("x" * 150)},
        section(text=plain("x" * 3000), accessory=image()),
        section(fields=[plain("x" * 2000)] * 10, accessory=button(text=plain("x" * 75), style="danger")),
        {"type": "context", "elements": [image(), plain()]},
        actions(select(initial_option=options(1)[0]), {"type": "overflow", "action_id": "o", "options": options(5)}),
        actions({"type": "datetimepicker", "action_id": "a", "initial_date_time": 1764028200}),
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 20] * 100},
        chart(bar(["総務課", "人事課"], [3.2, -1], series=12)),
        chart(pie(1, 2)),
    ]
    form = modal(
        field_of({"type": "plain_text_input", "action_id": "a", "max_length": 3000}),
        field_of({"type": "multi_users_select", "action_id": "a"}),
        field_of({"type": "radio_buttons", "action_id": "a", "options": options(10)}),
        title=plain("x" * 24),
        private_metadata="x" * 3000,
    )

    assert problems_in_blocks(taken) == []
    assert problems_in_view(form) == []


JUNK: tuple[object, ...] = (None, 5, "", "x" * 80, [], {}, [1], [None], {"type": 5}, {"type": []}, [[]], True)


@given(st.sampled_from(CASES), st.data())
@settings(max_examples=400, deadline=None, database=None, derandomize=True)
def test_malformed_blocks_are_refused_or_taken_and_never_stumbled_over(case: Broken, data: st.DataObject) -> None:
    blocks, view = copy.deepcopy(list(case.blocks)[:4]), copy.deepcopy(case.view)
    place, name = data.draw(st.sampled_from(list(places_in(blocks if view is None else view))))
    place[name] = data.draw(st.sampled_from(JUNK))

    problems = problems_in_blocks(blocks) if view is None else problems_in_view(view)

    if not problems:
        assert state_values(with_ids(blocks if view is None else view["blocks"]), {}) is not None


def places_in(value: object) -> Iterator[tuple[Json, str]]:
    """Every field of every object inside."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield value, name
            yield from places_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from places_in(inner)


def test_a_problem_reads_as_slack_writes_it() -> None:
    problem = problems_in_blocks([section(), section(text=plain("x" * 3001))])[0]

    assert problem.as_message() == "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
