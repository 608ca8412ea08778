"""Text that any program may be handed."""

from __future__ import annotations

import re

# They turn text round or can't be seen at all, so that a line reads as something it isn't.
_UNSEEN = re.compile("[\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text on one line; what no file should hold becomes U+FFFD."""
    return _UNFIT.sub("\ufffd", " ".join(_UNSEEN.sub("", text).split()))
