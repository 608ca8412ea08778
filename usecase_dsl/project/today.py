"""Which day it is, for rules that ask how old something is."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime

from usecase_dsl.project.configuration import ConfigurationError
from usecase_dsl.settings import Settings


def dated(settings: Settings) -> Settings:
    """Settings with the day of today in them. Raises ConfigurationError where SOURCE_DATE_EPOCH is no time."""
    return replace(settings, today=today())


def today() -> date:
    """The day of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), so that a build can be
    done again with the same result; the clock's where that isn't set."""
    written = os.environ.get("SOURCE_DATE_EPOCH")
    if not written:
        return date.today()
    try:
        return datetime.fromtimestamp(int(written), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        told = "has to be a number of seconds since 1970"
        raise ConfigurationError(f"SOURCE_DATE_EPOCH {told}, and is ‘{written}’") from error
