"""A model without all that isn't about customers."""

from __future__ import annotations

from dataclasses import replace

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.render.site.addresses import CUSTOMERS, ENTRY_PAGES, card_keys


def of_customers(model: Model) -> Model:
    """The customer use cases without flows and actors, with segments, personas and plans."""
    return replace(
        model,
        actors={},
        use_cases={name: _without_flows(model.use_cases[name]) for name in card_keys(model)},
        entries={kind: table for kind, table in model.entries.items() if ENTRY_PAGES[kind] == CUSTOMERS},
    )


def _without_flows(of: UseCase) -> UseCase:
    return replace(
        of,
        primary_actors=(),
        supporting_actors=(),
        preconditions=(),
        minimal_guarantees=(),
        success_guarantees=(),
        failure_guarantees=(),
        extension_points=(),
        extends=(),
        specialises=(),
        flows=(),
    )
