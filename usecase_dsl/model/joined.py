"""Names in scripts that put no blanks between words: where one ends is told by what stands next to it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import holds_sign, is_han, is_sign

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HIRAGANA = "\u3041-\u3096"
_SUBJECT_KOREAN = re.compile(r"(?:은|는|이|가|도|께서는?)(?!\w)")
_NAMED_KOREAN = re.compile(r"(?:에게서?|께|한테|에|을|를|와|과|이|가|은|는|도|로|으로)(?!\w)")
_SUBJECT_JAPANESE = re.compile("[はがも]")
_NAMED_JAPANESE = re.compile(f"(?!の)[{_HIRAGANA}]")
# In Chinese, a verb follows a name at once. What follows here makes another noun of it, as ``user`` and ``name``.
_NOUN_CHINESE = re.compile(
    "[的之名组組端号號类類]|界面|介面|信息|資訊|数据|資料|资料|消息|訊息|权限|權限|账户|账号|帳戶|帳號|列表|时间|時間"
    "|管理(?:[员員者]|平台|系[统統])"
)


def subject_at(text: str, start: int, tables: Sequence[Container[str]], longest: int) -> tuple[str, int] | None:
    """The key of the longest name in the tables that a step begins with at ``start``, and its end; ``longest`` is the
    number of characters that a name may have. ``None`` if there is none, or no sign near to tell where it ends."""
    most = min(len(text), start + longest)
    if not holds_sign(text[start : most + 1]):
        return None
    for end in range(most, start, -1):
        name = key(text[start:end]) if _begins_sentence(text, end) else ""
        if any(name in names for names in tables):
            return name, end
    return None


def names_in(text: str, name: re.Pattern[str]) -> Iterator[str]:
    """The names in a text that holds signs, in order, of those that ``any_of`` made a pattern of."""
    written = key(text)
    for match in name.finditer(written):
        if not _one_word(written, match.start()) and _is_named(written, match.end()):
            yield match[0]


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some names; of those that begin at one place, the longest."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest_first)) or "(?!)")


def _begins_sentence(text: str, end: int) -> bool:
    """Whether a name that ends there is the subject of what follows."""
    return _goes_on(text, end, _SUBJECT_KOREAN, _SUBJECT_JAPANESE)


def _is_named(text: str, end: int) -> bool:
    """Whether a name that ends there stands for who it names, and isn't part of another word."""
    return _goes_on(text, end, _NAMED_KOREAN, _NAMED_JAPANESE)


def _goes_on(text: str, end: int, korean: re.Pattern[str], japanese: re.Pattern[str]) -> bool:
    following = text[end : end + 1]
    if not following.isalnum():
        return True
    if not is_sign(following):
        return False
    if "\uac00" <= following <= "\ud7a3":
        return korean.match(text, end) is not None
    if _KANA.search(text):
        return japanese.match(text, end) is not None
    return not _NOUN_CHINESE.match(text, end)


def _one_word(text: str, at: int) -> bool:
    """Whether the characters before and after a place belong to one word."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if not before.isalnum() or is_han(before) or re.match(f"[{_HIRAGANA}]", before):
        return False
    return is_sign(before) == is_sign(after)
