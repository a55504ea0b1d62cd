"""What the Chinese span model looks at: characters, clauses and cue words, with no word segmentation."""

import re
from dataclasses import dataclass

from ingest.measure.words import words

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

CUES = (
    *("一是", "二是", "三是", "四是", "五是", "六是", "其一", "其二", "其三", "第一", "第二", "第三", "首先"),
    *(
        "其次",
        "最后",
        "需要",
        "必须",
        "应当",
        "应该",
        "应",
        "须",
        "要求",
        "要",
        "将",
        "拟",
        "计划",
        "建议",
        "提出",
    ),
    *(
        "主张",
        "强调",
        "决定",
        "力争",
        "争取",
        "旨在",
        "目的是",
        "通过",
        "以及",
        "并且",
        "并",
        "还",
        "又",
        "也",
        "已经",
    ),
    *(
        "已",
        "以",
        "来",
        "为",
        "和",
        "与",
        "及",
        "而",
        "则",
        "从而",
        "同时",
        "进而",
        "正在",
        "正",
        "继续",
        "准备",
        "着手",
    ),
    *(
        "开始",
        "先后",
        "近日",
        "省",
        "市",
        "县",
        "区",
        "国",
        "院",
        "部",
        "委",
        "局",
        "企业",
        "政府",
        "集团",
        "公司",
        "会议",
    ),
)
_CUES = re.compile("|".join(sorted(CUES, key=len, reverse=True)))
_MARKS = "，。；：、！？\n（）()《》“”,;:"
_SENTENCE_END = "。！？\n"
_CLAUSE_END = "，。；：！？\n、"
_CLAUSES = 4
"""Clauses of the longest measure considered."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between marks, with the sentence that holds it."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int


def is_chinese(char: str) -> bool:
    """Whether `char` is a Han character."""
    return "\u4e00" <= char <= "\u9fff"


def starts(text: str) -> list[int]:
    """Offsets at which a measure may begin: clauses, what follows a cue word, and verbs of policy."""
    found = {at for at in range(len(text)) if (at == 0 or text[at - 1] in _MARKS) and _opens(text, at)}
    found |= {match.end() for match in _CUES.finditer(text) if _opens(text, match.end())}
    found |= {at for at in range(len(text) - 1) if text[at : at + 2] in VERBS}
    return sorted(found)


def _opens(text: str, at: int) -> bool:
    return at < len(text) and is_chinese(text[at])


def ends(text: str, start: int) -> list[int]:
    """Offsets behind which a measure from `start` may end: marks, 的, and 等, within a few clauses."""
    found, clauses, quoted = [], 0, 0
    for at in range(start + 1, min(len(text), start + 120)):
        char = text[at]
        quoted += (char in "《“（") - (char in "》”）")
        if char in _SENTENCE_END or char == "；" or quoted < 0:
            found.append(at)
            break
        if quoted == 0 and (char in _CLAUSE_END or text.startswith(("的要求", "的方式", "等，"), at)):
            found.append(at)
            clauses += char == "，"
            if clauses == _CLAUSES:
                break
        elif quoted == 0 and text.startswith(("以", "并", "和", "从而", "使", "来"), at) and at - start >= 4:
            found.append(at)
    else:
        found.append(min(len(text), start + 120))
    return sorted({end for end in found if end - start >= 3})


def start_features(text: str, at: int) -> list[str]:
    """Names of the binary features of offset `at` as the first character of a measure."""
    sentence_start = max(text.rfind(mark, 0, at) for mark in _SENTENCE_END) + 1
    before = text[sentence_start:at]
    clause_start = max(text.rfind(mark, 0, at) for mark in _MARKS) + 1
    lead = text[clause_start:at]
    following = re.split(f"[{_CLAUSE_END}]", text[at : at + 60], maxsplit=1)[0]
    sentence = before + re.split(f"[{_SENTENCE_END}]", text[at : at + 200], maxsplit=1)[0]
    features = [
        "bias",
        f"first={text[at]}",
        f"first2={text[at : at + 2]}",
        f"verb={text[at : at + 2] in VERBS}",
        f"verb3={text[at : at + 3] in VERBS}",
        f"-1={text[at - 1 : at] or '^'}",
        f"-2={text[max(0, at - 2) : at] or '^'}",
        f"-3={text[max(0, at - 3) : at] or '^'}",
        f"lead={_lead(lead)}",
        f"lead+verb={_lead(lead)} {text[at : at + 2] in VERBS}",
        f"length={min(8, len(following) // 3)}",
        f"commas before={min(4, before.count('，'))}",
        f"semicolons={'；' in sentence}",
        f"paragraph={min(3, text.count(chr(10), 0, at))}",
    ]
    features += [f"in clause={cue}" for cue in _STATEMENT if cue in following]
    features += [f"in lead={cue}" for cue in _DIRECTIVE if cue in lead]
    features += [f"before={cue}" for cue in _DIRECTIVE if cue in before]
    features += [f"sentence={cue}" for cue in (*_DIRECTIVE, *_STATEMENT) if cue in sentence]
    if any(char.isdigit() for char in following):
        features.append("number in clause")
    return features


_STATEMENT = (
    *(
        "了",
        "达到",
        "占",
        "增长",
        "下降",
        "超过",
        "仍",
        "较",
        "%",
        "认为",
        "显示",
        "表示",
        "指出",
        "是",
        "有",
        "年",
        "已",
    ),
    *("不", "为", "由", "的", "被", "称", "说", "使", "把", "将", "于", "从", "以", "在", "对"),
)
_DIRECTIVE = (
    *(
        "要",
        "应",
        "将",
        "建议",
        "提出",
        "主张",
        "需要",
        "必须",
        "要求",
        "强调",
        "计划",
        "决定",
        "一是",
        "二是",
        "三是",
    ),
    *(
        "通过",
        "以",
        "为",
        "并",
        "还",
        "已",
        "正在",
        "目的",
        "包括",
        "：",
        "任务",
        "对策",
        "方案",
        "规划",
        "战略",
        "措施",
    ),
    *("双方", "全省", "作者", "报告", "会议", "下一步", "今后", "方面"),
)


def _lead(lead: str) -> str:
    """What stands between the last mark and the start: nothing, a cue word, or something else."""
    if not lead:
        return "none"
    cue = next((cue for cue in sorted(CUES, key=len, reverse=True) if lead.endswith(cue)), None)
    return f"{cue} {len(lead) - len(cue) > 0}" if cue else "other"


def end_features(text: str, start: int, end: int) -> list[str]:
    """Names of the binary features of a measure `[start, end)`."""
    inside, after = text[start:end], text[end : end + 1] or "^"
    rest = text[end + 1 : end + 3]
    cue = _CUES.match(text, end + 1)
    next_verb = rest in VERBS or (cue is not None and text[cue.end() : cue.end() + 2] in VERBS)
    marks = min(3, inside.count("，"))
    pauses = min(3, inside.count("、"))
    clause = re.split("[，、]", inside)[-1]
    return [
        "bias",
        f"after={after}",
        f"after+verb={after} {next_verb}",
        f"after+2={after} {rest[:1]}",
        f"after+cue={after} {cue[0] if cue else ''}",
        f"commas={marks}",
        f"commas+after={marks} {after} {next_verb}",
        f"pauses+after={pauses} {after} {next_verb}",
        f"length={min(20, len(inside) // 2)}",
        f"last clause verb={clause[:2] in VERBS} {marks + pauses > 0}",
        f"last clause={clause[:1]}",
        f"last={inside[-1]}",
        f"ba={inside.startswith(('把', '以', '在', '从', '使', '让'))} {marks}",
        f"number={any(char.isdigit() for char in clause)} {marks > 0}",
    ]
