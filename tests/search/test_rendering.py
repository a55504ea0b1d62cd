import pytest

from search.lexicon import Lexicon
from search.question_vectors import QuestionVectors
from search.rendering import Rendering, Translator, rare_words, stand_ins, terms_of


@pytest.fixture(scope="module")
def lexicon(make_release, article):
    texts = {
        "grain": "Counties raise the grain yield and sell grain to the state.",
        "timber": "Loggers cut and sell timber; the timber yield of the forest fell.",
        "forest": "The forest grows where timber was cut; loggers found other work.",
        "store": "A state store sells grain, not timber.",
    }
    release = make_release([article(id_, id_.title(), text) for id_, text in texts.items()])
    return Lexicon(release.paths.index, QuestionVectors(release.paths.index, release.models).words)


def test_a_chinese_word_is_rendered_by_words_that_the_documents_have(lexicon, models):
    (word,) = Translator(models, lexicon).translate(["粮食"])
    assert word.text.endswith(" grain")
    assert terms_of([word]).keys() >= {"grain", "cereal"}


def test_names_and_words_in_other_script_stay_as_they_are(lexicon, models):
    pieces = [Rendering("Jilin", ("Jilin",)), "的ABC"]
    assert [word.text for word in Translator(models, lexicon).translate(pieces)] == [
        "Jilin",
        "ABC",
    ]


def test_only_words_that_hardly_any_document_has_are_rare(lexicon):
    assert rare_words("Do the woodcutters sell timber?", lexicon) == ["woodcutters"]


def test_near_words_stand_in_for_a_rare_one_and_count_less(lexicon):
    weights = stand_ins(["woodcutters"], lexicon)
    assert 0 < weights["timber"] < 1


def test_nothing_stands_in_where_no_word_is_near(lexicon):
    assert stand_ins(["qqxzzy"], lexicon) == stand_ins([], lexicon) == {}
