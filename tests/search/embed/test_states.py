import numpy as np
import pytest

from search.embed import states as states_module
from search.embed.states import Pieces, WordStates, packaged_states


def by_word(encoder, texts, words):
    return [pieces.by_word(offsets) for pieces, offsets in zip(encoder.begin(texts)(), words, strict=True)]


def test_each_word_has_a_state_and_a_long_text_is_read_in_windows():
    text = "railway " * 400
    words = [8 * word for word in range(400)]
    short, long = by_word(packaged_states((1,)), ["a port", text], [[0, 2], words])
    assert short.shape == (2, 384)
    assert long.shape == (400, 384)
    assert np.isfinite(long).all()
    assert np.abs(long).sum(axis=1).min() > 0


def test_a_text_reads_nearly_the_same_alone_and_beside_others():
    encoder = packaged_states((1,))
    (alone,) = by_word(encoder, ["build a port"], [[0, 6, 8]])
    beside = by_word(
        encoder, ["build a port", "the province widens its roads to the border"], [[0, 6, 8], [0]]
    )[0]
    # The scale of the 8-bit activations is that of the batch.
    likeness = (alone * beside).sum(axis=1) / np.linalg.norm(alone, axis=1) / np.linalg.norm(beside, axis=1)
    assert likeness.min() > 0.99


def test_no_text_and_no_words_are_no_trouble():
    assert packaged_states((1,)).begin([])() == []
    (states,) = by_word(packaged_states((1,)), [""], [[]])
    assert states.shape == (0, 384)


def test_states_begun_ahead_are_those_computed_at_once():
    encoder, words = packaged_states((1,)), [[0, 6, 8], [0, 4], [], [0]]
    texts = ["build a port", "the province widens its roads", "", "grain " * 600]
    first, second = encoder.begin(texts), encoder.begin(texts[:1])
    assert np.array_equal(second()[0].by_word(words[0]), by_word(encoder, texts[:1], words[:1])[0])
    for pieces, offsets, at_once in zip(first(), words, by_word(encoder, texts, words), strict=True):
        assert np.array_equal(pieces.by_word(offsets), at_once)


def test_a_word_has_the_mean_of_its_pieces_and_one_without_a_piece_none():
    states = np.array([[1, 0], [3, 2], [5, 5]], np.float32)
    means = Pieces(np.array([0, 2, 9]), states).by_word([0, 6, 9])
    assert means.tolist() == [[2, 1], [0, 0], [5, 5]]


def test_an_encoder_that_could_not_be_opened_says_so_once_and_is_opened_by_the_next_call(monkeypatch):
    encoder = WordStates(packaged_states((1,))._folder, (1,))
    openings = []

    def failing(graph, threads):
        openings.append(threads)
        if len(openings) == 1:
            raise MemoryError("no room for the encoder")
        return open_session(graph, threads)

    open_session = states_module.open_session
    monkeypatch.setattr(states_module, "open_session", failing)
    with pytest.raises(MemoryError, match="no room"):
        encoder.begin(["a port"])()
    assert len(encoder.begin(["a port"])()) == len(encoder.begin(["a port"])()) == 1
    assert len(openings) == 2
