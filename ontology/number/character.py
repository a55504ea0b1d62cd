"""Characters that stand for one another in document numbers: one for one, so that offsets stay right."""

_SAME = {
    **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},  # full-width forms
    **dict.fromkeys("〔【［〖〈❲⟦﹝", "["),
    **dict.fromkeys("〕】］〗〉❳⟧﹞", "]"),
    **dict.fromkeys("{｛", "["),
    **dict.fromkeys("}｝", "]"),
    "　": " ",
    "\u00a0": " ",
    **dict.fromkeys("‐‑‒–—―－", "-"),
    "〇": "0",
    "№": "#",
}
PLAIN = str.maketrans(_SAME)
_DIGITS = str.maketrans("OoQDIl|iSB", "0000111158")
_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE_NUMERAL = "零一二三四五六七八九十百千〇○两"


def plain(text: str) -> str:
    """`text` with full-width forms, brackets and dashes unified; the length stays the same."""
    return text.translate(PLAIN)


def to_int(digits: str) -> int | None:
    """The number that was written, OCR slips (O for 0, l for 1) and inner spaces mended; None if none."""
    digits = "".join(digits.split())
    if digits and all(c in CHINESE_NUMERAL for c in digits):
        return chinese_int(digits)
    mended = digits.translate(_DIGITS)
    return int(mended) if mended.isdecimal() else None


def chinese_int(numeral: str) -> int:
    """第一一五号 as 115, 一百一十五 as 115, 二〇一四 as 2014."""
    if not any(c in _CHINESE_UNITS for c in numeral):
        return int("".join(str(_CHINESE_DIGITS[c]) for c in numeral))
    total = digit = 0
    for c in numeral:
        if c in _CHINESE_UNITS:
            total, digit = total + (digit or 1) * _CHINESE_UNITS[c], 0
        else:
            digit = _CHINESE_DIGITS[c]
    return total + digit
