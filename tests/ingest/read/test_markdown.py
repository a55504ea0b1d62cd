import pytest

from ingest.read.markdown import read_markdown
from ingest.read.unreadable import UnreadableError


def test_front_matter_gives_the_metadata_and_the_body_the_text():
    draft = read_markdown(
        "---\nid: ports-2018\ntitle: 'Ports: open'\nauthors: [Li Na, Wu Di]\npublisher: DRC\n"
        "date: 2018-03-26\nurl: http://example.org/a\nlanguage: en\ntranslation_of: ports-zh\n---\n"
        "\nThe ports are closed.\n"
    )
    assert (draft.id, draft.title, draft.authors) == ("ports-2018", "Ports: open", ("Li Na", "Wu Di"))
    assert (draft.publisher, draft.date, draft.url) == ("DRC", "2018-03-26", "http://example.org/a")
    assert (draft.language, draft.translation_of, draft.text) == ("en", "ports-zh", "The ports are closed.")


def test_without_front_matter_the_first_heading_is_the_title():
    draft = read_markdown("# Ports\n\nThe ports are closed.\n\n## Next\n\nThey open.")
    assert (draft.title, draft.text) == ("Ports", "The ports are closed.\n\nNext\n\nThey open.")


def test_markup_goes_and_lists_tables_and_wrapped_lines_stay_readable():
    draft = read_markdown(
        "The **ports** of [Dalian](http://example.org) are\nclosed, see Guofa [2014] No. 28.\n\n"
        "- build *roads*\n- cut taxes\n\n3. third\n\n| Port | Tonnes |\n|---|---|\n| Dalian | 300 |\n\n"
        "口岸\n开放。"
    )
    assert draft.text.split("\n\n") == [
        "The ports of Dalian are closed, see Guofa [2014] No. 28.",
        "- build roads",
        "- cut taxes",
        "3. third",
        "Port | Tonnes",
        "Dalian | 300",
        "口岸开放。",
    ]


@pytest.mark.parametrize(
    ("front", "reason"),
    [("- a\n- b", "name: value"), ("title: [", "no valid YAML"), ("title: {a: 1}", '"title" is')],
)
def test_bad_front_matter_is_said(front, reason):
    with pytest.raises(UnreadableError, match=reason):
        read_markdown(f"---\n{front}\n---\nText.")
