"""What the Chinese span model looks at: words with their parts of speech, clauses and cue words."""

import logging
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from ingest.measure.words import words

if TYPE_CHECKING:
    from jieba.posseg import POSTokenizer

VERBS = words(
    """
    推动 推进 促进 加快 加强 加大 强化 深化 扩大 提高 提升 增强 增加 完善 健全 建立 建设
    建成 构建 打造 培育 发展 支持 扶持 鼓励 引导 优化 调整 改革 改善 改进 改造 改变 落实
    实施 实行 开展 推行 推广 设立 成立 组建 创建 创新 创造 搭建 营造 形成 保障 保护 治理
    修复 恢复 降低 减少 减轻 压缩 压减 淘汰 化解 破除 打破 消除 放宽 放开 取消 下放 简化
    规范 统筹 协调 坚持 发挥 利用 依托 立足 融入 对接 衔接 参与 引进 吸引 招引 引入 留住
    培养 培训 激发 释放 盘活 整合 重组 兼并 剥离 分流 安置 解决 解除 补齐 补足 补贴 补助
    减免 减税 免征 免除 抵扣 发放 发行 拨付 安排 投资 投入 投产 新建 扩建 修建 兴建 开工
    启动 开通 联通 连通 贯通 畅通 开放 开发 开拓 拓展 延伸 延长 壮大 做强 做大 做优 做好
    提供 出台 制定 编制 印发 发布 颁布 修订 修改 签署 签订 举办 组织 召开 批准 设置 划转
    授权 赋予 允许 试点 探索 试行 启用 升级 转变 转型 突破 攻关 攻克 研发 研究 普及 巩固
    稳定 稳住 防范 控制 监管 监督 考核 评估 确保 维护 守住 抓好 抓住 走好 走出 增设 增进
    缩小 缩短 限制 禁止 停止 关闭 退出 退耕 抚育 种植 造林 治沙 防治 节约 清理 清偿 偿还
    缓解 帮助 服务 融合 集聚 集中 汇聚 聚焦 瞄准 布局 塑造 丰富 活跃 繁荣 振兴 复兴 接续
    承接 转移 疏解 界定 定位 学习 借鉴 复制 提速 建好 用好 管好 深入 全面 积极 大力 着力
    主动 持续 进一步 逐步 率先 切实 努力 有序 稳步 加速 牢牢 不断 共同 充分
    """
)
"""Verbs of policy, and adverbs that stand before them."""

_CUES = words(
    """
    一是 二是 三是 四是 五是 六是 其一 其二 其三 第一 第二 第三 首先 其次 最后 需要 必须 应当 应该 应 须
    要求 要 将 拟 计划 建议 提出 主张 强调 决定 力争 争取 旨在 目的是 通过 以及 并且 并 还 又 也 已经 已 以 来
    为 和 与 及 而 则 从而 同时 进而 正在 正 继续 准备 着手 开始 先后 近日 省 市 县 区 国 院 部 委 局 企业
    政府 集团 公司 会议
    """
)
_STATEMENT = words(
    """
    了 达到 占 增长 下降 超过 仍 较 % 认为 显示 表示 指出 是 有 年 已 不 为 由 的 被 称 说 使 把 将 于 从
    以 在 对 成为 有助于 便于 取得 明显 显著 包括
    """
)
_DIRECTIVE = words(
    """
    要 应 将 建议 提出 主张 需要 必须 要求 强调 计划 决定 一是 二是 三是 通过 以 为 并 还 已 正在 目的 包括 ：
    任务 对策 方案 规划 战略 措施 双方 全省 作者 报告 会议 下一步 今后 方面
    """
)
_CUE = re.compile("|".join(sorted(_CUES, key=len, reverse=True)))
_CUE_AT_END = re.compile(f"(?:{_CUE.pattern})$")
_CLAUSE = re.compile("[，。；：！？、\n]")
_MARKS = "，。；：、！？（）()《》“”,;:"
_BREAK = re.compile("[《“（》”）。！？；，：、]|以|并|和|从而|使|来|的要求|的方式|等(?=，)")
_DIGIT = re.compile(r"\d")
_LONGEST = 120
"""Characters of the longest measure considered."""
_SENTENCE = re.compile(r"[^。！？\n]{1,600}[。！？]?")
_MONOTONOUS, _DISTINCT = 100, 10
"""Characters from which on a sentence has so many different ones."""
_OPENING = frozenset("把以在从让使将对为向经由用")
"""Prepositions and causatives that may begin a measure."""


