"""Tests out of scenarios, in the files of a framework, merged with what people wrote there."""

from usecase_dsl.generate.cases import Narrative
from usecase_dsl.generate.plan import Plan, PlannedTest, Status, Unreadable
from usecase_dsl.generate.pytest_files import pytest_files

__all__ = ["Narrative", "Plan", "PlannedTest", "Status", "Unreadable", "pytest_files"]
