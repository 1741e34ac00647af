"""Two people review: beside each other, corrected by whoever made them, decided by a third person."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from skillmark.protocol.requests.define import AddCredential, AddStaff
from skillmark.protocol.requests.judge import Judgement, NewArtifact, RecordAssessment
from skillmark.protocol.requests.look import FindCohort, ListStaff, Progress, ReadHistory
from skillmark.protocol.requests.teach import OfferCredential
from skillmark.window.pages.marks import MarksTab
from skillmark.window.widgets.grid_looks import whole_parts
from tests.window.grid_helper import ADA, at, focus, keys, press, record, rests, tab_of
from tests.window.helper import COHORT, look, opened

ENTER, ESC, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space
CONTROL = Qt.KeyboardModifier.ControlModifier
LINK = "https://example.org/site"


def panel_of(qtbot, marks):
    """Opens the panel of Ada's site."""
    at(marks, ADA, "SITE")
    press(SPACE)
    qtbot.waitUntil(lambda: marks.body.panel is not None)
    return marks.body.panel


@pytest.fixture
def mei(book):
    """A micro-credential whose site two people review, blind; gives the key of one of them."""
    from skillmark.system import resources

    return defined(book, resources.path("demo", "front-end-web.yaml"))


def defined(book: Path, file: Path):
    """Publishes that micro-credential, and adds two who review; gives the key of one of them."""
    from skillmark.services.define import read_credential

    cohort = look(book, FindCohort(COHORT)).key
    record(
        book,
        AddStaff("Mei Chen", "mei@example.org", ("instructor",)),
        AddStaff("Tomás Reyes", "tomas@example.org", ("coordinator",)),
        AddCredential(read_credential(file, file.name), publish=True),
        OfferCredential(cohort, "FE-WEB"),
    )
    return next(one.key for one in look(book, ListStaff()) if one.name == "Mei Chen")


def shown(qtbot, window, book):
    """The tab Marks with that micro-credential."""
    opened(qtbot, window, book)
    tab = tab_of(qtbot, window, "marks", MarksTab, book)
    page = tab.parent()
    while not hasattr(page, "offer"):
        page = page.parent()
    page._choose("FE-WEB")
    qtbot.waitUntil(lambda: tab.model.column_of("SITE") >= 0)
    rests(qtbot, window, tab)
    return tab


@pytest.fixture
def reviewed(qtbot, empty_window, book, mei):
    """The tab Marks, nothing reviewed yet."""
    return shown(qtbot, empty_window, book)


def choose(panel, begins: str) -> None:
    """Chooses who reviews, or which review is corrected, as a person does."""
    choice = panel.form.fields["assessor"]
    plain = [choice.itemText(at).replace("\u2068", "").replace("\u2069", "") for at in range(choice.count())]
    place = next(at for at, text in enumerate(plain) if text.startswith(begins))
    choice.setCurrentIndex(place)
    choice.activated.emit(place)


def review(qtbot, window, tab, who: str, points: str, decision: str, reason: str = "", evidence: str = LINK) -> None:
    """One review by a person."""
    panel = panel_of(qtbot, tab)
    keys(points)
    choose(panel, who)
    panel.form.put({"evidence": evidence, "reason": reason})
    panel.decisions.setFocus()
    keys(decision)
    press(ENTER, held=CONTROL)
    rests(qtbot, window, tab)
    assert tab.body.panel is None, panel.told.text()


def site(book: Path):
    """Where Ada's site is."""
    row = candidacy(book)
    return next(one for one in row.requirements if one.requirement.code == "SITE")


def candidacy(book: Path):
    """Where Ada is."""
    return next(one for one in look(book, Progress(credential="FE-WEB")) if one.learner.display_name == ADA)


def counting(book: Path):
    """The reviews of Ada's site that count."""
    found = look(book, ReadHistory(candidacy(book).candidacy, "SITE"))
    return [one for one in found.entries if one.counts]


