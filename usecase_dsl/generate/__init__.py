"""Tests out of scenarios, in the files of a framework, merged with what people wrote there."""

from usecase_dsl.generate.cases import Narrative
from usecase_dsl.generate.framework import Request
from usecase_dsl.generate.frameworks import FRAMEWORKS, framework
from usecase_dsl.generate.others import Finder
from usecase_dsl.generate.plan import Plan, PlannedTest, Status, Unreadable
from usecase_dsl.generate.record import RECORD
from usecase_dsl.generate.templates import TemplateFault

__all__ = [
    "FRAMEWORKS",
    "RECORD",
    "Finder",
    "Narrative",
    "Plan",
    "PlannedTest",
    "Request",
    "Status",
    "TemplateFault",
    "Unreadable",
    "framework",
]
