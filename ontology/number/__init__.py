"""Document numbers (发文字号): their grammar in Chinese and English, and the bodies behind the codes."""

from ontology.number.code import code_book
from ontology.number.document_number import DocumentNumber
from ontology.number.find import NumberMatch, find_numbers, read_number

__all__ = ["DocumentNumber", "NumberMatch", "code_book", "find_numbers", "read_number"]
