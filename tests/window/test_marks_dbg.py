import tests.window.test_marks_random as r
from tests.window.test_marks_random import tab_of, MarksTab, random, press_any, LETTERS, KEYS, finish, QApplication
import pytest
@pytest.mark.parametrize("seed", [1,2])
def test_dbg(qtbot, window, book, seed):
    tab = tab_of(qtbot, window, "marks", MarksTab, book)
    chance = random.Random(seed)
    for number in range(KEYS):
        press_any(chance, LETTERS, tab)
        if number % 50 == 49:
            tab.model.sort_by(chance.choice(("name", "share", "TEST")), down=chance.random() < 0.5)
    try: finish(qtbot, window, book, tab)
    except BaseException as e:
        print("VISIBLE", tab.isVisible(), tab.callout.isVisible(), tab.callout.asking, tab.callout.title, QApplication.focusWidget(), window.operations.waiting)
        for c,s in tab.model.states._cells.items(): print(c,s, tab.model.row_of(c[0]))
        print(tab.model.states.answers)
        window.close(); qtbot.wait(1000)
