"""What a container raises for a file that it can't read at all."""

from __future__ import annotations


class NotReadable(Exception):
    """The file isn't what its reader expects; the message says what it is and what to do about it."""
