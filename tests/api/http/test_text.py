from api.http.page.text import Piece, annotated, excerpt, highlighted
from ontology.article import Annotation, Citation, Measure, Mention

TEXT = "Build a base in Daqing under Guofa [2014] No. 28.\n\nThen wait."


def mention(start: int, end: int) -> Mention:
    return Mention(start, end, TEXT[start:end], "region", "daqing", "Daqing", 0.9)


def citation(start: int, end: int) -> Citation:
    return Citation(start, end, TEXT[start:end], "unregistered", None, (), None, None, "number", 0.9)


def measure(start: int, end: int) -> Measure:
    return Measure(start, end, TEXT[start:end], "infrastructure", 0.8, "proposed")


def printed(annotation: Annotation) -> list[str]:
    paragraphs = annotated(TEXT, annotation)
    return ["".join(run.text for stretch in paragraph for run in stretch.runs) for paragraph in paragraphs]


def test_text_comes_back_whole_whatever_is_marked_in_it() -> None:
    everything = Annotation(
        "en", (), (mention(16, 22), mention(14, 30)), (citation(29, 48),), (measure(0, 22),)
    )
    assert printed(everything) == TEXT.split("\n\n") == printed(Annotation("en"))


def test_names_stand_inside_the_measure_that_holds_them() -> None:
    (first, *rest), _ = annotated(TEXT, Annotation("en", (), (mention(16, 22),), (), (measure(0, 22),)))
    assert (first.number, first.first, first.last) == (1, True, True)
    assert [(run.text, run.mark is not None) for run in first.runs] == [
        ("Build a base in ", False),
        ("Daqing", True),
    ]
    assert all(stretch.number is None for stretch in rest)


def test_a_name_that_crosses_the_end_of_a_measure_is_cut_there() -> None:
    (inside, outside), _ = annotated(TEXT, Annotation("en", (), (mention(16, 49),), (), (measure(0, 20),)))
    assert [run.first for run in inside.runs if run.mark] == [True]
    assert [(run.mark is not None, run.first) for run in outside.runs] == [(True, False)]


def test_a_citation_wins_over_a_mention_in_it() -> None:
    (paragraph, _) = annotated(TEXT, Annotation("en", (), (mention(29, 34),), (citation(29, 48),), ()))
    marks = [run.mark for stretch in paragraph for run in stretch.runs if run.mark]
    assert [type(mark) for mark in marks] == [Citation]


def test_highlights_may_overlap_and_overrun() -> None:
    assert highlighted("abcdef", [(1, 3), (2, 4), (5, 99)]) == [
        ("a", False),
        ("bcd", True),
        ("e", False),
        ("f", True),
    ]


def test_an_excerpt_shows_where_most_was_found_and_cuts_no_word() -> None:
    text = "word " * 200 + "coal mine " + "word " * 200
    pieces = excerpt(text, [(1000, 1004), (1005, 1009)], 100)
    assert pieces[0].text.startswith("… ")
    assert pieces[-1].text == " …"
    assert [piece.text for piece in pieces if piece.found] == ["coal", "mine"]
    shown = "".join(piece.text for piece in pieces).strip("… ")
    assert set(shown.split()) == {"word", "coal", "mine"}


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("no more than this", [], 100) == [Piece("no more than this", found=False, type="")]


def test_an_excerpt_tells_names_by_type_beside_what_was_found() -> None:
    pieces = excerpt("coal from Hegang", [(0, 4), (10, 13)], 100, [(10, 16, "region")])
    assert [(piece.text, piece.found, piece.type) for piece in pieces] == [
        ("coal", True, ""),
        (" from ", False, ""),
        ("Heg", True, "region"),
        ("ang", False, "region"),
    ]
