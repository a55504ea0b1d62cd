"""Bytes to text: UTF-8, UTF-16, the Chinese encodings and, last, what charset-normalizer makes of them."""

import codecs
import re

from ingest.read.unreadable import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_SAMPLE = 100_000
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LEGACY = ["cp1252", "big5", "cp949", "shift_jis", "euc_jp", "cp1251", "koi8_r"]


def decode(data: bytes) -> str:
    """`data` as text. Raises UnreadableError, naming the byte at fault, where it is no text."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(f"is {name}, not text; give it its own extension or leave it out")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(data, error)
    if "\0" in text:
        return _other(data, None)
    return text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error) from error


def _other(data: bytes, error: UnicodeDecodeError | None) -> str:
    wide = _utf16(data)
    if wide is not None:
        return wide
    control = _CONTROL.search(data[:_SAMPLE])
    if control or error is None:
        position = control.start() if control else data.index(0)
        raise UnreadableError(
            f"is binary data, not text (byte 0x{data[position]:02X} at offset {position}); leave it out"
        )
    if _mostly_utf8(data):
        raise _undecodable(data, error)
    text = _chinese(data) or _legacy(data)
    if text is None:
        raise _undecodable(data, error)
    return text


def _undecodable(data: bytes, error: UnicodeDecodeError) -> UnreadableError:
    byte = f"byte 0x{data[error.start]:02X} at offset {error.start}"
    return UnreadableError(f"{byte} is no {error.encoding} text; save the file as UTF-8")


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of the spaces and line breaks in it is zero."""
    if len(data) % 2 or not data:
        return None
    for encoding, spaces in (
        ("utf-16-le", (b" \0", b"\n\0", b"\r\0")),
        ("utf-16-be", (b"\0 ", b"\0\n", b"\0\r")),
    ):
        pairs = [data[i : i + 2] for i in range(0, min(len(data), _SAMPLE), 2)]
        ascii_or_han = sum(pair in spaces or _is_common(pair, encoding) for pair in pairs)
        if ascii_or_han > 0.9 * len(pairs):
            return _strictly(data, encoding)
    return None


def _is_common(pair: bytes, encoding: str) -> bool:
    code = int.from_bytes(pair, "little" if encoding == "utf-16-le" else "big")
    return 0x20 <= code < 0x7F or code in (9, 10, 13) or 0x4E00 <= code < 0xA000 or 0x3000 <= code < 0x3020


def _mostly_utf8(data: bytes) -> bool:
    """Whether sound multi-byte sequences outnumber the broken ones five to one."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for char in text if char > "\x7f") - broken
    return sound > 5 * broken


def _chinese(data: bytes) -> str | None:
    """GB 18030 text (GBK and GB 2312 are parts of it), told from others by the characters it gives."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    others = [char for char in text[:_SAMPLE] if char > "\x7f"]
    common = sum(_in_gb2312(char) for char in others)
    return text if common > 0.95 * len(others) else None


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return char in "—·…〔〕"
    return True


def _legacy(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_LEGACY).best()
    if best is None:
        return None
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        return None
