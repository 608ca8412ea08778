"""Work that is spread over processors comes to what one processor comes to."""

from __future__ import annotations

import os
import sys

import pytest

from benchmarks import inputs
from usecase_dsl.cli import processes
from usecase_dsl.model import link
from usecase_dsl.render.site import Content, Pages
from usecase_dsl.syntax import parse


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    monkeypatch.setattr(processes, "_NOT_TO_BE_FORKED", "nothing")


def test_results_come_in_the_order_of_the_items() -> None:
    numbers = range(1000)
    assert list(processes.spread(lambda number: number * number, numbers)) == [number * number for number in numbers]


def test_a_fault_in_another_process_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(processes.spread(lambda number: 1 // (number - 500), range(1000)))


def test_a_process_in_which_charts_were_drawn_does_all_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_NOT_TO_BE_FORKED", "vl_convert")
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert set(processes.spread(lambda number: os.getpid(), range(1000))) == {os.getpid()}


def test_pages_made_by_several_processes_are_the_same() -> None:
    content = Content(link(parse(source)[0] for source in inputs.sources(120)))
    alone = list(Pages().made(content))
    assert list(Pages().made(content, processes.spread)) == alone
    assert len(alone) > processes._WORTH_IT


def test_pages_that_other_processes_made_are_kept_as_well() -> None:
    content = Content(link(parse(source)[0] for source in inputs.sources(120)))
    pages = Pages()
    before = {each.path: each for each in pages.made(content, processes.spread)}
    assert all(each is before[each.path] for each in pages.made(content))
