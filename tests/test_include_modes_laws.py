"""Laws of the include modes: what an expanded graph holds is what its parts hold, and every path in it ends."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import model
from tests.test_include_modes import expanded, walk
from usecase_dsl.scenario.types import Graph, Include, Scenario

MODES: tuple[Include, ...] = ("call", "stub", "expand")

Branch = tuple[int, int, str]
AHEAD = ("resume at next step", "end in failure", "end")
BACK = ("resume at same step", "resume at 1", "restart", "end in success")


def branches(*ends: str) -> st.SearchStrategy[list[Branch]]:
    return st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2), st.sampled_from(ends)), max_size=4)


def text_of(name: str, extensions: list[Branch], failures: list[Branch], call: int = 0) -> str:
    """A use case of three steps, one of which may be a call, and flows: where each leaves, its steps, how it ends."""
    lines = [f"use case {name}: {name}", "main flow:"]
    lines += [f"{n}. A acts{' (include UC-02)' * (n == call)}." for n in (1, 2, 3)]
    for section, flows, letters in ("extensions:", extensions, "abcd"), ("failure flows:", failures, "efgh"):
        lines += [section] * bool(flows)
        for (anchor, steps, end), letter in zip(flows, letters, strict=False):
            lines += [f"{anchor}{letter}. It rains:", *(f"  {n}. A waits." for n in range(1, steps + 1)), f"  {end}"]
    return "\n".join(lines) + "\n"


@given(branches(*AHEAD, *BACK), branches(*AHEAD))
@settings(deadline=None, max_examples=50)
def test_without_includes_the_modes_are_one(extensions: list[Branch], failures: list[Branch]) -> None:
    linked = model(text_of("UC-01", extensions, failures))
    call, stub, expand = (expanded(linked, include) for include in MODES)
    assert call == stub == expand


@given(branches(*AHEAD), branches(*AHEAD), branches(*AHEAD), st.integers(1, 3))
@settings(deadline=None, max_examples=150)
def test_expanded_the_scenarios_are_those_of_the_parts_put_together(
    extensions: list[Branch], failures: list[Branch], inner: list[Branch], call: int
) -> None:
    caller, called = text_of("UC-01", extensions, failures, call), text_of("UC-02", inner, [])
    here = [f"{call}{letter}" for (anchor, *_), letter in zip(failures, "efgh", strict=False) if anchor == call]
    here = here or [
        f"{call}{letter}" for (anchor, *_), letter in zip(extensions, "abcd", strict=False) if anchor == call
    ]
    calls = expanded(model(caller, called), "call")
    whole = put_together(calls, walk(caller, called, include="call"), walk(called), str(call), here)
    assert sorted((each.steps, each.outcome) for each in walk(caller, called)) == sorted(whole)


def put_together(
    calls: Graph, callers: list[Scenario], parts: list[Scenario], call: str, taking: list[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Scenarios with the parts in the place of the call, found without a graph in which it is expanded."""
    middles: dict[str, list[tuple[str, ...]]] = {"success": [], "failure": [], "unstated": []}
    for part in parts:
        middles[part.outcome].append(tuple(f"UC-02:{label}" for label in part.steps))
    heads: dict[tuple[int, ...], tuple[str, ...]] = {}
    for each in callers:
        at = next((n for n, id in enumerate(each.path) if calls.nodes[calls.edges[id].source].label == call), None)
        if at is None:
            yield each.steps, each.outcome
            continue
        edge, before = calls.edges[each.path[at]], [calls.edges[id] for id in each.path[1:at]]
        head = tuple(calls.nodes[one.source].label for one in before if one.kind != "branch")
        heads[each.path[:at]] = head
        tail = each.steps[len(head) + (edge.kind != "branch") :]
        fails = edge.kind == "include failure" or (middles["failure"] and set(edge.flows) & set(taking))
        filling = [()] if edge.kind == "branch" and not fails else middles["failure" if fails else "success"]
        yield from ((head + middle + tail, each.outcome) for middle in filling)
    yield from ((head + middle, "unstated") for head in heads.values() for middle in middles["unstated"])


@given(
    st.lists(
        st.tuples(branches(*AHEAD, *BACK), st.lists(st.integers(1, 4), min_size=3, max_size=3)), min_size=3, max_size=3
    )
)
@settings(deadline=None, max_examples=100)
def test_every_path_ends_whatever_calls_what(parts: list[tuple[list[Branch], list[int]]]) -> None:
    texts = []
    for number, (extensions, calls) in enumerate(parts, 1):
        text = text_of(f"UC-0{number}", extensions, [])
        for step, called in enumerate(calls, 1):
            text = text.replace(f"\n{step}. A acts.", f"\n{step}. A acts (include UC-0{called}).")
        texts.append(text.replace("\n3. A", "\nrepeat 1-2 until done\n3. A"))
    of = expanded(model(*texts))
    ahead: dict[int, set[int]] = {node.id: set() for node in of.nodes}
    for edge in of.edges:
        if not edge.back:
            ahead[edge.source].add(edge.target)
    assert set(TopologicalSorter(ahead).static_order()) == set(ahead)
    assert all(of.nodes[edge.target].kind in ("step", "call") or not of.out[edge.target] for edge in of.edges)
