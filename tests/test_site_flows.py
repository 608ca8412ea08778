"""How the flows of a use case are printed: each once, at its step, with its end in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import pytest
from lxml import html

from tests.reading import model
from usecase_dsl.render import site

_MARKS = {"result": "=> ", "end": "~ ", "prose": ""}


def printed(body: str) -> str:
    """The flows of a use case in the order of the page, what stands within something indented below it."""
    page = use_case_page(body)
    groups = {
        "": page.cssselect(".flow.main"),
        "At any time:\n": after(page, "any-time"),
        "Apart:\n": after(page, "apart"),
    }
    return "".join(heading + "".join(map(_below, flows)) for heading, flows in groups.items() if flows) + _told(page)


def use_case_page(body: str) -> html.HtmlElement:
    linked = model(f"use case UC-1: Pay\n  primary actor: Customer\n{textwrap.dedent(body)}")
    made = {each.path: each.content.decode("utf-8") for each in site.render(linked, lambda use_cases: b"")}
    return html.fromstring(made["use-cases/UC-1.html"])


def after(page: html.HtmlElement, heading: str) -> list[html.HtmlElement]:
    """The flows below a heading."""
    return list(page.cssselect(f"h2#{heading} + .flow"))


def _told(page: html.HtmlElement) -> str:
    fields = page.cssselect("h2#apart + .fields .field, h2#apart + .flow + .fields .field")
    return "".join(f"{words(each[0])}: {words(each[1])}\n" for each in fields)


def _below(place: html.HtmlElement) -> str:
    """What stands within a flow, a step or a loop, a line each."""
    return "".join(line for child in place for line in _printed(child))


def _printed(part: html.HtmlElement) -> Iterator[str]:
    kinds = part.get("class", "").split()
    if "lines" in kinds:
        yield _below(part)
    elif "step" in kinds:
        yield f"{_step(part)}\n{textwrap.indent(_below(part), '  ')}"
    elif "range" in kinds:
        yield f"{words(part[0])}:\n{textwrap.indent(_below(part), '  ')}"
    elif "extension" in kinds:
        yield f"{_condition(part[0])}\n{textwrap.indent(_below(part), '  ')}"
    elif "pointer" in kinds:
        yield f"see {words(part[0])}\n"
    elif kinds and kinds[0] in _MARKS:
        yield f"{_MARKS[kinds[0]]}{words(part)}\n"


def _step(part: html.HtmlElement) -> str:
    label, text = words(part[0]), words(part.cssselect(".text")[0])
    subject = part.cssselect(".subject")
    return f"{label} {words(subject[0])}|{text.removeprefix(words(subject[0]))}" if subject else f"{label} {text}"


def _condition(part: html.HtmlElement) -> str:
    """The label of a flow, its condition, and where it leaves if the label doesn't say."""
    label, text = words(part[0]), part.cssselect(".text")[0]
    where = words(text).removeprefix(words(text[0])).strip().strip("()")
    return " ".join(filter(None, (label, f"*{words(text[0])}*", where)))


def words(part: html.HtmlElement) -> str:
    return " ".join(part.text_content().split())


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
