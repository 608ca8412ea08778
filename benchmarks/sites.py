"""``python benchmarks/sites.py [--peers FOLDER] [--count N]``: the site beside those of Sphinx-Needs and StrictDoc.

Equal content in one run, each in a new process: from nothing, and again after one edit. Ours has a use-case diagram and
an activity diagram for each use case, theirs have none. ``--peers`` is a virtual environment that has them
(``pip install sphinx-needs strictdoc``); what isn't in it is left out and said.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import inputs
from benchmarks.inputs import Story
from benchmarks.timing import Times, take_turns
from usecase_dsl.project import Texts, read_texts
from usecase_dsl.render.site import Content, Pages
from usecase_dsl.serve.session import Session

ROOT = Path(__file__).parents[1]
# So many use cases share a document of a peer's: with a document each they take half as long again.
_IN_A_DOCUMENT = 50
_CONFIGURATION = """project = "Parcel service"
extensions = ["sphinx_needs"]
needs_types = [{"directive": "usecase", "title": "Use case", "prefix": "UC_", "color": "#ffffff", "style": "node"}]
needs_id_regex = "^[A-Za-z0-9_-]{3,}"
html_theme = "basic"
"""


def main() -> None:
    arguments = _arguments()
    with TemporaryDirectory() as name:
        for line in _measured(Path(name), arguments.count, arguments.peers):
            print(line, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="a virtual environment that has the peers")
    parser.add_argument("--count", type=int, default=1000, metavar="N", help="how many use cases (1000)")
    return parser.parse_args()


def _measured(folder: Path, count: int, peers: Path | None) -> Iterator[str]:
    told = inputs.stories(count)
    _write(folder / "ours", {source.name: source.text for source in inputs.sources(count)})
    runs: dict[str, Callable[[], object]] = {"ours": lambda: _ours(folder)}
    for peer, (program, write, command) in _PEERS.items():
        if peers and (peers / "bin" / program).exists():
            write(folder / peer, told)
            runs[peer] = _cold(peers, command, folder, peer)
        else:
            yield f"{peer} isn't here: {program} is not in --peers"
    cold = take_turns(runs, rounds=1, blocks=3)
    for name, times in cold.items():
        yield _line(f"{name}, {count} use cases from nothing", times, cold["ours"], _size(folder / f"{name}-site"))
    yield from _after_an_edit(folder, cold)


def _after_an_edit(folder: Path, cold: dict[str, Times]) -> Iterator[str]:
    """An edit of one step: ours in the process that ``usecase serve`` is, theirs in a new one with what they keep."""
    session = Session(Pages(), lambda project: Content(project.model))
    text = folder / "ours" / "uc-0005.uc"
    session.update(_read(folder / "ours"))
    seconds = []
    for number in range(5):
        text.write_text(_edited(text.read_text(encoding="utf-8"), number), encoding="utf-8", newline="\n")
        began = perf_counter()
        session.update(_read(folder / "ours"))
        seconds.append(perf_counter() - began)
    yield _line("ours, after one edit", Times(tuple(seconds)), cold["ours"])


def _read(folder: Path) -> Texts:
    """The texts as ``usecase serve`` reads them, which looks for errors alone."""
    return read_texts([folder], adjust=lambda settings: replace(settings, ignore=("ALL",)))


def _edited(text: str, number: int) -> str:
    lines = text.splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("    1. "))
    lines[at] = f"    1. Driver looks {number + 2} times."
    return "\n".join(lines) + "\n"


def _line(what: str, times: Times, ours: Times, size: int = 0) -> str:
    written = f", {size / 1e6:.1f} MB" if size else ""
    ratio = ours.median / times.median
    return f"{what}: {times.median:.2f} s (least {times.least:.2f} s; ours by it {ratio:.2f}){written}"


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _ours(folder: Path) -> None:
    command = [sys.executable, "-m", "usecase_dsl", "build", str(folder / "ours"), "-o", str(folder / "ours-site")]
    _run(command, os.environ | {"PYTHONPATH": str(ROOT)})


def _cold(peers: Path, command: Callable[[Path, Path], Sequence[str]], folder: Path, peer: str) -> Callable[[], None]:
    def run() -> None:
        output = folder / f"{peer}-site"
        subprocess.run([sys.executable, "-c", f"import shutil; shutil.rmtree({str(output)!r}, True)"], check=True)
        program, *rest = command(folder / peer, output)
        _run([str(peers / "bin" / program), *rest], dict(os.environ))

    return run


def _run(command: Sequence[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, capture_output=True, check=True)


def _parts(told: Sequence[Story]) -> Iterator[tuple[str, Sequence[Story]]]:
    for start in range(0, len(told), _IN_A_DOCUMENT):
        yield f"part{start}", told[start : start + _IN_A_DOCUMENT]


def _write_sphinx(folder: Path, told: Sequence[Story]) -> None:
    parts = dict(_parts(told))
    contents = "".join(f"   {name}\n" for name in parts)
    index = f"Parcel service\n==============\n\n.. toctree::\n   :maxdepth: 1\n\n{contents}"
    texts = {f"{name}.rst": _titled(name) + "\n\n".join(map(_need, part)) for name, part in parts.items()}
    _write(folder, {"conf.py": _CONFIGURATION, "index.rst": index, **texts})


def _titled(name: str) -> str:
    return f"{name}\n{'=' * len(name)}\n\n"


def _need(story: Story) -> str:
    head = f".. usecase:: {story.title}\n   :id: {story.id}\n   :tags: {story.level.replace(' ', '-')}\n\n"
    return head + "\n".join(f"   {line}".rstrip() for line in _body(story)) + "\n"


def _body(story: Story) -> Iterator[str]:
    """What a use case says, as reStructuredText."""
    yield from (story.goal, "", f"Primary actor: {story.primary}", "", f"Supporting actors: {story.supporting}", "")
    for heading, items in (("Preconditions", story.preconditions), ("Success guarantees", story.guarantees)):
        yield from (heading, "", *(f"- {item}" for item in items), "")
    yield from ("Main success scenario", "", *_numbered(story.steps), "", story.result, "")
    for branch in story.branches:
        yield from (f"Extension {branch.label}: {branch.condition}", "", *_numbered(branch.steps), "", branch.end, "")


def _numbered(steps: Sequence[str]) -> Iterator[str]:
    return (f"{number}. {step}" for number, step in enumerate(steps, 1))


def _write_strictdoc(folder: Path, told: Sequence[Story]) -> None:
    _write(folder, {f"{name}.sdoc": _sdoc(name, part) for name, part in _parts(told)})


def _sdoc(name: str, told: Sequence[Story]) -> str:
    requirements = "\n".join(
        f"[REQUIREMENT]\nUID: {story.id}\nTITLE: {story.title}\nSTATEMENT: >>>\n" + "\n".join(_body(story)) + "\n<<<\n"
        for story in told
    )
    return f"[DOCUMENT]\nTITLE: {name}\n\n{requirements}"


_PEERS: dict[str, tuple[str, Callable[[Path, Sequence[Story]], None], Callable[[Path, Path], Sequence[str]]]] = {
    "Sphinx-Needs": (
        "sphinx-build",
        _write_sphinx,
        lambda source, output: ["sphinx-build", "-q", "-E", "-b", "html", str(source), str(output)],
    ),
    "StrictDoc": (
        "strictdoc",
        _write_strictdoc,
        lambda source, output: ["strictdoc", "export", str(source), "--output-dir", str(output)],
    ),
}

if __name__ == "__main__":
    main()
