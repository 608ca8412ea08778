"""A test sheet as a file of comma-separated values."""

from __future__ import annotations

from usecase_dsl.generate.framework import Request
from usecase_dsl.generate.plan import Plan
from usecase_dsl.generate.sheets import sheet
from usecase_dsl.generate.sheets.csv_form import CsvForm

SUFFIXES = (".csv",)
TEMPLATES = sheet.TEMPLATES


def plan(request: Request) -> Plan:
    """The test sheet of a request."""
    return sheet.sheet_plan(CsvForm(), ".csv", request)
