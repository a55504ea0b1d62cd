import codecs

import pytest

from ingest.read.decode import decode
from ingest.read.unreadable import UnreadableError

CHINESE = "国务院印发《关于近期支持东北振兴若干重大政策举措的意见》。\n一是改革；二是“开放”。"
ENGLISH = "The “Made in China 2025” plan of the café owners – 3 € a cup, naïve or not.\nIt ends."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk"])
def test_chinese_text_is_read_in_every_encoding_in_use(encoding):
    assert decode(CHINESE.encode(encoding)).removeprefix("\ufeff") == CHINESE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_western_text_is_not_taken_for_chinese(encoding):
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


def test_big5_text_is_read():
    text = "國務院發布關於東北地區等老工業基地振興的若干意見，並要求各省市認真貫徹落實，推動經濟發展。" * 3
    assert decode(text.encode("big5")) == text


def test_a_broken_byte_in_utf8_text_is_named_by_its_offset():
    data = CHINESE.encode()
    with pytest.raises(UnreadableError, match="byte 0xFF at offset 30 is no utf-8 text"):
        decode(data[:30] + b"\xff" + data[30:])


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"PK\x03\x04...", b"\x1f\x8b\x08", b"a\0b\x01c" * 9])
def test_binary_data_is_refused(data):
    with pytest.raises(UnreadableError, match="not text"):
        decode(data)


def test_half_a_utf16_character_at_the_end_is_reported():
    with pytest.raises(UnreadableError, match="is no utf-16"):
        decode(codecs.BOM_UTF16_LE + "港口".encode("utf-16-le")[:-1])
