"""A test sheet as a workbook."""

from __future__ import annotations

from usecase_dsl.generate.framework import Request
from usecase_dsl.generate.plan import Plan
from usecase_dsl.generate.sheets import sheet
from usecase_dsl.generate.sheets.xlsx_form import XlsxForm

SUFFIXES = (".xlsx",)
TEMPLATES = sheet.TEMPLATES


def plan(request: Request) -> Plan:
    """The test sheet of a request."""
    return sheet.sheet_plan(XlsxForm(), ".xlsx", request)
