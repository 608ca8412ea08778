"""One thing of ours beside one of a peer's, and what several measures need to get there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import inputs
from benchmarks.timing import Times
from usecase_dsl.model import Model, link
from usecase_dsl.syntax import parse

ROOT = Path(__file__).parents[1]
PROJECT = 1000

Run = Callable[[], object]


@dataclass(frozen=True)
class Comparison:
    """One thing of ours beside one of a peer's; ``None`` where the peer isn't there."""

    name: str
    ours: Times
    peer_name: str
    peer: Times | None
    note: str = ""


def python(environment: Mapping[str, str], *arguments: str) -> Run:
    """A new process of this Python."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True)


def model(count: int) -> Model:
    """The model of the first use cases of the parcel service."""
    return link(parse(source)[0] for source in inputs.sources(count))
