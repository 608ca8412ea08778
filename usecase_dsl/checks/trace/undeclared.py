"""Rules about what use cases refer to: business rules and requirements."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.checks.walk import rewrite
from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.model.tables import Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.syntax.names import Names, near


def undeclared_rule(model: Model, settings: Settings) -> Iterator[Finding]:
    """A rule is named in brackets and declared nowhere.

    The id alone doesn't tell a reader what to heed. Declare the rule with its statement. In a strict project
    this is an error, and so it is in every project where the id is a slip of one that is declared.

    Bad:
        rule BR-1: An order is charged at most once.
        use case: Sell a ticket
          main success scenario:
            1. System charges the fare. [BR-1]
            # TPL414 what does BR-2 say?
            2. System prints the ticket. [BR-2]

    Good:
        rule BR-1: An order is charged at most once.
        rule BR-2: A ticket is printed when it is paid for.
        use case: Sell a ticket
          main success scenario:
            1. System charges the fare. [BR-1]
            2. System prints the ticket. [BR-2]

    Source: AI Unified Process validator (rules).
    """
    tables = model.entries.values()
    declared = Names(entry.id for table in tables for entry in table.values() if entry.id and entry.declared)
    for entry in model.entries["rule"].values():
        if not entry.declared:
            meant = near(entry.id, declared)
            hint = f"did you mean ‘{meant}’?" if meant else f"declare it: ‘rule {entry.id}: …’"
            severity = Severity.ERROR if meant or settings.strict else None
            fix = rewrite(entry.place, entry.id, meant)
            yield Finding(entry.place, f"nothing declares ‘{entry.id}’", hint, severity=severity, fix=fix)


UNDECLARED_RULES: tuple[Rule[Model], ...] = (
    Rule("TPL414", "undeclared-rule", Severity.ADVICE, undeclared_rule, at_worst=Severity.ERROR),
)
