"""``usecase rule``: the manual of the rules."""

from __future__ import annotations

import click

from usecase_dsl.cli import streams


@click.command("rule")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what a rule finds, why, with a bad and a good text, and its source; without CODE, all rules, a line each.

    CODE is a rule's code or name, such as FLW121 or resume-target-missing, or a family such as FLW.
    """
    from usecase_dsl.checks import ALL_RULES, REJECTED, manual

    family = [rule for rule in ALL_RULES if rule.code.startswith((code or "").upper())]
    if len(family) > 1:
        streams.say(f"{rule.code}  {rule.severity:8} {rule.name}: {manual.page(rule).summary}" for rule in family)
        return
    code = code or ""
    found = next((rule for rule in ALL_RULES if code.casefold() in (rule.code.casefold(), rule.name)), None)
    if found:
        streams.say([manual.text(manual.page(found))])
    elif code.upper() in REJECTED:
        streams.say([f"{code.upper()} is no rule here: {REJECTED[code.upper()]}"])
    else:
        raise click.UsageError(_unknown(code))


def _unknown(code: str) -> str:
    from usecase_dsl.checks import ALL_RULES
    from usecase_dsl.syntax.names import near

    meant = near(code, [name for rule in ALL_RULES for name in (rule.name, rule.code)])
    return f"No rule is called ‘{code}’." + (f" Did you mean ‘{meant}’?" if meant else " ‘usecase rule’ lists them.")
