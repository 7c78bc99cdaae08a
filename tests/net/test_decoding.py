from __future__ import annotations

import contextlib
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.net.decoding import (
    CutOffError,
    DamagedError,
    EncodingError,
    TooLongError,
    UnknownEncodingError,
    decompress,
)

FEED = "<rss><channel><title>Бишкек</title></channel></rss>".encode() * 20


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


RAW_DEFLATE = zlib.compress(FEED)[2:-4]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (FEED, ""),
        (FEED, "identity"),
        (FEED, "UTF-8"),
        (FEED, "none"),
        (FEED, "binary, 8bit"),
        (FEED, "gzip"),
        (FEED, "deflate"),
        (b"\xef\xbb\xbf" + FEED, "deflate"),
        (packed(FEED), "gzip"),
        (packed(FEED), "GZIP"),
        (packed(FEED), "x-gzip"),
        (packed(FEED), "UTF-8"),
        (packed(FEED), ""),
        (packed(FEED[:50]) + packed(FEED[50:]), "gzip"),
        (b"".join(packed(FEED[at : at + 7]) for at in range(0, len(FEED), 7)), "gzip"),
        (packed(FEED) + bytes(512), "gzip"),
        (packed(packed(FEED)), "gzip"),
        (packed(packed(FEED)), "gzip, gzip"),
        (zlib.compress(FEED), "deflate"),
        (RAW_DEFLATE, "deflate"),
        (packed(zlib.compress(FEED)), "deflate, gzip"),
    ],
)
def test_content_is_read_as_servers_send_it(content: bytes, encoding: str) -> None:
    assert decompress(content, encoding, limit=2**20).removeprefix(b"\xef\xbb\xbf") == FEED


@pytest.mark.parametrize(
    ("content", "encoding", "error"),
    [
        (FEED, "br", UnknownEncodingError),
        (FEED, "gzip, zstd", UnknownEncodingError),
        (packed(FEED)[:-9], "gzip", CutOffError),
        (packed(FEED) + packed(FEED)[:30], "gzip", CutOffError),
        (packed(FEED)[:10] + b"\xff" * 40, "gzip", DamagedError),
        (b"\xff\x01\x02" * 9, "deflate", DamagedError),
        (packed(bytes(2**21)), "gzip", TooLongError),
        (zlib.compress(bytes(2**21)), "deflate", TooLongError),
        (packed(bytes(2**20)) + packed(b"x"), "gzip", TooLongError),
        (bytes(2**20 + 1), "", TooLongError),
    ],
)
def test_what_cannot_be_had_says_why(content: bytes, encoding: str, error: type[EncodingError]) -> None:
    with pytest.raises(error):
        decompress(content, encoding, limit=2**20)


@given(st.binary(max_size=300), st.sampled_from(["", "gzip", "deflate", "gzip, deflate", "none"]))
def test_any_bytes_are_survived(tail: bytes, encoding: str) -> None:
    for content in (tail, b"\x1f\x8b\x08" + tail, packed(FEED) + tail):
        with contextlib.suppress(EncodingError):
            assert len(decompress(content, encoding, limit=4096)) <= 4096
