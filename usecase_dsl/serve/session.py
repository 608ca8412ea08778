"""What is served: the site as the texts say now, and what is wrong with them."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.project import Project, Texts, checked
from usecase_dsl.render.site import Content, Pages


@dataclass(frozen=True)
class State:
    """The site at one time. ``number`` is higher for each that differs from the one before; ``name`` is nobody else's.

    ``errors`` are what is wrong with the texts. ``trouble`` says why the site is older than the texts: they can't be
    read; ``""`` where it isn't.
    """

    number: int = 0
    name: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    errors: tuple[Mapping[str, Any], ...] = ()
    trouble: str = ""


class Session:
    """Makes the site from texts whenever it is told to. ``content`` says what the site of a project is made of.

    Only one thread may call ``update``; any may look at ``state`` and wait for the next one.
    """

    def __init__(self, pages: Pages, content: Callable[[Project], Content]) -> None:
        self._pages = pages
        self._content = content
        # A reader whose page is from an earlier session has to be told so.
        self._name = secrets.token_hex(4)
        self._project: Project | None = None
        self._state = State()
        self._changed = threading.Condition()

    @property
    def state(self) -> State:
        return self._state

    def dress(self, pages: Pages) -> None:
        """Makes all pages anew from now on, with other templates."""
        self._pages = pages

    def update(self, texts: Texts) -> State:
        """Makes the site of these texts; what hasn't changed is kept. Returns what is served from now on."""
        project = checked(texts, earlier=self._project)
        self._project = project
        files = {each.path: each.content for each in self._pages.made(self._content(project))}
        return self._put(files, tuple(map(_error, _errors(project))), "\n".join(project.unreadable))

    def fail(self, trouble: str) -> State:
        """Says why there is no site of the texts as they are; the one before is served on."""
        return self._put(self._state.files, self._state.errors, trouble)

    def after(self, number: int, seconds: float) -> State:
        """The first state after the one with this number; the same one where there is none in so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.number != number, seconds)
            return self._state

    def _put(self, files: Mapping[str, bytes], errors: tuple[Mapping[str, Any], ...], trouble: str) -> State:
        before = self._state
        if (files, errors, trouble) != (before.files, before.errors, before.trouble) or not before.number:
            with self._changed:
                number = before.number + 1
                self._state = State(number, f"{self._name}-{number}", files, errors, trouble)
                self._changed.notify_all()
        return self._state


def _errors(project: Project) -> Iterable[Diagnostic]:
    asked = project.asked
    found = (each for each in project.diagnostics if each.place.source.name in asked)
    return (each for each in found if each.severity is Severity.ERROR)


def _error(found: Diagnostic) -> Mapping[str, Any]:
    return {"code": found.code, "message": found.message, "hint": found.hint, "place": str(found.place)}
