"""JUnit's XML, which every build server reads: a suite for each file, in which each finding is a test that failed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.report.characters import shown

# What XML 1.0 has no way to write.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def lines(found: Sequence[Diagnostic], files: Iterable[str] = ()) -> Iterator[str]:
    """One document in ASCII. ``files`` are those that were looked at: one without a finding is a test that passed."""
    suites: dict[str, list[Diagnostic]] = {name: [] for name in sorted({*files, *map(_file, found)})}
    for each in found:
        suites[_file(each)].append(each)
    tests = sum(len(findings) or 1 for findings in suites.values())
    root = Element("testsuites", name="usecase check", tests=str(tests), failures=str(len(found)))
    root.extend(_suite(_fit(shown(name)), findings) for name, findings in suites.items())
    indent(root)
    yield from tostring(root, encoding="us-ascii", xml_declaration=True).decode("ascii").split("\n")


def _file(each: Diagnostic) -> str:
    return each.place.source.name


def _suite(name: str, found: Sequence[Diagnostic]) -> Element:
    suite = Element(
        "testsuite", name=name, tests=str(len(found) or 1), failures=str(len(found)), errors="0", skipped="0"
    )
    for each in found:
        line, column = each.place.start
        case = SubElement(suite, "testcase", classname=name, name=f"{each.code} {each.name} ({line}:{column})")
        failure = SubElement(case, "failure", type=each.severity.value, message=_fit(shown(each.message)))
        failure.text = _fit("\n".join(_told(each)))
    if not found:
        SubElement(suite, "testcase", classname=name, name="no findings")
    return suite


def _told(each: Diagnostic) -> Iterator[str]:
    yield shown(f"{each.place}: {each.code} {each.severity}: {each.message}")
    yield from (shown(f"{related.place}: {related.message}") for related in each.related)
    if each.hint:
        yield shown(f"hint: {each.hint}")


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
