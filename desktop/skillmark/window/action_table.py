"""The table of actions. One tuple for each page or tab; a shortcut is given once in a scope."""

from __future__ import annotations

from skillmark.window.actions import BOOK, WRITABLE, Action

WINDOW_ACTIONS = (
    Action("window.new_book", "&New record book…", "file", "file-plus", shortcuts=("Ctrl+Shift+N",)),
    Action("window.open_book", "&Open…", "file", "folder-open", shortcuts=("Ctrl+O",)),
    Action("window.demo", "&Explore a demo", "file", "compass"),
    Action("window.restore", "&Restore a backup…", "file", "archive-restore"),
    Action("window.save_copy", "Save a &copy…", "file", "copy", needs=BOOK, group=1),
    Action("window.check", "Chec&k the record book", "file", "stethoscope", needs=BOOK, group=1),
    Action(
        "window.close_book", "C&lose the record book", "file", "log-out", shortcuts=("Ctrl+W",), needs=BOOK, group=2
    ),
    Action("window.quit", "&Quit", "file", "x", shortcuts=("Ctrl+Q",), group=2),
    Action("window.undo", "&Undo", "edit", "undo-2", shortcuts=("Ctrl+Z",), needs=WRITABLE),
    Action("window.redo", "&Redo", "edit", "redo-2", shortcuts=("Ctrl+Shift+Z", "Ctrl+Y"), needs=WRITABLE),
    Action("window.scheme_system", "Colours as the desk&top", "view", "monitor", checkable=True),
    Action("window.scheme_light", "L&ight", "view", "sun", checkable=True),
    Action("window.scheme_dark", "&Dark", "view", "moon", checkable=True),
    Action("window.larger", "Lar&ger text", "view", "zoom-in", shortcuts=("Ctrl+=", "Ctrl++"), group=1),
    Action("window.smaller", "Sma&ller text", "view", "zoom-out", shortcuts=("Ctrl+-",), group=1),
    Action("window.usual_size", "Text at &100 %", "view", "type", shortcuts=("Ctrl+0",), group=1),
    Action("window.full_screen", "&Full screen", "view", "maximize", shortcuts=("F11",), group=2, checkable=True),
    Action("window.go_cohorts", "&Cohorts", "go", "users", shortcuts=("Ctrl+1",), needs=BOOK),
    Action("window.go_credentials", "&Micro-credentials", "go", "library", shortcuts=("Ctrl+2",), needs=BOOK),
    Action("window.go_awards", "&Awards", "go", "award", shortcuts=("Ctrl+3",), needs=BOOK),
    Action("window.go_settings", "&Settings", "go", "settings", shortcuts=("Ctrl+4",), needs=BOOK),
    Action("window.go_back", "&Back", "go", "arrow-left", shortcuts=("Alt+Left",), needs=BOOK, group=1),
    Action("window.next_tab", "&Next tab", "go", "arrow-right", shortcuts=("Ctrl+PgDown",), needs=BOOK, group=2),
    Action("window.previous_tab", "&Previous tab", "go", "arrow-left", shortcuts=("Ctrl+PgUp",), needs=BOOK, group=2),
    Action("window.next_area", "Ne&xt part of the window", "go", "", shortcuts=("F6",), needs=BOOK, group=2),
    Action(
        "window.previous_area", "Par&t of the window before", "go", "", shortcuts=("Shift+F6",), needs=BOOK, group=2
    ),
    Action("window.find", "&Find on this page", "edit", "search", shortcuts=("Ctrl+F",), needs=BOOK, group=1),
    Action("window.keys", "&Keys", "help", "keyboard", shortcuts=("F1",)),
    Action("window.logs", "Where the &log is", "help", "file-text"),
    Action("window.about", "&About Skillmark", "help", "info"),
)
COHORTS_ACTIONS = (Action("cohorts.new", "New co&hort…", "record", "folder-plus", "cohorts", ("Ctrl+N",), WRITABLE),)
COHORT_ACTIONS = (
    Action("cohort.edit", "&Edit this cohort…", "record", "pencil", "cohort", ("Ctrl+E",), WRITABLE, 1),
    Action("cohort.offer", "&Offer a micro-credential…", "record", "library", "cohort", (), WRITABLE, 1),
    Action("cohort.close", "&Close this cohort", "record", "lock", "cohort", (), WRITABLE, 1),
    Action("cohort.open_again", "Open this cohort a&gain", "record", "lock-open", "cohort", (), WRITABLE, 1),
)
LEARNERS_ACTIONS = (
    Action("learners.new", "New &learner…", "record", "user-plus", "learners", ("Ctrl+N",), WRITABLE, 2),
    Action("learners.import", "&Import a list…", "record", "file-up", "learners", ("Ctrl+I",), WRITABLE, 2),
    Action("learners.edit", "Edit the lea&rner…", "record", "square-pen", "learners", ("F2",), WRITABLE, 2),
    Action("learners.enrol", "E&nrol a known learner…", "record", "user-round", "learners", ("Ctrl+L",), WRITABLE, 2),
    Action("learners.transfer", "&Transfer…", "record", "arrow-right-left", "learners", ("Ctrl+T",), WRITABLE, 2),
    Action("learners.withdraw", "&Withdraw", "record", "user-minus", "learners", ("Del",), WRITABLE, 2),
)
CREDENTIALS_ACTIONS = (
    Action("credentials.add", "Add from a &file…", "record", "file-up", "credentials", ("Ctrl+N",), WRITABLE, 3),
    Action("credentials.publish", "&Publish the draft", "record", "stamp", "credentials", ("Ctrl+P",), WRITABLE, 3),
    Action("credentials.drop", "&Delete the draft", "record", "trash-2", "credentials", ("Ctrl+Del",), WRITABLE, 3),
    Action("credentials.retire", "Ret&ire…", "record", "hourglass", "credentials", (), WRITABLE, 3),
    Action("credentials.export", "E&xport as a file…", "record", "file-down", "credentials", ("Ctrl+E",), BOOK, 3),
)
SETTINGS_ACTIONS = (
    Action("settings.new_staff", "New &staff member…", "record", "user-plus", "settings", ("Ctrl+N",), WRITABLE, 4),
)
OVERVIEW_ACTIONS: tuple[Action, ...] = ()
MARKS_ACTIONS = (
    Action(
        "marks.rubric",
        "&Judge with rubric and evidence",
        "record",
        "list-checks",
        "marks",
        (),
        WRITABLE,
        5,
        key="Space",
    ),
    Action("marks.history", "&History of the cell", "record", "history", "marks", (), BOOK, 5, key="F2"),
    Action("marks.waive", "&Waive…", "record", "skip-forward", "marks", (), WRITABLE, 5, key="W"),
    Action("marks.void", "&Void the entry", "record", "trash-2", "marks", (), WRITABLE, 5, key="Del"),
    Action("marks.repeat", "&Repeat the last entry", "record", "refresh-cw", "marks", (), WRITABLE, 5, key="."),
    Action("marks.fill", "Fill &down", "record", "arrow-down", "marks", ("Ctrl+D",), WRITABLE, 5),
    Action("marks.sort", "&Sort by…", "view", "list-filter", "marks", ("Ctrl+Shift+S",), BOOK, 3),
)
ATTENDANCE_ACTIONS = (
    Action("attendance.new", "&New session…", "record", "calendar-days", "attendance", ("Ctrl+N",), WRITABLE, 6),
    Action("attendance.edit", "Edit the &session…", "record", "pencil", "attendance", ("F2",), WRITABLE, 6),
    Action("attendance.all", "All &present", "record", "clipboard-check", "attendance", (), WRITABLE, 6, key="Shift+P"),
    Action("attendance.clear", "Take the &mark away", "record", "minus", "attendance", (), WRITABLE, 6, key="Del"),
    Action("attendance.cancel", "Cance&l the session", "record", "ban", "attendance", (), WRITABLE, 6),
    Action("attendance.drop", "&Delete the session", "record", "trash-2", "attendance", (), WRITABLE, 6),
)
AWARDS_ACTIONS = (
    Action("awards.award", "&Award those who are ready", "record", "award", "awards", ("Ctrl+Return",), WRITABLE, 5),
    Action("awards.prepare", "&Prepare a proof list…", "record", "list-checks", "awards", (), WRITABLE, 5),
    Action("awards.issue", "&Issue the newest prepared run", "record", "stamp", "awards", (), WRITABLE, 5),
    Action("awards.drop", "&Drop the newest prepared run", "record", "trash-2", "awards", (), WRITABLE, 5),
    Action("awards.tick", "Tick or &untick all", "record", "list-checks", "awards", ("Ctrl+Shift+A",), WRITABLE, 5),
    Action("awards.why", "Show or hide &why", "record", "info", "awards", ("Ctrl+R",), BOOK, 5),
    Action("awards.exception", "Award &by exception…", "record", "square-pen", "awards", (), WRITABLE, 5),
    Action("awards.correct", "Correc&t the award…", "record", "pencil", "awards", ("F2",), WRITABLE, 6),
    Action("awards.revoke", "&Revoke the award…", "record", "ban", "awards", (), WRITABLE, 6),
    Action("awards.confirm", "Con&firm the award…", "record", "shield-check", "awards", (), WRITABLE, 6),
    Action("awards.save_pdf", "&Save the certificate…", "record", "file-down", "awards", ("Ctrl+P",), BOOK, 7),
    Action("awards.export", "E&xport certificates…", "record", "download", "awards", ("Ctrl+Shift+E",), BOOK, 7),
    Action("awards.large", "Certificate over the &whole page", "view", "file-text", "awards", ("Ctrl+L",), BOOK, 8),
)

TABLE = (
    *WINDOW_ACTIONS,
    *COHORTS_ACTIONS,
    *COHORT_ACTIONS,
    *OVERVIEW_ACTIONS,
    *MARKS_ACTIONS,
    *ATTENDANCE_ACTIONS,
    *LEARNERS_ACTIONS,
    *AWARDS_ACTIONS,
    *CREDENTIALS_ACTIONS,
    *SETTINGS_ACTIONS,
)
