"""Rich text, tables and charts."""

from bot.playground.blocks.notes import Notes, kind_of
from bot.playground.blocks.rules import RULES
from bot.playground.shapes import Json

RICH_TEXT = frozenset({"rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"})
CELLS = frozenset({"raw_text", "rich_text"})
AXES = frozenset({"bar", "line", "area"})


def check_rich_text(notes: Notes, block: Json, pointer: str) -> None:
    """A rich text block: sections, lists, quotes and preformatted text."""
    elements = block.get("elements")
    for place, element in enumerate(objects(notes, elements, f"{pointer}/elements")):
        if kind_of(element) not in RICH_TEXT:
            notes.refuse("rich_text.element", f"{pointer}/elements/{place}")


def check_table(notes: Notes, block: Json, pointer: str) -> None:
    """A table of cells."""
    rows = block.get("rows")
    if not isinstance(rows, list):
        return notes.refuse("field.list", f"{pointer}/rows")
    if len(rows) > RULES["table.rows"].limit:
        notes.refuse("table.rows", f"{pointer}/rows")
    for place, row in enumerate(rows):
        for column, cell in enumerate(notes.items("table.columns", row, f"{pointer}/rows/{place}")):
            if kind_of(cell) not in CELLS:
                notes.refuse("table.cell", f"{pointer}/rows/{place}/{column}")
    return None


def check_data_visualization(notes: Notes, block: Json, pointer: str) -> None:
    """A chart; a message holds two at most."""
    notes.charts += 1
    if notes.charts > RULES["chart.count"].limit:
        notes.refuse("chart.count", pointer)
    if not notes.needs(block, pointer, "title", "chart") or not notes.is_object(block["chart"], f"{pointer}/chart"):
        return
    notes.longest("chart.title", block["title"], f"{pointer}/title")
    chart, inside = block["chart"], f"{pointer}/chart"
    if kind_of(chart) == "pie":
        check_pie(notes, chart, inside)
    elif kind_of(chart) in AXES:
        check_axes(notes, chart, inside)
    else:
        notes.refuse("chart.type", f"{inside}/type")


def check_pie(notes: Notes, chart: Json, pointer: str) -> None:
    """A pie: labelled segments with values above 0."""
    segments = notes.items("chart.series", chart.get("segments") or [], f"{pointer}/segments")
    if not segments:
        notes.refuse("chart.empty", f"{pointer}/segments")
    for place, segment in enumerate(segments):
        notes.longest("chart.label", segment.get("label"), f"{pointer}/segments/{place}/label")
        if not is_number(segment.get("value")) or segment["value"] <= 0:
            notes.refuse("chart.pie", f"{pointer}/segments/{place}/value")


def check_axes(notes: Notes, chart: Json, pointer: str) -> None:
    """Bars, lines or areas: categories along one axis, series above them."""
    axis = chart.get("axis_config") or {}
    if not notes.is_object(axis, f"{pointer}/axis_config"):
        return None
    for name in ("x_label", "y_label"):
        notes.longest("chart.axis_label", axis.get(name), f"{pointer}/axis_config/{name}")
    categories = axis.get("categories") or []
    if not isinstance(categories, list):
        return notes.refuse("field.list", f"{pointer}/axis_config/categories")
    if len(categories) > RULES["chart.points"].limit:
        notes.refuse("chart.points", f"{pointer}/axis_config/categories")
    for place, label in enumerate(categories):
        notes.longest("chart.label", label, f"{pointer}/axis_config/categories/{place}")
    return check_series(notes, chart, categories, pointer)


def check_series(notes: Notes, chart: Json, categories: list[object], pointer: str) -> None:
    """Every series has one number for every category."""
    series = notes.items("chart.series", chart.get("series") or [], f"{pointer}/series")
    if not series or not categories:
        notes.refuse("chart.empty", pointer)
    for place, one in enumerate(series):
        notes.longest("chart.label", one.get("name"), f"{pointer}/series/{place}/name")
        points = objects(notes, one.get("data") or [], f"{pointer}/series/{place}/data")
        fits = [point.get("label") for point in points] == categories
        if not fits or not all(is_number(point.get("value")) for point in points):
            notes.refuse("chart.values", f"{pointer}/series/{place}/data")


def objects(notes: Notes, items: object, pointer: str) -> list[Json]:
    """A list of objects of any length; [] when it is no list."""
    if not isinstance(items, list):
        notes.refuse("field.list", pointer)
        return []
    return [item for place, item in enumerate(items) if notes.is_object(item, f"{pointer}/{place}")]


def is_number(value: object) -> bool:
    """Whether this is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
