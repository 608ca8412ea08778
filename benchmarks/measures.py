"""What is measured, and against whom. Each function returns its comparisons, all from the same run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import accounts, inputs, scenarios, skeletons
from benchmarks.comparison import PROJECT, ROOT, Comparison, Run, python
from benchmarks.comparison import model as model_of
from benchmarks.timing import Times, take_turns
from usecase_dsl.checks import ALL_RULES, check
from usecase_dsl.checks.selection import running
from usecase_dsl.model import Model, link
from usecase_dsl.project import Texts, checked, read_texts
from usecase_dsl.render import diagram, site
from usecase_dsl.render.use_case_diagram import surroundings
from usecase_dsl.settings import DEFAULTS
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax import parse
from usecase_dsl.syntax.parser import read


def start_up() -> Iterator[Comparison]:
    """The command from cold, each time a new process, beside what it can't do without."""
    with TemporaryDirectory() as folder:
        text = Path(folder, "small.uc")
        text.write_text(inputs.use_cases(inputs.stories(2)), encoding="utf-8", newline="\n")
        # The first run, which doesn't count, leaves the parse table and Python's compiled modules there.
        own = {"USECASE_CACHE_DIR": folder, "PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        environment = os.environ | own
        version, nothing = "python -m usecase_dsl --version", "python -c 'import click, lark'"
        times = take_turns(
            {
                version: python(environment, "-m", "usecase_dsl", "--version"),
                nothing: python(environment, "-c", "import click, lark"),
                "check": python(environment, "-m", "usecase_dsl", "check", str(text)),
                "lark": python(environment, "-c", "import lark"),
            },
            rounds=15,
        )
    yield Comparison("start-up --version", times[version], "import click, lark", times[nothing])
    yield Comparison("start-up check", times["check"], "import lark", times["lark"], "a file of 2 use cases")


def parsing() -> Iterator[Comparison]:
    """Text to document, and to a linked model, beside the parser of Gherkin on equal content."""
    told = inputs.stories(200)
    text, feature = inputs.use_cases(told), inputs.feature(told)
    source = source_from_text(text, "parcels.uc")
    contestants: dict[str, Run] = {
        "read": lambda: read(source),
        "model": lambda: link([parse(source)[0]]),
    }
    peer = _gherkin(feature)
    times = take_turns(contestants | ({"gherkin": peer} if peer else {}), rounds=9)
    theirs = times.get("gherkin")
    steps = inputs.steps(told)
    rate = f"; Gherkin {_rate(len(feature), steps, theirs)}" if theirs else "; pip install gherkin-official"
    for key, name in (("read", "parse: read alone"), ("model", "parse and link")):
        note = f"{_rate(len(text), steps, times[key])}{rate}"
        yield Comparison(name, times[key], "gherkin-official", theirs, note)


def checking() -> Iterator[Comparison]:
    """All rules over a project, beside parsing its text; then the command from cold, and again after one edit."""
    sources = inputs.sources(PROJECT)
    model = link(parse(source)[0] for source in sources)
    rules = running(ALL_RULES, DEFAULTS)
    times = take_turns(
        {"check": lambda: check(model, rules=rules), "parse": lambda: [parse(source) for source in sources]},
        rounds=7,
    )
    each = f"{times['check'].median / PROJECT * 1e6:.0f} µs a use case"
    note = f"{len(rules)} rules, {each}; {PROJECT:,} use cases, a file each"
    yield Comparison("check", times["check"], "parse (our own)", times["parse"], note)
    yield from _checking_files()


def _checking_files() -> Iterator[Comparison]:
    """``usecase check`` on a folder of files, beside Gherkin's parser on as many with equal content; then the same
    project in one process, after an edit in one of its files."""
    with TemporaryDirectory() as folder:
        for number, story in enumerate(inputs.stories(PROJECT)):
            Path(folder, f"{number}.feature").write_text(inputs.feature([story]), encoding="utf-8", newline="\n")
        for source in inputs.sources(PROJECT):
            Path(folder, source.name).write_text(source.text, encoding="utf-8", newline="\n")
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        contestants: dict[str, Run] = {"cold": python(environment, "-m", "usecase_dsl", "check", folder)}
        if _gherkin(""):
            contestants["gherkin"] = python(environment, "-c", _PARSE_FEATURES, folder)
        texts = read_texts([Path(folder)])
        project = checked(texts)
        contestants["edit"] = lambda: checked(_edited(texts), earlier=project)
        contestants["whole"] = lambda: checked(texts)
        times = take_turns(contestants, rounds=3)
    note = f"a new process; {PROJECT:,} use cases, a file each"
    yield Comparison("check from cold", times["cold"], "gherkin-official", times.get("gherkin"), note)
    yield Comparison("check after an edit", times["edit"], "all again (our own)", times["whole"], "in one process")


def _edited(texts: Texts) -> Texts:
    """The texts with one more step in one of them."""
    first, *others = texts.sources
    return replace(texts, sources=(source_from_text(f"{first.text}# one more line\n", first.name), *others))


def diagrams() -> Iterator[Comparison]:
    """A hundred different pictures in one process, beside Graphviz's own command on the same diagrams as DOT."""
    model = model_of(PROJECT)
    cases = list(model.use_cases.values())
    chosen = [cases[start : start + 4] for start in range(0, PROJECT, 10)]
    around = surroundings(model)
    texts = [diagram.render(model, each, format="dot", around=around) for each in chosen]
    contestants: dict[str, Run] = {"ours": lambda: [diagram.render(model, each, around=around) for each in chosen]}
    dot = shutil.which("dot")
    if dot:
        contestants["each"] = lambda: [_dot(dot, text) for text in texts]
        contestants["all"] = lambda: _dot(dot, b"\n".join(texts))
    times = take_turns(contestants, rounds=5)
    note = f"{times['ours'].median / len(chosen) * 1e3:.1f} ms a picture" + ("" if dot else "; there is no dot here")
    yield Comparison("100 diagrams", times["ours"], "100 processes dot", times.get("each"), note)
    yield Comparison("100 diagrams", times["ours"], "one process dot", times.get("all"), "the layout alone is theirs")


def publishing() -> Iterator[Comparison]:
    """The site of a project, beside the template engine alone with as many pages of the same use cases."""
    model = model_of(PROJECT)
    times = take_turns(
        {
            "site": lambda: list(site.render(model)),
            "text": lambda: list(site.render(model, diagram=lambda _: b"")),
            "jinja": lambda: _plain_pages(model),
        },
        rounds=3,
    )
    pages = list(site.render(model))
    size = sum(len(page.content) for page in pages) / 1e6
    note = f"{len(pages):,} pages, {size:.1f} MB, a picture on each"
    yield Comparison("site", times["site"], "Jinja2 alone", times["jinja"], note)
    yield Comparison("site without pictures", times["text"], "Jinja2 alone", times["jinja"], "1,000 plain pages")


MEASURES: Mapping[str, Callable[[], Iterator[Comparison]]] = {
    "start-up": start_up,
    "parse": parsing,
    "check": checking,
    "diagrams": diagrams,
    "site": publishing,
    "scenarios": scenarios.measured,
    "skeletons": skeletons.measured,
    "accounts": accounts.compared,
}


def _gherkin(feature: str) -> Run | None:
    try:
        from gherkin.parser import Parser
    except ImportError:
        return None
    parser = Parser()
    return lambda: parser.parse(feature)


def _dot(command: str, text: bytes) -> bytes:
    return subprocess.run([command, "-Tsvg"], input=text, capture_output=True, check=True).stdout


def _rate(size: int, steps: int, times: Times) -> str:
    return f"{size / times.median / 1e6:.1f} MB/s, {steps / times.median:,.0f} steps/s"


_PARSE_FEATURES = """
import pathlib, sys
from gherkin.parser import Parser
for file in pathlib.Path(sys.argv[1]).glob("*.feature"):
    Parser().parse(file.read_text(encoding="utf-8"))
"""

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ case.title }}</title></head><body>
<h1>{{ case.id }} {{ case.title }}</h1>
<p>{{ case.description }}</p>
<dl><dt>Level</dt><dd>{{ case.level }}</dd>
{% for name in case.primary_actors + case.supporting_actors %}<dt>Actor</dt><dd>{{ name.text }}</dd>{% endfor %}</dl>
<ul>{% for each in case.preconditions + case.success_guarantees %}<li>{{ each.text }}</li>{% endfor %}</ul>
{% for flow in case.flows %}<h2>{{ flow.label }} {{ flow.condition.value }}</h2>
<ol>{% for step in flow.steps %}<li id="step-{{ step.label }}">{{ step.text.value }}</li>{% endfor %}</ol>
<p>{{ flow.end.phrase }} {{ flow.end.target }}</p>
{% endfor %}</body></html>
"""


def _plain_pages(model: Model) -> Sequence[bytes]:
    from jinja2 import Environment

    template = Environment(autoescape=True).from_string(_PAGE)
    return [template.render(case=case).encode("utf-8") for case in model.use_cases.values()]
