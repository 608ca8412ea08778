"""Pages that are kept are never stale: after any edits the site is, byte for byte, what a clean build makes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.project import Project, Texts
from usecase_dsl.render.site import Content, Pages
from usecase_dsl.render.site.reads import Facts, Reads
from usecase_dsl.serve.session import Session
from usecase_dsl.settings import DEFAULTS
from usecase_dsl.source import source_from_text

EXAMPLES = Path(__file__).parents[1] / "examples"
SHOP = """
system: Shop
  Sells books.

actor: Customer
actor: Clerk
  is a: Customer

term: Order
  What a customer wants to have.

rule BR-1: An order is charged once.

package: Orders
"""
ORDERS = """
package: Orders

use case UC-1: Place an order
  primary actor: Customer
  level: user goal
  status: draft
  preconditions:
    - Customer is signed in.

  main success scenario:
    1. Customer chooses a book.
    2. System shows the order [BR-1].
    3. Customer pays (include UC-2).
       => The order is placed.

  extensions:
    2a. The book is sold out:
      1. System says so.
      end in failure
"""
PAYING = """
use case UC-2: Pay
  primary actor: Customer
  supporting actors: Bank
  level: subfunction

  main success scenario:
    1. System asks Bank for the money.
    2. Bank pays.

  extensions:
    1a. Bank says no:
      1. System tells Customer.
      end in failure

use case UC-3: Take back an order
  primary actor: Clerk
  extends: UC-1 at choice when the book is torn
  status: approved

  main success scenario:
    1. Clerk takes the book.
"""
HELP = """
use case UC-4: Ask for help
  primary actor: Guest

  main success scenario:
    1. Guest asks.
    2. System answers.
"""
MARKET = """
segment: Schools
  industry: education
  company size: 20-200
  revenue share: 60%
segment: Towns
  company size: 500+

persona: Head
  segments: Schools
persona: Librarian
  segments: Towns

plan: Shelf
  price: 9 per month
  segments: Schools

package: Sold

use case UC-5: Lend a book
  importance: primary
  personas: Librarian
  plans: Shelf
  problem: When a book is lent, I struggle to find it, which leads to empty shelves.
  outcome: books come back
  frequency: weekly
  intensity: high
  success metrics:
    - books lost: -50%
  critical features:
    - a list of books
  evidence:
    - a town of 9,000 people: half as many books lost [UC-6]
  revenue share: 40%
  willingness to pay: 900
  addressable customers: 30
  cost to serve: 2,000
  last reviewed: 2026-05-01

use case UC-6: Count the books
  segments: Schools, Towns
  critical features:
    - a list of books
  frequency: quarterly
  intensity: low
  revenue share: 3%
