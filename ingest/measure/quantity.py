"""Amounts and shares in a measure, their unit normalised: yuan, USD, %, mu, hectares, tonnes, persons, …"""

import re
from collections.abc import Iterator

from ontology.article import Quantity

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
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
    **dict.fromkeys(("percent", "per cent", "%", "％"), ("%", 1)),
    **dict.fromkeys(("percentage points", "percentage point", "个百分点"), ("percentage points", 1)),
    **dict.fromkeys(("mu", "亩"), ("mu", 1)),
    **dict.fromkeys(("hectares", "hectare", "公顷"), ("hectares", 1)),
    **dict.fromkeys(("square kilometers", "square kilometres", "sq km", "平方公里", "平方千米"), ("km2", 1)),
    **dict.fromkeys(("square meters", "square metres", "平方米"), ("m2", 1)),
    **dict.fromkeys(("cubic meters", "cubic metres", "立方米"), ("m3", 1)),
    **dict.fromkeys(("kilometers", "kilometer", "kilometres", "kilometre", "km", "公里", "千米"), ("km", 1)),
    **dict.fromkeys(("metric tons", "metric ton", "tonnes", "tonne", "tons", "ton", "吨"), ("tonnes", 1)),
    **dict.fromkeys(("kilograms", "kilogram", "kg", "公斤"), ("tonnes", 1e-3)),
    **dict.fromkeys(("jin", "斤"), ("tonnes", 5e-4)),
    **dict.fromkeys(("kilowatt-hours", "kilowatt-hour", "kwh", "千瓦时", "度电"), ("kWh", 1)),
    **dict.fromkeys(("kilowatts", "kilowatt", "kw", "千瓦"), ("kW", 1)),
    **dict.fromkeys(("megawatts", "megawatt", "mw", "兆瓦"), ("kW", 1e3)),
    **dict.fromkeys(("gigawatts", "gigawatt", "gw", "吉瓦"), ("kW", 1e6)),
    **dict.fromkeys(
        ("people", "persons", "workers", "employees", "residents", "jobs", "人", "名职工"), ("persons", 1)
    ),
    **dict.fromkeys(("households", "household", "户"), ("households", 1)),
    **dict.fromkeys(("projects", "project", "个项目"), ("projects", 1)),
}


def _longest_first(words: Iterator[str] | dict[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LATIN = [unit for unit in _UNITS if unit.isascii() and unit != "%"]
_OTHER = [unit for unit in _UNITS if unit not in _LATIN]
_EN_SCALE = _longest_first(iter([scale for scale in _SCALES if scale.isascii()]))
_ZH_SCALE = _longest_first(iter([scale for scale in _SCALES if not scale.isascii()]))
_QUANTITY = re.compile(
    rf"(?P<currency>US\$|RMB|\$|¥|￥)?\s?{_NUMBER}[ -]?(?P<scale>(?:{_EN_SCALE})\b|{_ZH_SCALE})?"
    rf"(?:余|多)?[ -]?(?P<unit>(?:{_longest_first(iter(_LATIN))})\b|{_longest_first(iter(_OTHER))})?",
    re.IGNORECASE,
)
_CURRENCIES = {"US$": "USD", "$": "USD", "RMB": "yuan", "¥": "yuan", "￥": "yuan"}


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities of `text` in order; numbers without a unit or currency are left out."""
    return tuple(quantity for match in _QUANTITY.finditer(text) if (quantity := _quantity(match)) is not None)


def _quantity(match: re.Match[str]) -> Quantity | None:
    currency, unit = match["currency"], match["unit"]
    if unit is not None:
        name, factor = _UNITS[unit.lower()]
    elif currency is not None:
        name, factor = _CURRENCIES[currency.upper()], 1.0
    else:
        return None
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
    value = float(match["number"].replace(",", "")) * scale * factor
    return Quantity(match[0].strip(), round(value, 6), name)