@dataclass(frozen=True)
class ChineseSentence:
    """A sentence, or a stretch of 600 characters of one, `start` characters into its text."""

    text: str
    start: int

    @cached_property
    def words(self) -> list[tuple[int, str, str]]:
        """Offset, form and first letter of the part of speech (ICTCLAS) of each word."""
        found, at = [], 0
        for pair in _tagger().lcut(self.text):
            found.append((at, pair.word, pair.flag[:1]))
            at += len(pair.word)
        return found

    @cached_property
    def index(self) -> dict[int, int]:
        """From the offset of a word to its place in `words`."""
        return {offset: place for place, (offset, _, _) in enumerate(self.words)}

    @cached_property
    def cues(self) -> list[str]:
        """Features of the sentence as a whole."""
        return [f"sentence={cue}" for cue in _DIRECTIVE | _STATEMENT if cue in self.text]

    @cached_property
    def first(self) -> list[tuple[int, str]]:
        """Where each directive word first ends, in order."""
        found = ((self.text.find(cue), cue) for cue in _DIRECTIVE)
        return sorted((at + len(cue), cue) for at, cue in found if at >= 0)

    @cached_property
    def breaks(self) -> list[tuple[int, str]]:
        """Brackets, marks and link words with their offsets."""
        return [(match.start(), match[0]) for match in _BREAK.finditer(self.text)]

    @cached_property
    def titled(self) -> frozenset[int]:
        """Offsets inside the marks of titles."""
        titles = re.finditer("《[^《》]*》?", self.text)
        return frozenset(at for title in titles for at in range(title.start(), title.end()))

    def word(self, place: int) -> tuple[str, str]:
        """Form and part of speech at `place`; a mark of its own beyond the ends."""
        return self.words[place][1:] if 0 <= place < len(self.words) else ("^", "^")


def sentences(text: str) -> Iterator[ChineseSentence]:
    """The sentences of `text`, by their marks."""
    for match in _SENTENCE.finditer(text):
        # A character again and again says nothing, and the tagger takes a millisecond for each.
        if len(match[0]) < _MONOTONOUS or len(set(match[0])) >= _DISTINCT:
            yield ChineseSentence(match[0], match.start())


@cache
def _tagger() -> "POSTokenizer":
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    return jieba.posseg.dt


def starts(sentence: ChineseSentence, blocked: Collection[int] = ()) -> list[int]:
    """Offsets at which a measure may begin: clauses, what follows a cue word, verbs and some prepositions.

    Titles are left out, and so are the offsets in the whole text that `blocked` holds, which names cover.
    """
    text = sentence.text
    found = {at for at in range(len(text)) if at == 0 or text[at - 1] in _MARKS}
    found |= {match.end() for match in _CUE.finditer(text)}
    found |= {at for at, word, tag in sentence.words if tag == "v" or word in _OPENING}
    titled = sentence.titled
    return sorted(
        at
        for at in found
        if at in sentence.index
        and is_chinese(text[at])
        and at not in titled
        and sentence.start + at not in blocked
    )


def is_chinese(char: str) -> bool:
    """Whether `char` is a Han character."""
    return "\u4e00" <= char <= "\u9fff"


def ends(sentence: ChineseSentence, start: int) -> list[int]:
    """Offsets behind which a measure from `start` may end: marks and link words, in its sentence."""
    found, depth, limit = [], 0, min(len(sentence.text), start + _LONGEST)
    for at, mark in sentence.breaks[bisect_right(sentence.breaks, start, key=itemgetter(0)) :]:
        if at >= limit:
            break
        depth += (mark in "《“（") - (mark in "》”）")
        if mark in "。！？；" or depth < 0:
            limit = at
            break
        if depth == 0 and (mark in "，：、" or (at - start >= 4 and is_chinese(mark[0]))):
            found.append(at)
    return [end for end in (*found, limit) if end - start >= 3]


