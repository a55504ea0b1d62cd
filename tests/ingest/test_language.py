import pytest

from ingest.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The province should extend the chains of its petrochemical industry.", "en"),
        ("推动黑龙江省产业转型升级，关键在于三方面力量。", "zh"),
        ("加快ABC公司与FAW、BMW和CATL的合作，扩大对外开放。", "zh"),
        (
            "The Opinions (关于近期支持东北振兴的意见) list thirty-five measures for state firms.",
            "en",
        ),
        ("La province doit moderniser ses industries et attirer de nouveaux investissements privés.", "fr"),
        ("Провинция должна развивать промышленность и привлекать новые инвестиции.", "ru"),
        ("東北地方の産業政策について、政府は新しい計画を発表しました。", "ja"),
        ("동북 지역의 산업 정책을 발표했다.", "ko"),
    ],
)
def test_the_language_of_most_of_the_text_counts(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "2016", "Daqing", "FAW BMW"])
def test_what_is_too_short_to_tell_counts_as_english(text):
    assert detect_language(text) == "en"
