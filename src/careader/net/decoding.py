"""Undoing the Content-Encoding of an answer, as servers use it and not only as it is specified. Pure."""

from __future__ import annotations

import zlib

_GZIP = b"\x1f\x8b"
_UNKNOWN = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip"})
_MOST_LAYERS = 3


class EncodingError(Exception):
    """The content cannot be had."""


class UnknownEncodingError(EncodingError):
    """It is compressed in a way that was not asked for; the message is its name."""


class DamagedError(EncodingError):
    """What is compressed is not sound."""


class CutOffError(EncodingError):
    """What is compressed ends too early."""


class TooLongError(EncodingError):
    """It is longer than the limit."""


def decompress(content: bytes, encoding: str, *, limit: int) -> bytes:
    """Return the content of an answer that names this Content-Encoding. Raises EncodingError.

    Plain bytes are taken as they are, whatever the header says: a name that is no compression ("none", "UTF-8") or one
    that does not fit. What starts like gzip is gzip, named or not, in one member or several, up to three times over.
    Never more than `limit` bytes and one are made of it.
    """
    names = [name.strip().lower() for name in encoding.split(",")]
    deflated = "deflate" in names
    if unknown := next((name for name in names if name in _UNKNOWN), ""):
        raise UnknownEncodingError(unknown)
    for _ in range(_MOST_LAYERS):
        if content.startswith(_GZIP):
            content = _gunzip(content, limit)
        elif deflated:
            content, deflated = _inflate(content, limit), False
        else:
            break
    if len(content) > limit:
        raise TooLongError
    return content


def _gunzip(content: bytes, limit: int) -> bytes:
    """Decompress the members of a gzip stream; what follows the last and is none, such as padding, is left out."""
    whole = bytearray()
    while content.startswith(_GZIP):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        whole += _decompressed(member, content, limit - len(whole))
        content = member.unused_data
    return bytes(whole)


def _inflate(content: bytes, limit: int) -> bytes:
    """Decompress what is said to be deflated: with the header of zlib or without, or not compressed at all."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return _decompressed(zlib.decompressobj(bits), content, limit)
        except DamagedError:
            continue
    if content.lstrip()[:1] in (b"<", b"{", b"[", b"\xef"):
        return content
    raise DamagedError


def _decompressed(stream: zlib._Decompress, content: bytes, limit: int) -> bytes:
    try:
        whole = stream.decompress(content, limit + 1)
    except zlib.error:
        raise DamagedError from None
    if len(whole) > limit:
        raise TooLongError
    if not stream.eof:
        raise CutOffError
    return whole
