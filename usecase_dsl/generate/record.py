"""The record of a folder of tests: what each scenario said when its test was last brought up to date.

A mark holds a digest of that; the record holds the words, so that a run can say which of them have changed. It is a
file of lines, an object of JSON each, sorted: where two branches of a repository both add to it, both lines may stay,
and a line that can't be read is left out. Losing it loses the old words in the notes, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

Said = tuple[str, ...]

RECORD = "usecase-scenarios.jsonl"


def read_record(content: bytes) -> dict[str, Said]:
    """What scenarios said, by the digest in their marks."""
    found: dict[str, Said] = {}
    for line in content.decode("utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
            found[str(entry["text"])] = tuple(str(each) for each in entry["says"])
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
    return found


def written_record(said: Mapping[str, Said], needed: Iterable[str]) -> bytes:
    """The record with the entries that are needed."""
    lines = [
        json.dumps({"text": text, "says": list(said[text])}, ensure_ascii=False)
        for text in sorted(set(needed))
        if text in said
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", errors="replace")
