"""A use case, the tests that are generated for it, and what people do to them."""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from usecase_dsl.generate import Finder, Narrative, Plan, Request
from usecase_dsl.generate.frameworks.pytest import plan as pytest_plan
from usecase_dsl.model import Model, link
from usecase_dsl.scenario import graph, moments, scenarios
from usecase_dsl.syntax import parse

SHOP = """\
system: Online Bookshop
actor: Customer

condition filled: The cart holds at least one book.
  given: yes

use case UC-01: Place an order
  primary actor: Customer
  preconditions:
    - Customer is signed in.
    - filled
  success guarantees:
    - The order is paid.
  minimal guarantees:
    - Nobody is charged twice.
  main success scenario:
    1. Customer asks to check out.
    2. System shows the order summary.
    3. Customer pays.
       => The order is paid.
  alternate flows:
    2a. The cart holds a book that is out of stock:
      1. System offers to order without that book.
      resume at 2
  failure flows:
    2a1a. Customer declines:
      1. System keeps the cart.
      end in failure
    3a. Customer doesn't pay within 5 minutes:
      1. System keeps the cart.
      end in failure
"""

NAMES = [
    "test_main_success_scenario",
    "test_2a_the_cart_holds_a_book_that_is_out_of_stock",
    "test_2a1a_customer_declines",
    "test_3a_customer_doesnt_pay_within_5_minutes",
]
FILE = "test_uc_01.py"

# A flow more, and a step more before all that there is, so that every label changes.
MORE = SHOP + "    3b. The bank is closed:\n      1. System says so.\n      end in failure\n"
RENUMBERED = (
    SHOP.replace("3. Customer pays", "4. Customer pays")
    .replace("2. System shows", "3. System shows")
    .replace("1. Customer asks to check out.", "1. Customer opens the cart.\n    2. Customer asks to check out.")
    .replace("3a. Customer", "4a. Customer")
    .replace("2a", "3a")
    .replace("resume at 2", "resume at 3")
)

Files = dict[str, bytes]


class Generated(NamedTuple):
    """The folder after a run, and the plan of that run."""

    files: Files
    plan: Plan

    def text(self, path: str = FILE) -> str:
        return self.files[path].decode("utf-8")

    @property
    def tests(self) -> list[str]:
        """The files that hold tests."""
        return sorted({test.path for test in self.plan.tests})

    def statuses(self) -> dict[str, str]:
        return {test.name: test.status.value for test in self.plan.tests}


def linked(text: str) -> Model:
    return link([parse(text)[0]])


def told(model: Model, criterion: str = "flows") -> dict[str, list[Narrative]]:
    narratives = {}
    for key, use_case in model.use_cases.items():
        paths = graph(use_case, model)
        found = scenarios(paths, use_case, criterion)
        narratives[key] = [Narrative(each, moments(use_case, paths, each)) for each in found]
    return narratives


def request(text: str, files: Mapping[str, bytes] | None = None, criterion: str = "flows") -> Request:
    """A request for the tests of these texts, as the command line makes it."""
    model = linked(text)

    finder = Finder(model, lambda key: [graph(model.use_cases[key], model)])
    return Request(model, told(model, criterion), files or {}, taking=finder.taking, retracing=finder.retracing)


def generate(
    text: str,
    files: Mapping[str, bytes | str] | None = None,
    criterion: str = "flows",
    plan_of: Callable[[Request], Plan] = pytest_plan,
) -> Generated:
    """A run over these texts, in a folder with these files."""
    before = {path: data.encode() if isinstance(data, str) else data for path, data in (files or {}).items()}
    plan = plan_of(request(text, before, criterion))
    return Generated(before | {artifact.path: artifact.content for artifact in plan.artifacts}, plan)


def functions(text: str) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}


def docstring_of(text: str, name: str) -> str:
    return ast.get_docstring(functions(text)[name]) or ""


def written(text: str, name: str, body: str = "    assert True\n") -> str:
    """The text after a person wrote a test's body: all below its docstring is theirs."""
    node = functions(text)[name]
    lines = text.splitlines(keepends=True)
    lines[node.body[0].end_lineno or 0 : node.end_lineno] = [body]
    return "".join(lines)


def run_pytest(files: Files, folder: Path) -> dict[str, str]:
    """How each test ended, and what it said: a real run, in which a warning is an error."""
    for path, content in files.items():
        (folder / path).write_bytes(content)
    report = folder / "report.xml"
    command = [
        "-m",
        "pytest",
        "-q",
        "-W",
        "error",
        "--strict-markers",
        "-p",
        "no:cacheprovider",
        f"--junitxml={report}",
    ]
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    subprocess.run([sys.executable, *command, str(folder)], cwd=folder, capture_output=True, check=False)
    return {case.attrib["name"]: outcome(case) for case in ET.parse(report).iter("testcase")}


def outcome(case: ET.Element) -> str:
    failures = (child for child in case if child.tag != "properties")
    return next((f"{child.tag}: {child.attrib['message']}" for child in failures), "passed")


def ruff(folder: Path, *arguments: str) -> str:
    """What Ruff finds, by no configuration but its own."""
    command = [sys.executable, "-m", "ruff", *arguments, "--isolated", "--no-cache", str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr
