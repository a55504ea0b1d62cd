from api.http.filters import Address
from api.http.page.histogram import BASE, WIDTH, histogram


def test_bars_span_the_years_with_gaps_between() -> None:
    drawing = histogram(
        [{"id": "2003", "count": 4}, {"id": "2006", "count": 1}], Address("/search", [("q", "x")])
    )
    assert drawing is not None
    assert [(bar.year, bar.count) for bar in drawing.bars] == [(2003, 4), (2004, 0), (2005, 0), (2006, 1)]
    assert drawing.bars[0].height == BASE
    assert drawing.bars[-1].x + drawing.bars[-1].width <= WIDTH
    assert drawing.bars[0].href == "/search?q=x&from=2003&to=2003"


def test_no_years_no_drawing() -> None:
    assert histogram([], Address("/search", [])) is None
