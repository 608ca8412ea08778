"""Numbers drawn by lot: each as likely as any other, none twice, the same ones everywhere."""

from __future__ import annotations

import hashlib


def drawn(total: int, number: int, seed: int) -> list[int]:
    """So many different numbers below ``total``, in order; all of them if there are no more.

    Floyd's way to draw a set. The lots come from a digest and not from the standard library, whose ways of drawing may
    differ from one release to the next.
    """
    found: set[int] = set()
    for below in range(max(total - number, 0), total):
        lot = _lot(below + 1, f"{seed}:{total}:{below}")
        found.add(lot if lot not in found else below)
    return sorted(found)


def _lot(below: int, seed: str) -> int:
    """A number from 0 to below ``below``. What the bits make too high is drawn again, so that all are as likely."""
    bits = max((below - 1).bit_length(), 1)
    size = (bits + 7) // 8
    for attempt in range(1 << 30):
        digest = hashlib.shake_256(f"{seed}:{attempt}".encode()).digest(size)
        lot = int.from_bytes(digest, "big") >> (8 * size - bits)
        if lot < below:
            return lot
    raise AssertionError("half of all numbers with these bits are low enough")
