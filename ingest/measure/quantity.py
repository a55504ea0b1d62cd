"""Amounts and shares in a measure, their unit normalised: yuan, USD, %, mu, hectares, tonnes, persons, …"""

import re
from collections.abc import Iterator

from ontology.article import Quantity

_NUMBER = r"(?<!第)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "万亿": 1e12,
}
_UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("yuan", "renminbi", "rmb", "元", "人民币"), ("yuan", 1)),
    **dict.fromkeys(("us dollars", "us dollar", "dollars", "dollar", "usd", "美元"), ("USD", 1)),
    **dict.fromkeys(("euros", "euro", "欧元"), ("EUR", 1)),
    **dict.fromkeys(("hong kong dollars", "hk dollars", "港元", "港币"), ("HKD", 1)),
    **dict.fromkeys(("percent", "per cent", "pct", "%", "％"), ("%", 1)),
    **dict.fromkeys(("percentage points", "percentage point", "个百分点"), ("percentage points", 1)),
    **dict.fromkeys(("mu", "亩"), ("mu", 1)),
    **dict.fromkeys(("hectares", "hectare", "公顷"), ("hectares", 1)),
    **dict.fromkeys(
        ("square kilometers", "square kilometres", "sq km", "km2", "km²", "平方公里", "平方千米"), ("km2", 1)
    ),
    **dict.fromkeys(("square meters", "square metres", "m2", "m²", "平方米"), ("m2", 1)),
    **dict.fromkeys(("cubic meters", "cubic metres", "m3", "m³", "立方米"), ("m3", 1)),
    **dict.fromkeys(("kilometers", "kilometer", "kilometres", "kilometre", "km", "公里", "千米"), ("km", 1)),
    **dict.fromkeys(("metric tons", "metric ton", "tonnes", "tonne", "tons", "ton", "吨"), ("tonnes", 1)),
    **dict.fromkeys(("kilograms", "kilogram", "kg", "公斤"), ("tonnes", 1e-3)),
    **dict.fromkeys(("jin", "斤"), ("tonnes", 5e-4)),
    **dict.fromkeys(
        ("kilowatt-hours", "kilowatt-hour", "kilowatt hours", "kwh", "千瓦时", "度电"), ("kWh", 1)
    ),
    **dict.fromkeys(("megawatt-hours", "mwh", "兆瓦时"), ("kWh", 1e3)),
    **dict.fromkeys(("gigawatt-hours", "gwh"), ("kWh", 1e6)),
    **dict.fromkeys(("terawatt-hours", "twh"), ("kWh", 1e9)),
    **dict.fromkeys(("kilowatts", "kilowatt", "kw", "千瓦"), ("kW", 1)),
    **dict.fromkeys(("megawatts", "megawatt", "mw", "兆瓦"), ("kW", 1e3)),
    **dict.fromkeys(("gigawatts", "gigawatt", "gw", "吉瓦"), ("kW", 1e6)),
    **dict.fromkeys(
        ("people", "persons", "workers", "employees", "residents", "jobs", "人", "名", "名职工"),
        ("persons", 1),
    ),
    **dict.fromkeys(("households", "household", "户"), ("households", 1)),
    **dict.fromkeys(("projects", "project", "个项目"), ("projects", 1)),
}
_COUNTED = ("persons", "households", "projects")
"""Units that a word may describe: "100,000 new jobs"."""


def _longest_first(words: Iterator[str] | dict[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LATIN = [unit for unit in _UNITS if unit.isascii() and unit != "%"]
_OTHER = [unit for unit in _UNITS if unit not in _LATIN]
_NOUNS = [unit for unit in _LATIN if _UNITS[unit][0] in _COUNTED]
_EN_SCALE = _longest_first(iter([scale for scale in _SCALES if scale.isascii()]))
_ZH_SCALE = _longest_first(iter([scale for scale in _SCALES if not scale.isascii()]))
_DESCRIBING = r"(?:(?!(?:and|or|of|to|for|in|from|by|the|per|with|than|on|at|as)\b)[a-z]+(?:-[a-z]+)*\s){1,2}"
_QUANTITY = re.compile(
    rf"(?P<currency>US\$|HK\$|(?<![A-Z])\$|RMB|¥|￥|€)?\s?{_NUMBER}"
    rf"(?:[ -]?(?P<scale>(?:{_EN_SCALE})\b)|[余多]?(?P<zh_scale>{_ZH_SCALE}))??"
    rf"(?:[余多]?[ -]?(?P<unit>(?:{_longest_first(iter(_LATIN))})\b|{_longest_first(iter(_OTHER))})"
    rf"| {_DESCRIBING}(?P<noun>{_longest_first(iter(_NOUNS))})\b"
    rf"|(?![ -]?(?:{_EN_SCALE})\b|[余多]?(?:{_ZH_SCALE})|[\d.,]*\d))(?!\s?/|\s?(?:per|an) hour)",
    re.IGNORECASE,
)
"""A number, perhaps with a scale, and its unit. Where that is a currency before it, nothing that would scale
the number follows. A speed is no quantity."""
_CURRENCIES = {"US$": "USD", "$": "USD", "HK$": "HKD", "RMB": "yuan", "¥": "yuan", "￥": "yuan", "€": "EUR"}
_OF_A_HUNDRED = re.compile(r"百分之(?P<number>[零一二三四五六七八九十]{1,4}|\d+(?:\.\d+)?)")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities of `text` in order; numbers without a unit or currency are left out."""
    found = [
        (m.start(), quantity) for m in _QUANTITY.finditer(text) if (quantity := _quantity(m)) is not None
    ]
    found += [
        (match.start(), Quantity(match[0], _number(match["number"]), "%"))
        for match in _OF_A_HUNDRED.finditer(text)
    ]
    return tuple(quantity for _, quantity in sorted(found, key=lambda item: item[0]))


def _number(digits: str) -> float:
    """What a number of up to two digits in Chinese, or one in Arabic digits, is."""
    if digits[0] not in _DIGITS and digits[0] != "十":
        return float(digits)
    tens, ten, ones = digits.rpartition("十")
    return 10 * _DIGITS.get(tens, 1) * bool(ten) + _DIGITS.get(ones[-1:], 0)


def _quantity(match: re.Match[str]) -> Quantity | None:
    currency, unit = match["currency"], match["unit"] or match["noun"]
    if unit is not None:
        name, factor = _UNITS[unit.lower()]
    elif currency is not None:
        name, factor = _CURRENCIES[currency.upper()], 1.0
    else:
        return None
    scaled = match["scale"] or match["zh_scale"]
    scale = _SCALES[scaled.lower()] if scaled else 1.0
    value = float(match["number"].replace(",", "")) * scale * factor
    return Quantity(match[0].strip(), round(value, 6), name)
