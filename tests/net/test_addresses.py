from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.net.addresses import host_key, host_of, is_inside, leads_inside, without_password


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.0.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:192.168.1.1",
        "64:ff9b::7f00:1",
        "2002:c0a8:101::1",
        "ff02::1",
    ],
)
def test_addresses_of_this_machine_and_its_network_are_inside(address: str) -> None:
    assert is_inside(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808", "kun.uz", ""])
def test_others_are_not(address: str) -> None:
    assert not is_inside(address)


async def test_a_name_is_inside_by_what_it_resolves_to() -> None:
    async def resolve(host: str) -> Sequence[str]:
        if host == "nowhere.example":
            raise OSError
        return {"mixed.example": ["8.8.8.8", "10.0.0.1"]}.get(host, ["8.8.8.8"])

    assert await leads_inside("mixed.example", resolve, proxied=False)
    assert not await leads_inside("mixed.example", resolve, proxied=True)
    assert not await leads_inside("open.example", resolve, proxied=False)
    assert not await leads_inside("nowhere.example", resolve, proxied=False)
    for host in ("localhost", "a.localhost", "127.0.0.1", "::1"):
        assert await leads_inside(host, resolve, proxied=True)


@pytest.mark.parametrize(
    ("url", "key", "host"),
    [
        ("https://a.example/feed", "a.example", "a.example"),
        ("http://A.example:8080/x", "a.example:8080", "a.example"),
        ("http://me:secret@a.example/", "a.example", "a.example"),
        ("http://a.example:65536/", "", ""),
        ("http://a.example:x/", "", ""),
        ("http://[x", "", ""),
        ("ftp://a.example/", "", ""),
        ("", "", ""),
    ],
)
def test_the_host_of_an_address(url: str, key: str, host: str) -> None:
    assert (host_key(url), host_of(url)) == (key, host)


@given(st.text(max_size=60), st.text(max_size=20))
def test_a_password_is_never_shown(before: str, after: str) -> None:
    host_key(before)
    assert "secret" not in without_password(f"http://me:secret@a.example/{after.replace('secret', '')}")
    without_password(before)