def test_two_reviews_stand_beside_each_other_and_a_third_person_decides(qtbot, empty_window, book, reviewed) -> None:
    best = "".join("3" for _ in site(book).requirement.rubric.criteria)
    least = "".join("0" for _ in best)
    review(qtbot, empty_window, reviewed, "Mei Chen", best, "a")
    assert str(site(book).standing.state) == "in_review"
    panel = panel_of(qtbot, reviewed)
    assert "hidden until the second" in panel.reviews.told
    press(ESC)
    review(qtbot, empty_window, reviewed, "Grace Lindqvist", least, "n")
    assert site(book).standing.disagree
    at(reviewed, ADA, "SITE")
    look_ = reviewed.model.look(reviewed.grid.currentIndex().row(), reviewed.grid.currentIndex().column())
    assert look_.text == "Disagree"
    panel = panel_of(qtbot, reviewed)
    assert "markers disagree" in panel.reviews.told
    press(ESC)
    review(qtbot, empty_window, reviewed, "Tomás Reyes", best, "a", "The second marker had another file")
    assert str(site(book).standing.state) == "met"


def test_evidence_that_a_blind_review_hides_counts_for_the_second(qtbot, empty_window, book, reviewed) -> None:
    best = "3" * len(site(book).requirement.rubric.criteria)
    review(qtbot, empty_window, reviewed, "Mei Chen", best, "a")
    panel = panel_of(qtbot, reviewed)
    assert panel.form.fields["evidence"].value() == ""
    press(ESC)
    review(qtbot, empty_window, reviewed, "Grace Lindqvist", best, "a", evidence="")
    assert [one.evidence for one in counting(book)] == [(("https://example.org/site", None),)] * 2
    assert str(site(book).standing.state) == "met"


def test_the_second_reviewer_begins_with_the_evidence_of_the_first(qtbot, empty_window, book, tmp_path) -> None:
    from skillmark.system import resources

    words = resources.path("demo", "front-end-web.yaml").read_text("utf-8").replace("blind: true", "blind: false")
    (tmp_path / "open.yaml").write_text(words, "utf-8")
    mei = defined(book, tmp_path / "open.yaml")
    best = {one.code: Decimal(3) for one in site(book).requirement.rubric.criteria}
    shot = NewArtifact("site.png", data=b"pixels")
    link = NewArtifact("https://example.org/site", "https://example.org/site")
    said = Judgement(points=best, decision="accept", evidence=(link, shot))
    record(book, RecordAssessment(candidacy(book).candidacy, "SITE", said, None, mei))
    tab = shown(qtbot, empty_window, book)
    panel = panel_of(qtbot, tab)
    assert panel.form.fields["evidence"].value() == "https://example.org/site"
    assert panel.rubric.points() == {}
    choose(panel, "Grace")
    keys("3" * len(best) + "a")
    press(ENTER, held=CONTROL)
    rests(qtbot, empty_window, tab)
    first, second = counting(book)
    assert sorted(second.evidence, key=str) == sorted(first.evidence, key=str)
    assert len(second.evidence) == 2


def test_the_first_reviewer_corrects_the_own_review_of_the_same_day(qtbot, empty_window, book, reviewed) -> None:
    criteria = len(site(book).requirement.rubric.criteria)
    review(qtbot, empty_window, reviewed, "Mei Chen", "3" * criteria, "a")
    panel = panel_of(qtbot, reviewed)
    assert panel.rubric.points() == {}, "the second reviewer sees nothing of the first review"
    choose(panel, "Mei Chen: correct the review of")
    assert set(panel.rubric.points().values()) == {Decimal(3)}
    assert panel.form.fields["evidence"].value() == "https://example.org/site"
    keys("2")
    press(ENTER, held=CONTROL)
    rests(qtbot, empty_window, reviewed)
    assert reviewed.body.panel is None, panel.told.text()
    (one,) = counting(book)
    assert (one.assessor, one.stage, one.result.total) == ("Mei Chen", "first", Decimal(3 * criteria - 1))
    assert (str(site(book).standing.state), site(book).standing.disagree) == ("in_review", False)
    review(qtbot, empty_window, reviewed, "Grace Lindqvist", "3" * criteria, "a")
    assert str(site(book).standing.state) == "met"


