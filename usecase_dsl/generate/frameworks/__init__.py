"""The frameworks that tests are made for: a module each, imported when it is asked for."""

from __future__ import annotations

import importlib
from typing import Protocol

from usecase_dsl.generate.framework import Request
from usecase_dsl.generate.plan import Plan

# The name of a framework on the command line, and its module here.
FRAMEWORKS = {
    "pytest": "pytest",
    "unittest": "unittest",
    "pytest-bdd": "pytest_bdd",
    "gherkin": "gherkin",
    "behave": "behave",
    "robot": "robot",
    "junit5": "junit5",
    "playwright": "playwright",
    "markdown": "markdown",
    "csv": "csv",
    "xlsx": "xlsx",
}


class Module(Protocol):
    """What the module of a framework has: the endings of the files that it reads and writes, and what it makes.

    ``TEMPLATES`` is the folder of its templates, below ``templates/`` and in a user's folder; a module may name folders
    more in ``SHARED_TEMPLATES``.
    """

    SUFFIXES: tuple[str, ...]
    TEMPLATES: str

    @staticmethod
    def plan(request: Request) -> Plan:
        """The plan that a request comes to. Raises TemplateFault where a template given is faulty."""


def framework(name: str) -> Module:
    """The framework of a name. Raises KeyError where there is none."""
    module: Module = importlib.import_module(f"{__name__}.{FRAMEWORKS[name]}")  # type: ignore[assignment]
    return module
