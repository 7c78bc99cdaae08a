"""What the errors of sockets, TLS and httpx2 mean, as codes."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterator
from datetime import datetime

from careader.model import Code, Failure


class UnusableError(Exception):
    """An answer that cannot be used: why, and with `pauses` that the host wants to be left alone."""

    def __init__(self, code: Code, *, pauses: bool = False, retry_after: str = "", **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.pauses = pauses
        self.retry_after = retry_after

    def failure(self, host: str, retry_at: datetime | None = None) -> Failure:
        """Return it as the failure of a host."""
        return Failure(host, self.code, self.params, retry_at)


def problem_of(error: Exception, *, proxied: bool, total: float, connect: float, read: float) -> UnusableError:
    """Return what an error means that was raised while an address was asked for, perhaps through a proxy.

    The limits are in seconds.
    """
    import httpx2

    match error:
        case UnusableError():
            return error
        case TimeoutError():
            return _timeout(total)
        case httpx2.ConnectTimeout():
            return _timeout(connect)
        case httpx2.TimeoutException():
            return _timeout(read)
        case httpx2.ProxyError():
            return UnusableError(Code.PROXY_REFUSED)
        case httpx2.ConnectError():
            return UnusableError(Code.PROXY_UNREACHABLE) if proxied else _why_not_connected(error)
        case httpx2.TransportError() | httpx2.StreamError():
            return UnusableError(Code.NO_PROPER_ANSWER, pauses=True)
        case httpx2.InvalidURL() | httpx2.RequestError() | UnicodeError() | OverflowError():
            return UnusableError(Code.NOT_AN_ADDRESS)
        case ValueError():  # an answer that not even the parser of HTTP foresaw, such as a status that is no number
            return UnusableError(Code.NO_PROPER_ANSWER, pauses=True)
    if any(isinstance(cause, OSError) for cause in _causes(error)):
        return _why_not_connected(error)
    if any(isinstance(cause, UnicodeError | OverflowError) for cause in _causes(error)):
        return UnusableError(Code.NOT_AN_ADDRESS)
    return UnusableError(Code.UNEXPECTED, error=type(error).__name__)


def _timeout(seconds: float) -> UnusableError:
    return UnusableError(Code.TIMEOUT, pauses=True, seconds=f"{seconds:g}")


def _why_not_connected(error: BaseException) -> UnusableError:
    """Say why there is no connection. The network of this machine may be down: no host is blamed for it."""
    causes = list(_causes(error))
    for kinds, problem in (
        ((socket.gaierror, UnicodeError), UnusableError(Code.DNS)),
        ((ssl.SSLCertVerificationError,), UnusableError(Code.CERTIFICATE)),
        ((ssl.SSLError,), UnusableError(Code.TLS)),
        ((ConnectionRefusedError,), UnusableError(Code.REFUSED, pauses=True)),
        ((OverflowError, ValueError), UnusableError(Code.NOT_AN_ADDRESS)),
    ):
        if any(isinstance(cause, kinds) for cause in causes):
            return problem
    return UnusableError(Code.UNREACHABLE)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Return the error, what it came from, and the members of groups among them."""
    while error is not None and not isinstance(error, asyncio.CancelledError):
        yield error
        if isinstance(error, BaseExceptionGroup):
            for member in error.exceptions:
                yield from _causes(member)
        error = error.__cause__ or error.__context__
