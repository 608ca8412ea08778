"""What a renderer makes: named bytes. Whoever asked for them writes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be: ``path`` is relative to the output folder, with ``/`` between its parts."""

    path: str
    content: bytes
