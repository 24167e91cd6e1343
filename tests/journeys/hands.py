"""What a person does on a page, counted: a press, a field filled, a file chosen. Reading and signing in are free."""

import re

from playwright.sync_api import Page


class Hands:
    def __init__(self, page: Page) -> None:
        self.page, self.done = page, 0

    def click(self, role: str, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
        self.done += 1

    def press(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.done += 1

    def fill(self, selector: str, text: str) -> None:
        self.page.locator(selector).fill(text)
        self.done += 1

    def choose(self, selector: str, index: int) -> None:
        self.page.locator(selector).select_option(index=index)
        self.done += 1

    def choose_file(self, label: str, name: str, text: str) -> None:
        data = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
        self.page.get_by_label(label, exact=True).set_input_files(files=[data])  # type: ignore[list-item]
        self.done += 1
