"""How the flows of a use case are printed: each once, at its step, with its end in words."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

import pytest
from markupsafe import Markup

from usecase_dsl.model import link
from usecase_dsl.render.site.addresses import addresses
from usecase_dsl.render.site.flow_views import flow_views
from usecase_dsl.render.site.relations import relations
from usecase_dsl.render.site.views import FlowView, LineView, StepView
from usecase_dsl.render.site.writer import Site, Writer
from usecase_dsl.syntax import parse


def printed(body: str) -> str:
    """The flows of a use case in the order of the page, what stands within something indented below it."""
    model = link([parse(f"use case UC-1: Pay\n  primary actor: Customer\n{textwrap.dedent(body)}")[0]])
    places = addresses(model)
    site = Site(model, places, relations(model), "", {}, lambda use_cases, at: None)
    (use_case,) = model.use_cases.values()
    view = flow_views(Writer(site, places.use_cases[use_case.key], use_case), use_case)
    groups = {"": view.main, "At any time:\n": view.any_time, "Apart:\n": view.apart}
    told = "".join(f"{each.heading}: {plain(each.body)}\n" for each in view.told)
    return (
        "".join(heading + "".join(_flow(flow) for flow in flows) for heading, flows in groups.items() if flows) + told
    )


def _flow(flow: FlowView) -> str:
    head = " ".join(part for part in (flow.label, f"*{plain(flow.condition)}*", flow.where) if part.strip("*"))
    below = "".join([*_leaving(flow), plain(flow.prose) + "\n" if flow.prose else "", *map(_line, flow.lines)])
    end = f"~ {flow.end.words}\n" + "".join(f"=> {plain(r)}\n" for r in flow.end.results) if flow.end else ""
    return f"{head}\n{textwrap.indent(below + end, '  ')}" if flow.label else below + end


def _line(line: LineView) -> str:
    if not isinstance(line, StepView):
        return plain(line.words) + ":\n" + textwrap.indent("".join(map(_line, line.lines)), "  ")
    who = f"{line.subject.text}| " if line.subject else ""
    below = "".join([*(f"=> {plain(r)}\n" for r in line.results), *_leaving(line)])
    return f"{line.label} {who}{plain(line.text)}\n{textwrap.indent(below, '  ')}"


def _leaving(place: FlowView | StepView) -> Iterator[str]:
    yield from map(_flow, place.extensions)
    yield from (f"see {each.label}\n" for each in place.pointers)


def plain(text: Markup) -> str:
    return re.sub(r"<[^>]+>", "", text).strip().replace("\n", " ")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            """\
            main flow:
              1. Customer asks.
              2. System asks Customer for more.
                 => More is known.
            extensions:
              1a. Nobody is there:
                1. System waits.
                resume at 1
              1a1a. It is late:
                1. System closes.
                end in failure
                => All is shut.
            """,
            """\
            1 Customer| asks.
              1a *Nobody is there*
                1a1 System| waits.
                  1a1a *It is late*
                    1a1a1 System| closes.
                    ~ ends in failure
                    => All is shut.
                ~ back to step 1
            2 System| asks Customer for more.
              => More is known.
            ~ ends in success
            """,
            id="an extension stands at its step, and another within it",
        ),
        pytest.param(
            """\
            main flow:
              1. Customer asks.
              2. Customer asks.
              3. Customer asks.
            extensions:
              2-3a. Nobody is there:
                resume at same step
              1,3a. It is late:
                resume at next step
              1a. It rains:
                resume at next step
              3b. It snows:
                resume at next step
            """,
            """\
            1 Customer| asks.
              1,3a *It is late*
                ~ on to the next step
              1a *It rains*
                ~ on to step 2
            2 Customer| asks.
              2-3a *Nobody is there*
                ~ back to the same step
            3 Customer| asks.
              3b *It snows*
                ~ on to the next step
              see 2-3a
              see 1,3a
            ~ ends in success
            """,
            id="a flow that leaves several steps is printed once, with pointers from the others",
        ),
        pytest.param(
            """\
            main flow:
              1. Customer asks. [E1]
              2. Customer asks.
            extensions:
              2a. It is late: [E1]
                1. System closes. [E1]
                restart
              E1. Nobody is there:
                1. System waits. [E1]
                resume at 2
              E2. Unheard of:
                end
            """,
            """\
            1 Customer| asks. [E1]
              E1 *Nobody is there* leaves at 1, 2a1, E1.1 and 2a
                E1.1 System| waits. [E1]
                  see E1
                ~ goes on at step 2
            2 Customer| asks.
              2a *It is late: [E1]*
                see E1
                2a1 System| closes. [E1]
                  see E1
                ~ back to step 1
            ~ ends in success
            Apart:
            E2 *Unheard of* the text doesn't say where
              ~ ends, and the text doesn't say how
            """,
            id="a code is printed at its first mark, however the marks go round; without one it stands apart",
        ),
        pytest.param(
            """\
            main flow:
              1. Customer asks.
            extensions:
              *a. It is late:
                1. System closes.
              *a1a. It is very late:
                resume at 42
              7a. Nowhere:
                resume at 1
              *b. It is too late:
                resume at 1
            """,
            """\
            1 Customer| asks.
            ~ ends in success
            At any time:
            *a *It is late*
              *a1 System| closes.
                *a1a *It is very late*
                  ~ back to step 42, which doesn't exist
              ~ no end stated
            *b *It is too late*
              ~ back to step 1
            Apart:
            7a *Nowhere* leaves at a step that doesn't exist
              ~ goes on at step 1
            """,
            id="what may leave at any time stands on its own, as does what leaves nowhere",
        ),
        pytest.param(
            """\
            main flow:
              1. Customer asks.
              2. Customer asks.
              3. Customer asks.
              4. repeat 1-2 until done
              5. repeat 2 for each book
              6. optional 3 when it rains
            extensions:
              1a. It is late:
                1. Customer asks.
                repeat 1a1
                end in success
            """,
            """\
            Repeat steps 1 to 2 until done:
              1 Customer| asks.
                1a *It is late*
                  Repeat step 1a1:
                    1a1 Customer| asks.
                  ~ ends in success
              Repeat step 2 for each book:
                2 Customer| asks.
            Optional, step 3 when it rains:
              3 Customer| asks.
            ~ ends in success
            """,
            id="loops and optional steps are groups",
        ),
        pytest.param(
            """\
            main flow:
              The Customer asks, and gets it.
            extensions:
              E1. Told as a story:
                Once upon a time.
            """,
            """\
            The Customer asks, and gets it.
            Apart:
            E1 *Told as a story* the text doesn't say where
              Once upon a time.
              ~ no end stated
            """,
            id="prose is shown as it is",
        ),
        pytest.param(
            """\
            main flow:
              1. Customer asks.
            alternatives:
              - There is none left: nothing happens.
              - It is night.
            exceptions: None.
            """,
            """\
            1 Customer| asks.
            ~ ends in success
            Alternatives: There is none left: nothing happens. It is night.
            """,
            id="flows without labels are shown under their heading",
        ),
    ],
)
def test_flows(body: str, expected: str) -> None:
    assert printed(body) == textwrap.dedent(expected)


def test_a_flow_that_is_nested_too_deeply_to_stand_beside_the_others_stands_apart() -> None:
    labels = ["1" + "a1" * depth for depth in range(40)]
    flows = "".join(f"  {label}a. Deeper:\n  1. System goes on.\n" for label in labels)
    text = printed(f"main flow:\n  1. Customer asks.\nextensions:\n{flows}")
    assert [text.count(f" {label} ") + text.startswith(f"{label} ") for label in labels] == [1] * 40
    assert max(len(line) - len(line.lstrip()) for line in text.splitlines()) < 40
    assert f"\n{'1' + 'a1' * 6}a *Deeper* leaves at {'1' + 'a1' * 6}\n" in text


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("**Customer** pays.", "Customer| pays."),
        ("*Customer pays*.", "Customer pays."),
        ("The Customer pays.", "The Customer| pays."),
        ("Somebody pays.", "Somebody pays."),
        ("...", "Not written yet."),
    ],
)
def test_the_subject_is_set_apart(step: str, expected: str) -> None:
    assert printed(f"main flow:\n1. {step}\n").splitlines()[0] == f"1 {expected}"
