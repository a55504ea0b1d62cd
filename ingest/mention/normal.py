"""Names without what does not tell entities of a type apart, so that unlisted variants find their entry."""

import re
from functools import cache

from ontology.matcher import NamedType, fold, singular

_FUNCTION = frozenset({"the", "of", "and", "for", "in", "on", "a", "&", "china's", "'s", "s"})
_GENERIC: dict[NamedType, frozenset[str]] = {
    "industry": frozenset(
        {"industry", "sector", "manufacturing", "production", "business", "making", "field", "technology"}
        | {"manufacture", "product", "trade", "chain", "economy", "related"}
    ),
    "actor": frozenset(
        {"co", "ltd", "company", "corporation", "corp", "inc", "group", "holding", "limited", "plc"}
        | {"provincial", "municipal", "people's", "province", "city", "local"}
    ),
    "region": frozenset(
        {"city", "province", "county", "district", "municipality", "prefecture", "region", "area", "league"}
        | {"banner", "autonomous", "town"}
    ),
}
_GENERIC_ZH: dict[NamedType, str] = {
    "industry": "产业|行业|工业|制造业|制造|业|经济|生产",
    "actor": "股份有限公司|有限责任公司|有限公司|公司|集团|人民",
    "region": "自治区|自治州|自治县|地区|省|市|县|区|盟|旗",
}
_ABBREVIATED: dict[NamedType, tuple[tuple[str, str], ...]] = {
    "actor": (
        ("中国共产党|中共", ""),
        ("发展和?改革委", "发改委"),
        ("国有资产监督管理委", "国资委"),
        ("工业和信息化", "工信"),
        ("住房和城乡建设", "住建"),
        ("人力资源和社会保障", "人社"),
        ("卫生健康", "卫健"),
        ("文化和旅游", "文旅"),
        ("科学技术(?=[厅局委])", "科技"),
        ("社会科学院", "社科院"),
        ("工商业联合会", "工商联"),
        ("人民政府(?=.)", ""),
        ("委员会$", "委"),
        ("^国家(?=发改委)", ""),
    ),
}
"""What Chinese bodies are called in full and for short."""
_WORD = re.compile(r"[\w']+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_STEM = 6
NormalName = tuple[str, ...]


@cache
def normal_name(type_: NamedType, text: str) -> NormalName:
    """The telling words of a name, stemmed and in alphabetical order; all of its words where none tells.

    English words are cut to their first six letters, which joins "petrochemistry" and "petrochemicals".
    """
    lower = fold(text).lower.strip()
    if _HAN.search(lower):
        return (re.sub(f"(?:{_GENERIC_ZH.get(type_, '$^')})$", "", _abbreviated(type_, lower)) or lower,)
    words = [singular(word.replace(".", "")) for word in _WORD.findall(lower)]
    content = [word for word in words if word not in _FUNCTION]
    telling = [word for word in content if word not in _GENERIC.get(type_, ())]
    return tuple(sorted({word[:_STEM] for word in telling or content or words}))


def _abbreviated(type_: NamedType, name: str) -> str:
    for full, short in _ABBREVIATED.get(type_, ()):
        name = re.sub(full, short, name)
    return name
