"""Numbers as lists write them: letters, Roman, and the simple forms of other scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from usecase_dsl.importing.containers.ordinals import ordinal

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_GANADA = "가나다라마바사아자차카타파하"
_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CHINESE = "〇一二三四五六七八九"


def letters(number: int, alphabet: str = _LATIN) -> str:
    """``a`` to ``z``, then ``aa``, ``bb``, as Word and LaTeX's packages go on."""
    if number < 1:
        return str(number)
    times, letter = divmod(number - 1, len(alphabet))
    return alphabet[letter] * min(times + 1, 20)


def roman(number: int) -> str:
    """A number in small Roman letters; in digits where the Romans had none."""
    return ordinal(number, "lowerroman")


def _chinese(number: int) -> str:
    if not 0 <= number < 100:
        return _digits(_CHINESE)(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _CHINESE[ones]
    return (_CHINESE[tens] if tens > 1 else "") + "十" + (_CHINESE[ones] if ones else "")


def _digits(digits: str) -> Callable[[int], str]:
    return lambda number: str(number).translate({ord(old): new for old, new in zip("0123456789", digits, strict=True)})


def _alphabet(alphabet: str) -> Callable[[int], str]:
    return lambda number: letters(number, alphabet)


def _ordinal(number: int) -> str:
    last = 0 if number % 100 in {11, 12, 13} else number % 10
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


# The names are those of ``w:numFmt``.
FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": _ordinal,
    "none": lambda number: "",
    "bullet": lambda number: "",
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "hindiNumbers": _digits("०१२३४५६७८९"),
    "thaiNumbers": _digits("๐๑๒๓๔๕๖๗๘๙"),
    "ideographDigital": _digits(_CHINESE),
    "japaneseDigitalTenThousand": _digits(_CHINESE),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographTraditional": _alphabet(_STEMS),
    "russianLower": _alphabet(_RUSSIAN),
    "russianUpper": lambda number: letters(number, _RUSSIAN).upper(),
    "hebrew1": _alphabet(_HEBREW),
    "hebrew2": _alphabet(_HEBREW),
    "arabicAlpha": _alphabet(_ARABIC),
    "arabicAbjad": _alphabet(_ABJAD),
    "ganada": _alphabet(_GANADA),
    "aiueoFullWidth": _alphabet(_KATAKANA),
    "aiueo": _alphabet(_KATAKANA),
}
