"""``python benchmarks/worst.py [NAME…]``: what the command line does with the worst graphs that one can write.

Each is a small text with very many ways through. The command has to answer within seconds, with a list or with a clear
refusal. Printed are the seconds and the peak memory of a process each, how it ended, and the end of what it said.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Timer
from time import perf_counter
from typing import IO

ROOT = Path(__file__).parents[1]
_MOST_SECONDS = 60
_SAID = 100

_CRITERIA = ("flows", "steps", "branches", "edge-pairs", "prime-paths", "extension-pairs", "all")


@dataclass(frozen=True)
class Answer:
    """How a process ended: its exit code (``None``: it had to be stopped), and the line that says most of it."""

    seconds: float
    megabytes: float | None
    code: int | None
    said: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which graphs: {', '.join(WORST)}")
    names = parser.parse_args().names or WORST
    for name in names:
        for options in commands(name):
            answer = run(WORST[name](), options)
            memory = "" if answer.megabytes is None else f"{answer.megabytes:.0f} MB"
            code = "stopped" if answer.code is None else f"exit {answer.code}"
            told = " ".join(options)
            print(
                f"{name:<24} {told:<40} {answer.seconds:6.1f} s {memory:>8}  {code}  {answer.said[:_SAID]}", flush=True
            )


def commands(name: str) -> Iterator[Sequence[str]]:
    """What is asked of a graph."""
    for criterion in _CRITERIA:
        yield ("scenarios", "--criterion", criterion)
    yield ("scenarios", "--criterion", "all", "--loops", "3", "--sample", "5")
    yield ("generate",)
    if name == "includes of includes":
        yield ("scenarios", "--include", "expand")


def run(text: str, options: Sequence[str]) -> Answer:
    """Run the command line on a text, in a process and a folder of its own."""
    with TemporaryDirectory() as folder, TemporaryFile() as printed, TemporaryFile() as errors:
        Path(folder, "worst.uc").write_text(text, encoding="utf-8", newline="\n")
        command, *rest = options
        arguments = [sys.executable, "-m", "usecase_dsl", command, "worst.uc", *rest]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "500"}
        start = perf_counter()
        process = subprocess.Popen(arguments, cwd=folder, env=environment, stdout=printed, stderr=errors)
        clock = Timer(_MOST_SECONDS, process.kill)
        clock.start()
        code, megabytes = _waited(process)
        clock.cancel()
        seconds = perf_counter() - start
        stopped = seconds >= _MOST_SECONDS
        return Answer(seconds, megabytes, None if stopped else code, _line(errors, -1) or _line(printed, 0))


def _waited(process: subprocess.Popen[bytes]) -> tuple[int, float | None]:
    """The exit code of a process, and the most memory that it held, where the system tells."""
    if sys.platform == "win32":
        return process.wait(), None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1024)


def _line(file: IO[bytes], index: int) -> str:
    """The first or the last line of what a process said, if it said anything."""
    file.seek(0)
    lines = [line for line in file.read().decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[index].strip() if lines else ""


# ---- the graphs


def _exits(steps: int) -> str:
    """A flow that may be left and resumed at each step: 2 to the power of the steps."""
    return _use_case(steps, (_flow(f"{n}a", 1, "resume at next step") for n in range(1, steps)))


def _restarts(steps: int) -> str:
    """At each step the use case may begin again."""
    return _use_case(steps, (_flow(f"{n}a", 1, "restart") for n in range(1, steps + 1)))


def _everywhere(steps: int) -> str:
    """From each step to each other one: its prime paths are as many as there are orders of the steps."""
    steps_of = range(1, steps + 1)
    flows = (
        _flow(f"{n}{ascii_lowercase[to - 1]}", 1, f"resume at {to}") for n in steps_of for to in steps_of if to != n
    )
    return _use_case(steps, flows)


def _nested_loops(depth: int) -> str:
    """Repeats one in another, each with an optional step."""
    steps = 2 * depth + 1
    marks = [f"repeat {n}-{steps - n + 1} while there is more" for n in range(1, depth + 1)]
    marks += [f"optional {n} when it is wanted" for n in range(1, depth + 1)]
    return _use_case(steps, (), marks)


def _ranges_in_ranges(depth: int, steps: int) -> str:
    """A flow that leaves at each step, one that leaves at each step of that, and so on."""
    labels = [f"1-{steps}a"]
    for _ in range(1, depth):
        labels.append(f"{labels[-1]}1-{steps}a")
    return _use_case(steps, (_flow(label, steps, "resume at next step") for label in labels))


def _any_time(steps: int, flows: int) -> str:
    """Flows that leave at every step, go on, and can themselves be left."""
    letters = ascii_lowercase[:flows]
    outer = [_flow(f"*{letter}", 2, "resume at same step") for letter in letters]
    return _use_case(steps, outer + [_flow(f"*{letter}1-2a", 1, "restart") for letter in letters])


def _long(steps: int) -> str:
    """Very many steps, each with two flows."""
    ends = ("resume at next step", "end in failure")
    return _use_case(steps, (_flow(f"{n}{'ab'[i]}", 2, ends[i]) for n in range(1, steps + 1) for i in range(2)))


def _includes(depth: int) -> str:
    """Use cases that include the next one twice, so that the last one stands there 2 to the power of their number."""
    cases = [
        f"use case UC-{n}: Part {n}\n  primary actor: Rider\n\n  main success scenario:\n"
        f"    1. include UC-{n + 1}\n    2. include UC-{n + 1}\n\n  extensions:\n    1a. It fails:\n      resume at 2\n"
        for n in range(1, depth)
    ]
    last = _use_case(2, [_flow("1a", 1, "end in failure")]).replace("UC-1: Worst", f"UC-{depth}: Last", 1)
    return "\n".join([*cases, last])


def _use_case(steps: int, flows: Iterable[str], marks: Iterable[str] = ()) -> str:
    doings = (f"    {n}. Rider does deed {n}." for n in range(1, steps + 1))
    lines = ["use case UC-1: Worst", "  primary actor: Rider", "", "  main success scenario:", *doings]
    extensions = [*flows]
    heading = ["", "  extensions:"] if extensions else []
    return "\n".join([*lines, *(f"    {mark}" for mark in marks), *heading, *extensions]) + "\n"


def _flow(label: str, steps: int, end: str) -> str:
    doings = (f"      {n}. System answers {label} with deed {n}." for n in range(1, steps + 1))
    return "\n".join([f"    {label}. Case {label} comes:", *doings, f"      {end}"])


WORST: Mapping[str, Callable[[], str]] = {
    "30 exits": lambda: _exits(31),
    "30 restarts": lambda: _restarts(30),
    "all to all": lambda: _everywhere(12),
    "nested loops": lambda: _nested_loops(12),
    "ranges in ranges": lambda: _ranges_in_ranges(3, 12),
    "more ranges in ranges": lambda: _ranges_in_ranges(5, 12),
    "any time": lambda: _any_time(30, 26),
    "1,000 steps": lambda: _long(1000),
    "includes of includes": lambda: _includes(30),
}


if __name__ == "__main__":
    main()
