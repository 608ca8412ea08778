"""Laws that hold for any text: reading never fails, places are true, and every path ends."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import model
from usecase_dsl.checks import check
from usecase_dsl.model import link
from usecase_dsl.scenario import count, graph, scenarios
from usecase_dsl.scenario.types import Graph
from usecase_dsl.settings import DEFAULTS
from usecase_dsl.source import Span, source_from_bytes, source_from_text
from usecase_dsl.syntax import parse

# What texts are made of where they are structure, or nearly so.
PIECES = (
    *("use case", "use case UC-1: Buy", "actor", "actor: A", "rule BR-1", "system: S", "package: P", "condition c: x"),
    *("main flow:", "main success scenario", "extensions:", "alternate flows:", "failure flows:", "examples:"),
    *("preconditions:", "priorty: high", "level: sea", "extends: UC-1 at p when q", "extension points:", "is a: A"),
    *("1. ", "2)", "3a. ", "3a1.", "2-3a) x:", "2,3b. y", "*a. z:", "1a1a. ", "E1. ", "E1.1. ", "E1: x", "3a: x"),
    *("+. ", "A acts.", "System acts."),
    *("resume at 2", "resume at", "resume at same step", "restart", "end", "end in failure", "repeat 1-2 until x"),
    *("optional 1", "include UC-1", "(include UC-1 or UC-2)", "[E1]", "[BR-1, REQ-2]", "=> done", "=>", "- "),
    "| a | b |",
    *("# language: pt", "# language: xx", "#", "...", "none", "n/a", ":", "：", "\\", "\\|", "//", "\n"),
    *("\n\n", " ", "\t"),
    *("\r\n", "\r", "\0", "\ud800", "\u200b", "\ufeff", "é", "e\u0301", "用例", "١", "999999999999"),
)
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map(
    lambda parts: "".join(part if i % 3 else f"\n{part}" for i, part in enumerate(parts))
)


@given(LINES | st.text(max_size=200))
@settings(max_examples=400, deadline=None)
def test_reading_linking_and_checking_never_fail(text: str) -> None:
    document, faults = parse(text)
    linked = link([document])
    for found in (*faults, *check(linked, DEFAULTS)):
        start, end = found.place.span
        assert 0 <= start <= end <= len(found.place.source.text)
        assert found.message
    for use_case in linked.use_cases.values():
        assert graph(use_case, linked).start == 0


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_make_a_source(data: bytes) -> None:
    parse(source_from_bytes(data, "any.uc"))


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_the_text_of_a_node_stands_at_its_place(text: str) -> None:
    source = source_from_text(text)
    document, _ = parse(source)
    for node in nodes(document.declarations):
        span = node.span
        assert 0 <= span.start <= span.end <= len(source.text)
        if hasattr(node, "text") and isinstance(node.text, str):
            assert source.text[span.start : span.end] == node.text


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_every_word_is_kept(text: str) -> None:
    """No word of a text is lost: it is in some node, in what could not be placed, or in a comment."""
    source = source_from_text(text)
    document, _ = parse(source)
    covered = [*(each.span for each in document.declarations), *(each.span for each in document.strays)]
    rest = "".join(c for i, c in enumerate(source.text) if not any(start <= i < end for start, end in covered))
    left = [line.strip() for line in rest.split("\n")]
    invisible = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
    assert all(not line.strip(invisible) or line.lstrip(invisible + " \t\xa0").startswith("#") for line in left)


STEPS = st.integers(1, 5)
ENDS = st.sampled_from(
    ["resume at same step", "resume at next step", "restart", "resume at 1", "resume at 2", "end in failure", "end", ""]
)
FLOWS = st.lists(st.tuples(st.sampled_from(["1", "2", "1-2", "*", "1a1", "1a2", "2b1", "E"]), STEPS, ENDS), max_size=5)
RANGES = st.lists(
    st.sampled_from(
        [
            "repeat 1-2 until x",
            "repeat 1 while x",
            "repeat 1-3 while x",
            "optional 1-2",
            "optional 3",
            "repeat 2-3 for each y",
        ]
    ),
    max_size=3,
).map("\n".join)


@given(STEPS, FLOWS, RANGES)
@settings(max_examples=200, deadline=None)
def test_every_path_ends_and_is_counted(steps: int, flows: list[tuple[str, int, str]], loop: str) -> None:
    linked = model(text_of(steps, flows, loop))
    (use_case,) = linked.use_cases.values()
    of = graph(use_case, linked)
    assert without_back_edges_there_is_no_cycle(of)
    number = count(of, 1)
    if number is not None and number <= 2000:
        listed = list(scenarios(of, use_case, "all", 1))
        assert len(listed) == number
        assert len({each.path for each in listed}) == number
    for scenario in scenarios(of, use_case, "flows"):
        assert of.edges[scenario.path[0]].source == of.start
        assert not of.out[of.edges[scenario.path[-1]].target]


def text_of(steps: int, flows: list[tuple[str, int, str]], loop: str) -> str:
    lines = ["use case: X", "main flow:", *(f"{n}. A acts. [E1]" for n in range(1, steps + 1)), loop, "extensions:"]
    for letter, (anchor, length, end) in zip("abcde", flows, strict=False):
        label = "E1" if anchor == "E" else f"{anchor}{letter}"
        lines += [f"{label}. It rains:", *(f"{n}. A waits." for n in range(1, length)), end]
    return "\n".join(lines)


def without_back_edges_there_is_no_cycle(of: Graph) -> bool:
    incoming = [0] * len(of.nodes)
    forward = [edge for edge in of.edges if not edge.back]
    for edge in forward:
        incoming[edge.target] += 1
    ready = [node for node, number in enumerate(incoming) if not number]
    for node in ready:
        for id in of.out[node]:
            if not of.edges[id].back:
                incoming[of.edges[id].target] -= 1
                if not incoming[of.edges[id].target]:
                    ready.append(of.edges[id].target)
    return len(ready) == len(of.nodes)


def nodes(value: Any) -> list[Any]:
    if isinstance(value, tuple) and not isinstance(value, Span):
        return [node for each in value for node in nodes(each)]
    if is_dataclass(value):
        here: Any = value
        return [here, *(node for field in fields(value) for node in nodes(getattr(value, field.name)))]
    return []


class TestLargeTexts:
    """Each is read whole. They are so long that a time that grows faster than the text would never come to an end."""

    def read(self, text: str) -> Any:
        document, _ = parse(text)
        return document

    def test_a_megabyte(self) -> None:
        use_case = "use case: Buy {}\n  main flow:\n" + "".join(f"    {n}. A acts.\n" for n in range(1, 10))
        assert len(self.read("".join(use_case.format(n) for n in range(6000))).declarations) == 6000

    def test_ten_thousand_steps(self) -> None:
        text = "use case: Buy\nmain flow:\n" + "\n".join(f"{n}. A acts." for n in range(1, 10_001))
        linked = link([self.read(text)])
        (use_case,) = linked.use_cases.values()
        (scenario,) = scenarios(graph(use_case, linked), use_case, "all")
        assert len(scenario.steps) == 10_000

    def test_extensions_nested_forty_deep(self) -> None:
        lines = [f"{'1a' * depth}. It rains:\n1. A waits.\nend in failure" for depth in range(1, 41)]
        linked = model("use case: Buy\nmain flow:\n1. A acts.\nextensions:\n" + "\n".join(lines))
        (use_case,) = linked.use_cases.values()
        assert count(graph(use_case, linked)) == 41

    @pytest.mark.parametrize(
        "text",
        [
            *("\0" * 10**6, "1a" * 50_000, "repeat " + "3-" * 50_000, "1. " + "[a, " * 50_000, "(include " * 20_000),
            *("optional 1" + " " * 10**6 + "x", "resume at " + "1" * 10**6 + "!", "goal: " + " " * 10**6 + "x"),
        ],
        ids=lambda text: text[:10].strip("\0") or "nulls",
    )
    def test_what_would_tempt_a_pattern_to_go_back(self, text: str) -> None:
        for above in ("", "use case: Buy\nmain flow:\n", "use case: Buy\nmain flow:\n1. A acts.\n"):
            self.read(f"{above}{text}")
