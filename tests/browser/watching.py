"""What a page says and asks for while somebody uses it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Dialog, Page, Request


@dataclass(frozen=True)
class Watch:
    """A page, and what went wrong in it, each thing once."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def told(self, address: str) -> list[str]:
        """Goes to an address; gives what goes wrong there."""
        self.complaints.clear()
        self.page.goto(address)
        return [*self.complaints]

    def complain(self, words: str) -> None:
        if words not in self.complaints:
            self.complaints.append(words)


def watch(page: Page) -> Watch:
    """Listens to a page from now on: errors and warnings, dialogs, and whatever it asks another host for."""
    seen = Watch(page)

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            seen.complain(f"{message.type}: {message.text}")

    def dialog(opened: Dialog) -> None:
        seen.complain(f"dialog: {opened.message}")
        opened.dismiss()

    def request(asked: Request) -> None:
        if not _is_near(asked.url):
            seen.complain(f"asked for {asked.url}")

    page.on("console", console)
    page.on("dialog", dialog)
    page.on("request", request)
    page.on("pageerror", lambda error: seen.complain(f"script: {error}"))
    page.on("requestfailed", lambda asked: seen.complain(f"not loaded: {asked.url} ({asked.failure})"))
    return seen


def _is_near(address: str) -> bool:
    url = urlsplit(address)
    return url.scheme in ("file", "data", "blob") or url.hostname == "127.0.0.1"
