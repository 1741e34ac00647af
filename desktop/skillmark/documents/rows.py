"""Draws the results, in columns."""

from __future__ import annotations

from functools import lru_cache

from skillmark.documents.drawing import MM, Drawing, Pen
from skillmark.documents.faces import EM
from skillmark.documents.fitting import TextBox, fit_text
from skillmark.documents.setting import set_line
from skillmark.documents.sheet import CAP, Sheet, draw_lines
from skillmark.documents.template import Element, TextStyle

_LEAST_ROW = 4.6  # Millimetres between two results at the closest.


def draw_results(pen: Pen, element: Element, sheet: Sheet) -> None:
    """What was met, in columns; where there is no room for all, how many more there are."""
    results = list(sheet.content.results)
    x, y, width, height = element.frame
    room = max(1, int(height / (_LEAST_ROW * MM))) * element.across
    if len(results) > room:
        more = sheet.content.texts["words"].more
        results[room - 1 :] = [(more.format(count=len(results) - room + 1), "")]
    if not results:
        return
    rows = -(-len(results) // element.across)
    row = min(element.row * MM, height / rows)
    column = (width - (element.across - 1) * element.gap * MM) / element.across
    styles = (sheet.style(element.style), sheet.style(element.second))
    for index, texts in enumerate(results):
        left = x + index // rows * (column + element.gap * MM)
        low = y + height - (index % rows + 1) * row
        rule = sheet.colours(element)[0]
        pen.append(_result(element, styles, (left, low, column, row), texts, rule, sheet.content.language))


@lru_cache(maxsize=2048)
def _result(
    element: Element,
    styles: tuple[TextStyle, TextStyle],
    box: tuple[float, float, float, float],
    texts: tuple[str, str],
    rule: str,
    language: str,
) -> Drawing:
    """One row, alone: a rule above, the title at the left, the result at the right."""
    (x, y, width, row), (names, values), (title, result) = box, styles, texts
    pen = Pen(0, 0, _fill="")
    pen.box(x, y + row, width, 0.2 * MM, rule)
    size, floor, used = min(names.size, row / 1.5), element.floor, 0.0
    base = y + row / 2 - CAP * size / 2
    if result:
        value = fit_text(result, values.letters, _row_box(width / 2, size, floor, 1), language)
        draw_lines(pen, value, x, width, base, "right", values.colour)
        used = value.lines[0].width * value.size / EM + 3 * MM
    narrow = set_line(title, names.letters, language).width * floor / EM > width - used
    lines = 2 if narrow and row > 2.4 * floor else 1
    block = fit_text(title, names.letters, _row_box(width - used, size, floor, lines), language)
    draw_lines(pen, block, x, width, base + (len(block.lines) - 1) * block.leading / 2, "left", names.colour)
    return pen.drawing()


def _row_box(width: float, size: float, floor: float, lines: int) -> TextBox:
    """A cell of the results: one line, or two of the smallest size."""
    size = size if lines == 1 else min(size, floor)
    return TextBox(width, 2 * lines * size, size, min(floor, size), 1.1, lines)