def start_features(sentence: ChineseSentence, at: int) -> list[str]:
    """Names of the binary features of offset `at` as the first character of a measure."""
    text = sentence.text
    lead = text[_lead_start(text, at) : at]
    following = _CLAUSE.split(text[at : at + 60], maxsplit=1)[0]
    verb = text[at : at + 2] in VERBS
    features = [
        "bias",
        f"first={text[at]}",
        f"first2={text[at : at + 2]}",
        f"verb={verb}",
        f"verb3={text[at : at + 3] in VERBS}",
        f"-1={text[at - 1 : at] or '^'}",
        f"-2={text[max(0, at - 2) : at] or '^'}",
        f"-3={text[max(0, at - 3) : at] or '^'}",
        f"lead={_lead(lead)}",
        f"lead+verb={_lead(lead)} {verb}",
        f"length={min(8, len(following) // 3)}",
        f"commas before={min(4, text.count('，', 0, at))}",
        f"semicolons={'；' in text}",
        *_tags(sentence, at),
        *(f"in clause={cue}" for cue in _STATEMENT if cue in following),
        *(f"in lead={cue}" for cue in _DIRECTIVE if cue in lead),
        *(f"before={cue}" for _, cue in takewhile(lambda first: first[0] <= at, sentence.first)),
        *sentence.cues,
    ]
    return [*features, "number"] if _DIGIT.search(following) else features


def _lead_start(text: str, at: int) -> int:
    """Where the stretch without a mark begins that ends at `at`; only its last characters are looked at."""
    first = max(0, at - _LONGEST)
    return next((index + 1 for index in range(at - 1, first - 1, -1) if text[index] in _MARKS), first)


def _tags(sentence: ChineseSentence, at: int) -> list[str]:
    place = sentence.index[at]
    (word, tag), (after, next_tag) = sentence.word(place), sentence.word(place + 1)
    (before, last_tag), (_, last2_tag) = sentence.word(place - 1), sentence.word(place - 2)
    return [
        f"word={word}",
        f"tag={tag}",
        f"+1={after}",
        f"tag+1={tag}{next_tag}",
        f"tag+2={tag}{next_tag}{sentence.word(place + 2)[1]}",
        f"word-1={before}",
        f"tag-1={last_tag}{tag}",
        f"tag-2={last2_tag}{last_tag}{tag}",
    ]


def _lead(lead: str) -> str:
    """What stands between the last mark and the start: nothing, a cue word, or something else."""
    if not lead:
        return "none"
    cue = _CUE_AT_END.search(lead)
    return f"{cue[0]} {cue.start() > 0}" if cue else "other"


def end_features(sentence: ChineseSentence, start: int, end: int) -> list[str]:
    """Names of the binary features of a measure `[start, end)`."""
    text = sentence.text
    inside, after = text[start:end], text[end : end + 1] or "^"
    rest, cue = text[end + 1 : end + 3], _CUE.match(text, end + 1)
    next_verb = rest in VERBS or (cue is not None and text[cue.end() : cue.end() + 2] in VERBS)
    marks, pauses = min(3, inside.count("，")), min(3, inside.count("、"))
    clause = inside[max(inside.rfind("，"), inside.rfind("、")) + 1 :]
    following = end + 1 if after in "，、；" else end
    word, tag = sentence.word(sentence.index.get(following, -1))
    first_tag = sentence.word(sentence.index.get(end - len(clause), -1))[1]
    return [
        "bias",
        f"after={after}",
        f"after+verb={after} {next_verb}",
        f"after+2={after} {rest[:1]}",
        f"after+cue={after} {cue[0] if cue else ''}",
        f"after+tag={after} {tag}",
        f"after+word={after} {word}",
        f"commas={marks}",
        f"commas+after={marks} {after} {next_verb}",
        f"pauses+after={pauses} {after} {next_verb}",
        f"length={min(20, len(inside) // 2)}",
        f"last clause verb={clause[:2] in VERBS} {marks + pauses > 0}",
        f"last clause={clause[:1]}",
        f"last clause tag={first_tag} {marks + pauses > 0}",
        f"last={inside[-1]}",
        f"opening={inside[0] in _OPENING} {marks}",
        f"number={bool(_DIGIT.search(clause))} {marks > 0}",
    ]