"""
PROJECT = {"shop.uc": SHOP, "orders.uc": ORDERS, "paying.uc": PAYING, "help.uc": HELP, "market.uc": MARKET}


def texts(files: Mapping[str, str]) -> Texts:
    sources = tuple(source_from_text(text, name) for name, text in sorted(files.items()))
    return Texts(DEFAULTS, sources, frozenset(files), (), (), {})


def session() -> Session:
    return Session(Pages(), content)


def content(project: Project) -> Content:
    return Content(project.model, findings=project.shown, title="Shop")


def clean(files: Mapping[str, str]) -> Mapping[str, bytes]:
    return session().update(texts(files)).files


def differing(kept: Mapping[str, bytes], made: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in kept.keys() | made.keys() if kept.get(path) != made.get(path))


# What people do to a text, from a place in it on: a line is taken out, doubled, changed; two change places.
WORDS = (
    *("UC-1", "UC-2", "Customer", "Bank", "Order", "order", "2a", "failure", "=> ", "term: Bank", "package: Money"),
    *("UC-5", "Schools", "Head", "Shelf", "primary", "problem: When", "persona: Boss", "40%", "2,000"),
)


def without(lines: list[str], at: int, word: str) -> list[str]:
    return lines[:at] + lines[at + 1 :]


def doubled(lines: list[str], at: int, word: str) -> list[str]:
    return lines[: at + 1] + lines[at:]


def swapped(lines: list[str], at: int, word: str) -> list[str]:
    return [*lines[:at], *reversed(lines[at : at + 2]), *lines[at + 2 :]]


def longer(lines: list[str], at: int, word: str) -> list[str]:
    return [*lines[:at], f"{lines[at]} {word}", *lines[at + 1 :]]


def renamed(lines: list[str], at: int, word: str) -> list[str]:
    """A word that stands there becomes another wherever it stands in the text."""
    old = (lines[at].split() or [""])[-1]
    return [line.replace(old, word) if old else line for line in lines]


EDITS = st.tuples(
    st.sampled_from(sorted(PROJECT)),
    st.sampled_from([without, doubled, swapped, longer, renamed]),
    st.integers(0, 60),
    st.sampled_from(WORDS),
)


@given(st.lists(st.lists(EDITS, min_size=1, max_size=2), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_after_any_edits_it_is_what_a_clean_build_makes(edits: list[list[tuple[str, object, int, str]]]) -> None:
    kept, files = session(), dict(PROJECT)
    kept.update(texts(files))
    for together in edits:
        for name, edit, at, word in together:
            lines = files[name].splitlines()
            if lines and callable(edit):
                files[name] = "\n".join(edit(lines, at % len(lines), word)) + "\n"
        assert differing(kept.update(texts(files)).files, clean(files)) == []


def test_files_come_and_go() -> None:
    kept = session()
    for files in (PROJECT, {"shop.uc": SHOP, "orders.uc": ORDERS}, PROJECT, {"paying.uc": PAYING}):
        assert differing(kept.update(texts(files)).files, clean(files)) == []


def made_again(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The pages that aren't the same objects any more."""
    kept = session()
    old = kept.update(texts(before)).files
    new = kept.update(texts(after)).files
    return sorted(path for path in new if new[path] is not old.get(path))


def test_a_page_that_reads_nothing_of_it_is_kept() -> None:
    again = made_again(PROJECT, PROJECT | {"help.uc": HELP.replace("answers", "answers at once")})
    assert "use-cases/UC-4.html" in again
    assert not {"use-cases/UC-1.html", "use-cases/UC-3.html", "actors/bank.html", "glossary.html"}.intersection(again)


def test_cards_are_kept_but_for_the_one_that_differs() -> None:
    again = made_again(PROJECT, PROJECT | {"market.uc": MARKET.replace("books come back", "each book comes back")})
    assert {"cards/UC-5.html", "library.html", "portfolio.html"} <= set(again)
    assert not {"cards/UC-6.html", "use-cases/UC-1.html", "glossary.html"}.intersection(again)


def test_customers_come_and_go() -> None:
    kept, alone = session(), {name: text for name, text in PROJECT.items() if name != "market.uc"}
    for files in (alone, PROJECT, alone):
        assert differing(kept.update(texts(files)).files, clean(files)) == []


def test_nothing_is_made_again_where_nothing_has_changed() -> None:
    assert made_again(PROJECT, dict(PROJECT)) == []


def test_examples_after_an_edit_of_each_text() -> None:
    files = {file.name: file.read_text(encoding="utf-8") for file in sorted((EXAMPLES / "bookshop").rglob("*.uc"))}
    kept = session()
    kept.update(texts(files))
    for name, text in files.items():
        files[name] = text.replace("\n", "\n\n", 3).replace("1. ", "1. At last ", 1)
        assert differing(kept.update(texts(files)).files, clean(files)) == []


def test_a_page_that_asks_for_a_fact_reads_that_one_alone() -> None:
    reads = Reads()
    facts = Facts({"uc-1": "Pay", "uc-2": "Go"}, reads, {})
    facts.of(len, "uc-2")
    reads.begin()
    assert facts.of(len, "uc-1") == 3
    assert reads.end() == {("fact builtins.len", "uc-1")}
