"""Addresses that people keep: the file names of pages, and the anchors of steps and flows in them.

They are made of what users wrote, and must be safe wherever files are kept: no separators, no device names of
Windows, no two that differ in case alone, and short enough for every file system.

An anchor is ``step-`` or ``ext-`` and the label, with ``any-`` for ``*`` and ``_`` for ``,``:

====== ============ ======= ===============
label  anchor       label   anchor
====== ============ ======= ===============
``3``  ``step-3``   ``*a``  ``ext-any-a``
``3a`` ``ext-3a``   ``*a1`` ``step-any-a1``
``3a1`` ``step-3a1`` ``2,5a`` ``ext-2_5a``
``E1`` ``ext-E1``   ``E1.1`` ``step-E1.1``
====== ============ ======= ===============

A label that occurs twice in a use case gives ``step-3`` and ``step-3~2``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from usecase_dsl.model.tables import Actor, Model, UseCase
from usecase_dsl.syntax.labels import is_code

K = TypeVar("K", bound=Hashable)

# Windows opens a device under these names, whatever follows the first dot.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}

# A file name may have 255 bytes; this leaves room for an ending, and for a number where two are alike.
_MOST_BYTES = 120


def use_case_slug(use_case: UseCase) -> str:
    """The file name, without its ending, of a use case: its id, or its title in small letters with hyphens.

    Two use cases may have the same; ``use_case_slugs`` tells them apart.
    """
    return _safe(use_case.id, "._-") or _safe(use_case.title.lower(), "-") or "use-case"


def actor_slug(actor: Actor) -> str:
    """The file name, without its ending, of an actor.

    Two actors may have the same; ``actor_slugs`` tells them apart.
    """
    return _safe(actor.name.lower(), "-") or "actor"


def use_case_slugs(model: Model) -> Mapping[str, str]:
    """The slug of each use case by its key, no two alike on any file system."""
    return distinct({key: use_case_slug(use_case) for key, use_case in model.use_cases.items()})


def actor_slugs(model: Model) -> Mapping[str, str]:
    """The slug of each actor by its key, no two alike on any file system."""
    return distinct({key: actor_slug(actor) for key, actor in model.actors.items()})


def slug(text: str) -> str:
    """Any text as part of an address, such as a term or an id; ``""`` if nothing of it can stand there."""
    return _safe(text, "._-")


@lru_cache(maxsize=4096)
def anchor(label: str) -> str:
    """The anchor of a step or a flow, which its label tells apart: flows end in a letter or are codes."""
    kind = "ext" if is_code(label) or re.search(r"[^\W\d_]$", label) else "step"
    name = _safe(label.replace("*", "any-").replace(",", "_").replace("+", "new"), "._-")
    return f"{kind}-{name}" if name else kind


def distinct(slugs: Mapping[K, str]) -> Mapping[K, str]:
    """The same slugs; of those that differ in nothing or in case alone, all but the first have ``~2``, ``~3``."""
    return dict(zip(slugs, numbered(slugs.values()), strict=True))


def numbered(names: Iterable[str]) -> tuple[str, ...]:
    """The names in their order; a second of the same, whatever its case, has ``~2`` after it, a third ``~3``.

    No name out of ``slug`` or ``anchor`` holds a ``~``, so that a numbered one can't be another's own.
    """
    seen: dict[str, int] = {}
    return tuple(_number(name, seen) for name in names)


def _number(name: str, seen: dict[str, int]) -> str:
    folded = unicodedata.normalize("NFKC", name.casefold())
    seen[folded] = seen.get(folded, 0) + 1
    return name if seen[folded] == 1 else f"{name}~{seen[folded]}"


def _safe(text: str, marks: str) -> str:
    """The text with a hyphen for each run of what is no letter, no digit and none of ``marks``."""
    kept = (c if c in marks or unicodedata.category(c)[0] in "LMN" else " " for c in _plain(text))
    name = "-".join("".join(kept).split())
    return off_devices(_shortened(name).strip("._-"))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _shortened(name: str) -> str:
    return name.encode("utf-8")[:_MOST_BYTES].decode("utf-8", errors="ignore")


def off_devices(name: str) -> str:
    """A file name that opens no device of Windows."""
    first, dot, rest = name.partition(".")
    return f"{first}_{dot}{rest}" if first.lower() in _DEVICES else name
