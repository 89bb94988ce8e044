"""The editor as a person sees it: rows from the top, boxes by their heading, the menu of a row."""

from playwright.sync_api import Locator

from reports import document
from tests.browser.person import Person


class Editor:
    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def rows(self) -> Locator:
        return self.person.page.locator(".editor-table tbody tr[id^='row-']")

    def row(self, number: int) -> Locator:
        """A printed row, counted from one at the top."""
        return self.rows.nth(number - 1)

    def official(self, row: int) -> Locator:
        return self.row(row).locator("[name$='-official']")

    def provincial(self, row: int) -> Locator:
        return self.row(row).locator("[name$='-provincial']")

    def steps(self, row: int) -> list[Locator]:
        return self.row(row).locator("textarea[name*='-item-']").all()

    def result(self, row: int) -> Locator:
        return self.row(row).locator("textarea[name$='-result']")

    def status(self, row: int) -> Locator:
        return self.row(row).locator("select[name$='-status']")

    def act(self, row: int, action: str) -> None:
        """Open the menu of a row and choose from it."""
        self.person.hands.press(self.row(row).locator("summary", has_text="จัดการแถว"))
        self.person.press(self.person.button(action, self.row(row)))

    def add_number_at_the_top(self) -> None:
        self.person.press("เพิ่มลำดับใหม่ไว้บนสุด")

    def save(self) -> None:
        self.person.press(self.person.page.locator("[data-save]"))

    def type_windows(self, row: int, official: str, provincial: str) -> None:
        self.person.write(self.official(row), official)
        self.person.write(self.provincial(row), provincial)

    def type_line(self, row: int, line: document.Line) -> None:
        """Everything of a row but its windows, as the document has it."""
        boxes = self.steps(row)
        assert len(boxes) == len(line.items)
        for box, item in zip(boxes, line.items, strict=True):
            self.person.write(box, f"{item.label} {item.text}".strip())
        self.person.write(self.result(row), line.result)
        self.person.choose(self.status(row), line.status or "")
