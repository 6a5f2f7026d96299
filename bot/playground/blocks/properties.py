"""The properties that each block, element and object may have: Slack refuses every other one by name.

Observed: slack-go#1414 and #881 (emoji in mrkdwn), grafana/oncall#702; the lists are the reference pages' own.
"""

TYPED = frozenset({"type"})
BLOCK = TYPED | {"block_id"}
ELEMENT = TYPED | {"action_id"}
CHOSEN = ELEMENT | {"confirm", "focus_on_load"}
MENU = CHOSEN | {"placeholder"}
MANY = MENU | {"max_selected_items"}
TYPED_IN = ELEMENT | {"initial_value", "dispatch_action_config", "focus_on_load", "placeholder"}
VIEW = TYPED | {
    "title",
    "blocks",
    "close",
    "submit",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "external_id",
    "submit_disabled",
}

OBJECTS: dict[str, frozenset[str]] = {
    "plain_text": TYPED | {"text", "emoji"},
    "mrkdwn": TYPED | {"text", "verbatim"},
    "option": frozenset({"text", "value", "description", "url"}),
    "option_group": frozenset({"label", "options"}),
    "confirm": frozenset({"title", "text", "confirm", "deny", "style"}),
    "view": VIEW,
}
BLOCKS: dict[str, frozenset[str]] = {
    "section": BLOCK | {"text", "fields", "accessory", "expand"},
    "header": BLOCK | {"text"},
    "divider": BLOCK,
    "context": BLOCK | {"elements"},
    "actions": BLOCK | {"elements"},
    "input": BLOCK | {"label", "element", "dispatch_action", "hint", "optional"},
    "image": BLOCK | {"image_url", "slack_file", "alt_text", "title"},
    "markdown": BLOCK | {"text"},
    "rich_text": BLOCK | {"elements"},
    "table": BLOCK | {"rows", "column_settings"},
    "data_visualization": BLOCK | {"title", "chart"},
}
ELEMENTS: dict[str, frozenset[str]] = {
    "button": ELEMENT | {"text", "url", "value", "style", "confirm", "accessibility_label"},
    "workflow_button": ELEMENT | {"text", "workflow", "style", "accessibility_label"},
    "image": TYPED | {"image_url", "slack_file", "alt_text"},
    "overflow": ELEMENT | {"options", "confirm"},
    "checkboxes": CHOSEN | {"options", "initial_options"},
    "radio_buttons": CHOSEN | {"options", "initial_option"},
    "datepicker": MENU | {"initial_date"},
    "timepicker": MENU | {"initial_time", "timezone"},
    "datetimepicker": CHOSEN | {"initial_date_time"},
    "static_select": MENU | {"options", "option_groups", "initial_option"},
    "external_select": MENU | {"initial_option", "min_query_length"},
    "users_select": MENU | {"initial_user"},
    "channels_select": MENU | {"initial_channel", "response_url_enabled"},
    "conversations_select": MENU
    | {"initial_conversation", "default_to_current_conversation", "response_url_enabled", "filter"},
    "multi_static_select": MANY | {"options", "option_groups", "initial_options"},
    "multi_external_select": MANY | {"initial_options", "min_query_length"},
    "multi_users_select": MANY | {"initial_users"},
    "multi_channels_select": MANY | {"initial_channels"},
    "multi_conversations_select": MANY | {"initial_conversations", "default_to_current_conversation", "filter"},
    "plain_text_input": TYPED_IN | {"multiline", "min_length", "max_length"},
    "number_input": TYPED_IN | {"is_decimal_allowed", "min_value", "max_value"},
    "email_text_input": TYPED_IN,
    "url_text_input": TYPED_IN,
    "rich_text_input": TYPED_IN,
    "file_input": ELEMENT | {"filetypes", "max_files"},
}
