"""The rules of Block Kit that the playground refuses by: one table of code, limit, what Slack says and where it stands.

Sources: platform = platform.md 1.6 (docs.slack.dev/reference/block-kit and slack_sdk's own models, compared there);
blocks/… and elements/… = docs.slack.dev/reference/block-kit/blocks/… and /block-elements/….
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `limit` is the largest allowed length, count or value (0 where the rule is no number)."""

    code: str
    limit: int
    says: str
    source: str


def longer(code: str, limit: int, source: str) -> Rule:
    """A text may hold so many characters."""
    return Rule(code, limit, f"must be less than {limit + 1} characters", source)


def more(code: str, limit: int, source: str) -> Rule:
    """A list may hold so many items."""
    return Rule(code, limit, f"no more than {limit} items allowed", source)


TABLE = (
    # whole messages and views
    more("message.blocks", 50, "platform: message 50 blocks"),
    more("view.blocks", 100, "platform: view 100 blocks"),
    Rule("block.type", 0, "unsupported type", "blocks: the list of block types"),
    Rule("block.surface", 0, "block type is not allowed on this surface", "platform: docs.slack.dev/blocks.json"),
    longer("block.block_id", 255, "platform: block_id 255"),
    Rule("block.block_id.twice", 0, "`block_id` already exists", "blocks: block_id is unique in a message or view"),
    Rule("action_id.twice", 0, "`action_id` already exists", "elements: action_id is unique in its block"),
    Rule("property.unknown", 0, "invalid additional property", "slack-go#1414, oncall#702; see properties.py"),
    Rule("field.missing", 0, "missing required field", "blocks, elements: the fields marked Required"),
    Rule("field.object", 0, "must be an object", "blocks, elements: the field's type"),
    Rule("field.text", 0, "must be a string", "blocks, elements: the field's type"),
    Rule("field.list", 0, "must be an array", "blocks, elements: the field's type"),
    # texts
    Rule("text.type", 0, "must be plain_text or mrkdwn", "composition-objects/text-object"),
    Rule("text.plain", 0, "must be a plain_text object", "composition-objects/text-object, the field's description"),
    Rule("text.empty", 0, "must be more than 0 characters", "composition-objects/text-object: minimum length 1"),
    longer("section.text", 3000, "platform: section text 3000"),
    longer("section.field", 2000, "platform: each field 2000"),
    more("section.fields", 10, "platform: section fields 10"),
    Rule("section.content", 0, "must define either `text` or `fields`",
         "blocks/section-block: text or fields is required"),
    longer("header.text", 150, "platform: header 150"),
    longer("markdown.text", 12_000, "platform: markdown block 12,000, all of a message together"),
    more("context.elements", 10, "platform: context 10"),
    more("actions.elements", 25, "platform: actions 25"),
    Rule("elements.none", 0, "must have at least 1 item",
         "blocks/actions-block, context-block: an empty list is refused"),
    Rule("element.type", 0, "unsupported type of element here", "elements: 'works in' of each element"),
    longer("input.label", 2000, "platform: input label 2000"),
    longer("input.hint", 2000, "platform: input hint 2000"),
    longer("image.alt_text", 2000, "platform: image alt 2000"),
    longer("image.url", 3000, "platform: image url 3000"),
    longer("image.title", 2000, "blocks/image-block: title 2000"),
    Rule("image.source", 0, "must define either `image_url` or `slack_file`", "blocks/image-block: one of the two"),
    # elements
    longer("action_id", 255, "platform: action_id 255"),
    longer("button.text", 75, "platform: button text 75"),
    longer("button.value", 2000, "platform: button value 2000"),
    longer("button.url", 3000, "platform: button url 3000"),
    longer("button.accessibility_label", 75, "elements/button-element: accessibility_label 75"),
    Rule("button.style", 0, "must be primary or danger", "elements/button-element: style"),
    longer("placeholder", 150, "platform: placeholder 150"),
    more("options", 100, "platform: options 100"),
    more("option_groups", 100, "platform: option groups 100"),
    Rule("options.none", 0, "must have at least 1 option", "elements/select-menu-element: options or option_groups"),
    Rule("options.both", 0, "options and option_groups exclude each other", "elements/select-menu-element"),
    Rule("options.initial", 0, "initial option is not among the options",
         "elements/select-menu-element: exactly one of them"),
    more("choice.options", 10, "platform: checkboxes/radio 10"),
    more("overflow.options", 5, "platform: overflow 1-5"),
    longer("option.text", 75, "platform: option text 75"),
    longer("option.value", 150, "platform: option value 150"),
    longer("option.description", 75, "composition-objects/option-object: description 75"),
    longer("option_group.label", 75, "platform: option label 75"),
    Rule("date", 0, "must be a date YYYY-MM-DD", "elements/date-picker-element: initial_date"),
    Rule("time", 0, "must be a time HH:mm", "elements/time-picker-element: initial_time"),
    Rule("unix_time", 0, "must be 10 digits of unix seconds", "platform: datetimepicker takes unix seconds"),
    Rule("number.decimal", 0, "missing required field: is_decimal_allowed",
         "platform: number_input needs is_decimal_allowed"),
    Rule("plain_text_input.max_length", 3000, "must be between 1 and 3000", "platform 1.7: max_length 3000"),
    longer("confirm.title", 100, "platform: confirm title 100"),
    longer("confirm.text", 300, "platform: confirm text 300"),
    longer("confirm.button", 30, "platform: confirm buttons 30"),
    Rule("focus.twice", 0, "only one element may set focus_on_load", "elements: focus_on_load once per view"),
    # rich text, tables, charts
    Rule("rich_text.element", 0, "unsupported rich text element",
         "blocks/rich-text-block: its four kinds of element"),
    more("table.rows", 100, "platform: table 100 rows"),
    more("table.columns", 20, "platform: table 20 columns"),
    Rule("table.cell", 0, "cell must be raw_text or rich_text", "platform: cells raw_text/rich_text"),
    longer("chart.title", 50, "platform: chart title 50"),
    Rule("chart.type", 0, "must be pie, bar, line or area", "platform: native pie/bar/line/area"),
    longer("chart.label", 20, "platform: chart labels 20"),
    longer("chart.axis_label", 50, "docs.openclaw.ai/channels/slack/rich-messages: axis labels 50"),
    more("chart.series", 12, "platform: 1-12 segments or series"),
    more("chart.points", 20, "platform: 1-20 points"),
    Rule("chart.empty", 0, "must have at least 1 item", "platform: 1-12 segments or series, 1-20 points"),
    Rule("chart.values", 0, "every series needs one number per category", "platform: one value per category"),
    Rule("chart.pie", 0, "pie values must be greater than 0", "platform: pie values > 0"),
    more("chart.count", 2, "platform: two charts per message (vercel/chat#696)"),
    # views
    Rule("view.type", 0, "must be modal or home", "docs.slack.dev/surfaces: views are modals or Home tabs"),
    longer("view.title", 24, "platform: modal title 24"),
    longer("view.button", 24, "platform: submit and close 24"),
    Rule("view.submit", 0, "`submit` is required when an input block is within blocks",
         "docs: views.open, view object"),
    longer("view.private_metadata", 3000, "platform: private_metadata 3000"),
    longer("view.callback_id", 255, "platform: callback_id 255"),
    longer("view.external_id", 255, "docs: views.open, view object: external_id 255"),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.code: rule for rule in TABLE}
