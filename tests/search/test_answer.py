def test_the_sentence_that_answers_comes_first_with_its_source(searcher, small_articles):
    answer = searcher.answer("What happens to old blast furnaces in Anshan?")
    best = answer.sentences[0]
    assert best.document == "liaoning-steel"
    texts = {article.document.id: article.document.text for article in small_articles}
    for sentence in answer.sentences:
        assert texts[sentence.document][sentence.start : sentence.end] == sentence.text


def test_a_question_without_words_is_not_answered(searcher):
    assert searcher.answer("?!").sentences == ()
    assert searcher.answer("").sentences == ()
