import subprocess
import sys

import pytest

from ingest.parse import parse, parse_groups


def test_blocks_keep_their_place_in_the_text():
    text = "  China builds roads.\n\nJilin plants trees. It grows.\n"
    for block in parse(text):
        for token in block.doc:
            at = block.start + token.idx
            assert text[at : at + len(token)] == token.text


def test_spaces_and_line_ends_within_a_sentence_are_no_words():
    text = "It invests 5\u00a0billion\u00a0yuan in\nports and\tbuilds roads\nto them.\nJilin plants trees."
    (block,) = parse(text)
    assert len(block.doc.text) == len(text)
    assert [token.idx for token in block.doc if token.is_space] == [text.index("\nJilin")]


def test_a_very_long_line_is_cut_into_blocks():
    blocks = parse("Harbin opens a port. " * 3000)
    assert len(blocks) > 1
    assert sum(len(block.doc) for block in blocks) > 14_000


@pytest.mark.slow
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_no_more_of_a_text_is_parsed_at_once_the_longer_it_is(gap):
    groups = list(parse_groups(f"Harbin opens a port.{gap}" * 6000))
    assert len(groups) > 2
    assert max(sum(len(block.doc.text) for block in group) for group in groups) < 60_000


def test_parsing_leaves_torch_out_and_importable():
    program = (
        "import sys; from ingest.parse import parse; parse('China builds roads.');"
        "assert 'torch' not in sys.modules; import torch; assert torch.zeros(1).sum() == 0"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_empty_text_has_no_blocks():
    assert parse(" \n\n ") == []
