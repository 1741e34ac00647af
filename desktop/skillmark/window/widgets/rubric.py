"""A rubric to be filled by keyboard: a line of levels for each criterion, digits choose, the total runs along."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from skillmark.domain.outline import Criterion, Rubric
from skillmark.window import theme
from skillmark.window.widgets.panes import row
from skillmark.window.widgets.text import Text, paint_share
from skillmark.wording import _, ngettext
from skillmark.wording.numbers import number

LEVELS_A_LINE = 4


class Levels(QWidget):
    """Buttons of which one is chosen. Digits choose by value or place, left and right by neighbour.

    Signals:
        chosen: the place of the level that a person chose.
        stepped: the keyboard wants to go to the line before (-1) or after (1).
    """

    chosen = Signal(int)
    stepped = Signal(int)

    def __init__(self, name: str, words: tuple[str, ...], digits: tuple[str, ...]) -> None:
        super().__init__()
        self._digits, self._typed = digits, ""
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        layout = QGridLayout(self)
        # The ring of the focus stands outside of the buttons.
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(theme.current().px(6))
        for place, word in enumerate(words):
            button = QToolButton()
            button.setText(word)
            button.setCheckable(True)
            button.setAccessibleName(_("{criterion}: {level}").format(criterion=name, level=word))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.group.addButton(button, place)
            layout.addWidget(button, place // LEVELS_A_LINE, place % LEVELS_A_LINE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.group.idClicked.connect(self._clicked)
        self.restyle()

    def restyle(self) -> None:
        """Takes colours from the theme."""
        here = theme.current()
        accent, on = here.colour("accent").name(), here.colour("on_accent").name()
        line = here.colour("control_line").name()
        self.setStyleSheet(
            f"QToolButton {{ padding: 0 {here.px(4)}px; border: 1px solid {line}; font-weight: 400; }}"
            f"QToolButton:checked {{ background: {accent}; color: {on}; border-color: {accent}; font-weight: 600; }}"
        )

    def place(self) -> int:
        """The place that is chosen; -1 where none is."""
        return self.group.checkedId()

    def choose(self, place: int) -> None:
        """Chooses a place; -1 chooses none."""
        chosen = self.group.checkedButton()
        if place >= 0:
            self.group.button(place).setChecked(True)
        elif chosen is not None:
            self.group.setExclusive(False)
            chosen.setChecked(False)
            self.group.setExclusive(True)
        self.setAccessibleDescription(self.group.button(place).text() if place >= 0 else "")

    def _clicked(self, place: int) -> None:
        self.choose(place)
        self.setFocus()
        self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if text and text in self._digits:
            self._clicked(self._digits.index(text))
            self.stepped.emit(1)
        elif Qt.Key(key) in ways:
            count = len(self.group.buttons())
            self._clicked(min(count - 1, max(0, self.place() + ways[Qt.Key(key)])))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        here = theme.current()
        button = self.group.checkedButton() or self.group.button(0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(here.colour("focus"))
        radius = here.size("radius", "control")
        if button is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for inset in (-1.5, -2.5):
                box = QRectF(button.geometry()).adjusted(inset, inset, -inset, -inset)
                painter.drawRoundedRect(box, radius, radius)


class Bar(QWidget):
    """A share bar on its own."""

    def __init__(self) -> None:
        super().__init__()
        self.share, self.complete = 0.0, False
        self.restyle()

    def restyle(self) -> None:
        """Takes its size from the theme."""
        here = theme.current()
        self.setFixedSize(here.px(90), here.px(16))

    def put(self, share: float, *, complete: bool) -> None:
        """Shows another share."""
        self.share, self.complete = share, complete
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_share(QPainter(self), QRectF(self.rect()), self.share, complete=self.complete)


class RubricForm(QWidget):
    """All criteria of a rubric, and what they come to.

    Signals:
        edited: other points are chosen.
        left: the keyboard goes on behind the last criterion.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, rubric: Rubric, points: Mapping[str, Decimal]) -> None:
        super().__init__()
        self.rubric = rubric
        self.lines: dict[str, Levels] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.current().px(4))
        for criterion in rubric.criteria:
            self._add(layout, criterion)
        self.total, self.bar = Text("", "body", wrap=True), Bar()
        foot = row(self.total, self.bar)
        foot.setStretch(0, 1)
        layout.addLayout(foot)
        layout.addSpacing(theme.current().px(8))
        self.put(points)

    def _add(self, layout: QVBoxLayout, criterion: Criterion) -> None:
        floor = "" if criterion.floor is None else _("floor {n}").format(n=number(criterion.floor))
        title = Text(criterion.title, "body", weight=500, wrap=True)
        head = row(title, Text(floor, "small", "text_2"))
        head.setStretch(0, 1)
        words = tuple(f"{number(level.points)} {level.title}" for level in criterion.levels)
        line = Levels(criterion.title, words, tuple(number(level.points) for level in criterion.levels))
        line.chosen.connect(lambda _: self._changed())
        line.stepped.connect(lambda by, code=criterion.code: self._step(code, by))
        self.lines[criterion.code] = line
        layout.addLayout(head)
        layout.addWidget(line)
        layout.addSpacing(theme.current().px(8))

    def put(self, points: Mapping[str, Decimal]) -> None:
        """Shows points that were given; a criterion without any has none chosen."""
        for criterion in self.rubric.criteria:
            given = [level.points for level in criterion.levels]
            wanted = points.get(criterion.code)
            self.lines[criterion.code].choose(given.index(wanted) if wanted in given else -1)
        self._say()

    def points(self) -> dict[str, Decimal]:
        """The points that are chosen, by criterion; one without is left out."""
        found = {}
        for criterion in self.rubric.criteria:
            place = self.lines[criterion.code].place()
            if place >= 0:
                found[criterion.code] = criterion.levels[place].points
        return found

    def passes(self) -> bool:
        """Whether what is chosen passes."""
        from skillmark.domain.scoring import rubric_passes

        return rubric_passes(self.rubric, self.points())

    def begin(self) -> None:
        """Gives the keyboard to the first criterion."""
        next(iter(self.lines.values())).setFocus()

    def _step(self, code: str, by: int) -> None:
        codes = list(self.lines)
        place = codes.index(code) + by
        if place >= len(codes):
            self.left.emit()
        elif place >= 0:
            self.lines[codes[place]].setFocus()

    def _changed(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        points = self.points()
        got, most = sum(points.values(), Decimal()), self.rubric.maximum
        parts = [_("{got} of {maximum}").format(got=number(got), maximum=number(most))]
        if self.rubric.pass_total is not None:
            parts.append(_("{n} needed").format(n=number(self.rubric.pass_total)))
        parts.append(self._floors(points))
        self.total.setText(" · ".join(part for part in parts if part))
        self.bar.put(float(got / most) if most else 0.0, complete=self.passes())

    def _floors(self, points: Mapping[str, Decimal]) -> str:
        """Whether the floors are reached, in words; empty where there are none."""
        with_floor = [one for one in self.rubric.criteria if one.floor is not None]
        under = [one for one in with_floor if one.floor is not None and points.get(one.code, Decimal(-1)) < one.floor]
        if not with_floor:
            return ""
        if not under:
            return ngettext("the floor is reached", "every floor is reached", len(with_floor))
        return ngettext("{n} floor not reached", "{n} floors not reached", len(under)).format(n=len(under))