def test_another_choice_takes_the_review_to_be_corrected_away_again(qtbot, empty_window, book, reviewed) -> None:
    criteria = len(site(book).requirement.rubric.criteria)
    review(qtbot, empty_window, reviewed, "Mei Chen", "3" * criteria, "a")
    panel = panel_of(qtbot, reviewed)
    choose(panel, "Mei Chen: correct")
    choose(panel, "Grace")
    assert panel.rubric.points() == {}
    assert panel.decisions.place() == -1
    assert panel.form.fields["evidence"].value() == ""
    keys("2")
    choose(panel, "Mei Chen: correct")
    given = [str(points) for points in panel.rubric.points().values()]
    assert given == ["2", *["3"] * (criteria - 1)], "what was typed stays, the rest is filled in"
    press(ESC)


def test_a_review_of_another_day_is_corrected_with_a_reason(qtbot, empty_window, book, mei) -> None:
    row = candidacy(book)
    rubric = site(book).requirement.rubric
    said = Judgement(
        points={one.code: Decimal(3) for one in rubric.criteria},
        decision="accept",
        evidence=(NewArtifact("https://example.org/site", "https://example.org/site"),),
    )
    record(book, RecordAssessment(row.candidacy, "SITE", said, None, mei), days=2)
    day = counting(book)[0].assessed_on
    tab = shown(qtbot, empty_window, book)
    panel = panel_of(qtbot, tab)
    offered = panel.form.fields["assessor"]
    texts = [offered.itemText(place) for place in range(offered.count())]
    assert "Mei Chen" not in texts, "one person can't be both reviewers"
    choose(panel, "Mei Chen: correct")
    keys("2")
    press(ENTER, held=CONTROL)
    qtbot.waitUntil(lambda: panel.form.mistake("reason") != "")
    assert focus() is panel.form.fields["reason"]
    keys("Misread")
    press(ENTER, held=CONTROL)
    rests(qtbot, empty_window, tab)
    (one,) = counting(book)
    assert (one.assessed_on, one.reason, one.reviewer) == (day, "Misread", mei)
    assert one.result.total == Decimal(3 * len(rubric.criteria) - 1)


def cell(tab, code: str):
    """How Ada's cell looks, and what it says in full: for screen readers and in the tooltip."""
    row = next(number for number, one in enumerate(tab.model.rows) if one.learner.display_name == ADA)
    index = tab.model.index(row, tab.model.column_of(code))
    said = {index.data(role) for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)}
    return tab.model.look(index.row(), index.column()), "".join(said)


@pytest.mark.parametrize(("key", "words"), [("v", "To revise"), ("n", "Not yet")])
def test_what_reviewers_do_not_accept_is_worded_as_they_decided(
    qtbot, empty_window, book, reviewed, key, words
) -> None:
    least = "0" * len(site(book).requirement.rubric.criteria)
    for who in ("Mei Chen", "Grace Lindqvist"):
        review(qtbot, empty_window, reviewed, who, least, key)
    assert str(site(book).standing.state) == "not_met"
    look_, said = cell(reviewed, "SITE")
    assert (look_.state, look_.text.split(" · ")[0]) == ("not_met", words)
    assert f": {words}, 0 of" in said
    assert "Not met" not in said
    index = reviewed.grid.currentIndex()
    assert words.lower() in reviewed.model.on_record(index.row(), reviewed.model.column_of("SITE"))


def test_a_portfolio_that_is_not_accepted_is_not_yet(qtbot, window, book) -> None:
    tab = tab_of(qtbot, window, "marks", MarksTab, book)
    at(tab, ADA, "PORT")
    press(SPACE)
    qtbot.waitUntil(lambda: tab.body.panel is not None)
    keys("0000")
    tab.body.panel.form.put({"evidence": "https://example.org"})
    press(ENTER, held=CONTROL)
    rests(qtbot, window, tab)
    look_, said = cell(tab, "PORT")
    assert look_.text == "Not yet · 0 / 12"
    assert "Not yet, 0 of 12" in said


def test_a_narrow_cell_keeps_the_word_and_leaves_the_figures_out(qapp) -> None:
    metrics = QFontMetrics(qapp.font())
    text = "To revise · 4 / 9 · 2nd"
    assert whole_parts(text, metrics, metrics.horizontalAdvance(text)) == text
    assert whole_parts(text, metrics, metrics.horizontalAdvance("To revise · 4 / 9") + 1) == "To revise · 4 / 9"
    assert whole_parts(text, metrics, 1) == "To revise"
