"""Words that would do harm if a page took them for anything but words: in every place where a person may write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.browser.building import build, build_single, pages, written
from tests.browser.watching import Watch, watch

EVIL = """<script>alert(1)</script>"><img src=x onerror=alert(2)>' onfocus='alert(3){{7-7}}</style>]]><!--"""
LINK = "[press](javascript:alert(4))"
PLAIN = "harmless" * 12

TEXT = """\
system: Shop EVIL
  Sells EVIL and LINK.
actor: Customer EVIL
  also known as: Reader EVIL
  Someone LINK.
actor: Bank EVIL
  kind: system
term: Order EVIL
  also known as: Purchase EVIL
  What was asked for EVIL LINK.
rule BR-1: Rule EVIL LINK.
requirement REQ-1: Requirement EVIL.
condition filled: Filled EVIL.
segment: Town EVIL
  industry: industry EVIL
persona: Persona EVIL
  plays: Customer EVIL
plan: Plan EVIL
  price: price EVIL
package: Package EVIL
  About it EVIL LINK.
use case UC-1: Title EVIL
  Description EVIL LINK.
  | head EVIL | b |
  | cell EVIL | b |
  goal: goal EVIL LINK
  scope: Shop EVIL
  level: user goal
  priority: priority EVIL
  frequency: frequency EVIL
  primary actor: Customer EVIL
  supporting actors: Bank EVIL
  tags: tag EVIL
  team: own EVIL
  stakeholders:
    - Owner EVIL: wants EVIL
  trigger: trigger EVIL
  preconditions:
    - filled
    - condition EVIL
  minimal guarantees: minimal EVIL
  success guarantees: success EVIL
  failure guarantees: failure EVIL
  business rules: BR-1
  realises: REQ-1
  related: UC-2
  assumptions: assumption EVIL
  open issues: issue EVIL LINK
  notes: note EVIL
  author: author EVIL
  date: date EVIL
  version: version EVIL
  history: history EVIL
  data:
    - data EVIL: a EVIL
  main success scenario:
    1. Customer EVIL pays EVIL LINK.
       => result EVIL
    2. System asks Bank EVIL (include UC-2).
       - item EVIL
    3. repeat 1-2 until loop EVIL
    4. System thanks EVIL.
  extensions:
    1a. Condition EVIL LINK:
      1. System waits EVIL.
      => waited EVIL
      end in failure
    *a. Lost EVIL:
      resume at 1
  extension points:
    - point EVIL: 2
  variations:
    - 2: card EVIL | voucher EVIL
  examples:
    | column EVIL | b |
    | value EVIL  | b |
use case UC-2: Charge EVIL
  extends: UC-1 at point EVIL when due EVIL
  main success scenario:
    1. Bank EVIL answers EVIL.
use case: EVIL
  primary actor: EVIL
  main success scenario:
    1. EVIL
    2. EVIL
"""
RESULTS = """\
<testsuite name="shop"><testcase classname="EVIL" name="UC-1 main EVIL"><failure message="EVIL"/></testcase>
<testcase classname="EVIL" name="UC-1 9z EVIL"/></testsuite>
"""


def in_xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def project(folder: Path, evil: str, link: str) -> Path:
    """A project in which these words stand in every place; gives its folder."""
    folder.mkdir()
    (folder / "results.xml").write_text(RESULTS.replace("EVIL", in_xml(evil)), encoding="utf-8")
    return written(
        folder,
        {
            "it's & {{7*7}} #1 %41.uc": TEXT.replace("EVIL", evil).replace("LINK", link),
            "usecase.toml": f"name = '''Project {evil}'''\n",
        },
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site in pages, one in a single file, and the sites of the same project with harmless words."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, evil, link in (("evil", EVIL, LINK), ("plain", PLAIN, PLAIN)):
        texts = project(folder / f"{name}-texts", evil, link)
        build(texts, folder / name, "--junit", str(texts / "results.xml"))
        build_single(texts, folder / f"{name}-single")
    return folder


@pytest.fixture(scope="module")
def seen(browser: Any) -> Iterator[Watch]:
    context = browser.new_context()
    yield watch(context.new_page())
    context.close()


@pytest.mark.parametrize("kind", ["evil", "evil-single"])
def test_nothing_is_run_or_loaded(seen: Watch, hostile: Path, kind: str) -> None:
    told = {path: seen.told((hostile / kind / path).as_uri()) for path in pages(hostile / kind)}
    assert {path: each for path, each in told.items() if each} == {}


def makings(folder: Path) -> set[tuple[str, str]]:
    """The kinds of elements on all pages, each with each attribute that it has somewhere."""
    trees = (html.document_fromstring((folder / path).read_bytes()) for path in pages(folder))
    return {(str(each.tag), name) for tree in trees for each in tree.iter() for name in ("", *each.attrib)}


@pytest.mark.parametrize("kind", ["", "-single"], ids=["pages", "single file"])
def test_no_word_becomes_an_element_or_an_attribute(hostile: Path, kind: str) -> None:
    # Where long words may be broken is marked by an element.
    assert makings(hostile / f"evil{kind}") - makings(hostile / f"plain{kind}") <= {("wbr", "")}


@pytest.mark.parametrize("kind", ["evil", "evil-single"])
def test_every_word_is_shown_as_it_was_written(hostile: Path, kind: str) -> None:
    trees = (html.document_fromstring((hostile / kind / path).read_bytes()) for path in pages(hostile / kind))
    shown = " ".join(" ".join(tree.find("body").text_content().split()) for tree in trees)
    words = re.findall(r"(\w+) EVIL", TEXT)
    assert [word for word in words if f"{word} {EVIL}" not in shown] == []


@pytest.mark.parametrize("kind", ["evil", "evil-single"])
def test_no_link_holds_a_script(hostile: Path, kind: str) -> None:
    trees = (html.document_fromstring((hostile / kind / path).read_bytes()) for path in pages(hostile / kind))
    links = {str(target) for tree in trees for target in tree.xpath("//@href")}
    assert links and [each for each in links if "javascript" in each.lower()] == []
