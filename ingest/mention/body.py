"""Chinese bodies and zones named after their place: 牡丹江市商务局, 吉林省委, 郑州航空港经济综合实验区."""

import re

_BODY = re.compile(
    "[\u4e00-\u9fff]{0,10}?(?:委员会|国资委|发改委|发展改革委|卫健委|办公室|(?:人民)?政府(?:办公[厅室])?|人民法院|法院|检察院"
    "|人大(?:常委会)?(?!代表)|政协(?!委员)|纪委(?:监委)?|总工会|研究院|研究所|社科院|科学院|大学|学院|有限公司|集团|银行|协会|商会|工商联|党校"
    "|厅(?!级)|局(?![部面势限中])|(?:(?<=[省市县区州盟旗])|(?<=[省市县区州盟旗]党))委(?![托派任员屈]))"
)
_ELSEWHERE = re.compile(
    "[的和与及在是对为把将向从到以由被让给了，。有同并或]|建设|发展|推动|支持|振兴|实施|成立|设立|加快|要求"
)
_ZONE = re.compile(
    "[\u4e00-\u9fff]{0,14}?(?:实验区|试验区|示范区|开发区|高新区|合作区|保税区|自贸区|经济区|产业园区?|工业园区?)"
)


def zone_end(text: str, place_end: int) -> int | None:
    """Where the name of a zone ends that begins with the place before `place_end`; None without one."""
    match = _ZONE.match(text, place_end)
    return None if match is None or _ELSEWHERE.search(match.group()[:-3]) else match.end()


def body_end(text: str, place_end: int) -> int | None:
    """Where the name of a body ends that begins with the place before `place_end`; None without one."""
    match = _BODY.match(text, place_end)
    if match is None or _ELSEWHERE.search(match.group()):
        return None
    return match.end()
