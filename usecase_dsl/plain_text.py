"""Words of people on one line of any file."""

from __future__ import annotations

import re

# They turn text round so that a reader and a program see different things, or can't be seen at all.
_UNSEEN = re.compile("[\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text on one line, without what can't stand in a file: controls become U+FFFD."""
    return _UNFIT.sub("\ufffd", " ".join(_UNSEEN.sub("", text).split()))
