"""The address of a reader is never one that the reader may choose."""

from ipaddress import ip_address

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from knowledgebase.client_address import client_address, one_reader

PROXY = "10.0.0.7"


def found(header: str | None, proxies: int, remote: str = PROXY) -> str | None:
    headers = {} if header is None else {"X-Forwarded-For": header}
    address = client_address(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers), proxies)
    return None if address is None else str(address)


@pytest.mark.parametrize("header", [None, "", "1.2.3.4", "1.2.3.4, 5.6.7.8", "unknown", "\x00,,"])
def test_without_proxies_the_header_counts_for_nothing(header: str | None) -> None:
    assert found(header, 0, "203.0.113.9") == "203.0.113.9"


@pytest.mark.parametrize(
    ("header", "proxies", "expected"),
    [
        ("203.0.113.9", 1, "203.0.113.9"),
        ("1.1.1.1, 203.0.113.9", 1, "203.0.113.9"),  # the first was written by the reader
        ("1.1.1.1, 203.0.113.9, 198.51.100.2", 2, "203.0.113.9"),
        ("203.0.113.9, 198.51.100.2", 2, "203.0.113.9"),
        ("203.0.113.9", 2, "203.0.113.9"),  # who went past the outer proxy is known to the inner one
        (" 203.0.113.9 ,", 1, "203.0.113.9"),
        ("203.0.113.9:51234", 1, "203.0.113.9"),
        ('"[2001:db8::1]:443"', 1, "2001:db8::1"),
        ("2001:db8::1", 1, "2001:db8::1"),
        ("::ffff:203.0.113.9", 1, "203.0.113.9"),
        ("1.1.1.1, unknown", 1, None),
        ("1.1.1.1, 999.1.1.1", 1, None),
        (None, 1, None),
        (" , ,", 1, None),
    ],
)
def test_counted_from_the_right(header: str | None, proxies: int, expected: str | None) -> None:
    assert found(header, proxies) == expected


@pytest.mark.parametrize("remote", ["", "unix:", "@"])
def test_a_socket_has_no_address(remote: str) -> None:
    assert found(None, 0, remote) is None


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(1, 3))
def test_whatever_a_reader_writes_there_changes_nothing(written: str, proxies: int) -> None:
    added = ["203.0.113.9", *[f"198.51.100.{number}" for number in range(1, proxies)]]
    assert found(", ".join([written, *added]), proxies) == "203.0.113.9"


def test_an_ipv6_network_is_one_reader() -> None:
    names = {one_reader(ip_address(f"2001:db8:1:2:{end}")) for end in ("0:0:0:1", "ffff:0:0:1", "1:2:3:4")}
    assert names == {"2001:db8:1:2::/64"}
    assert one_reader(ip_address("2001:db8:1:3::1")) not in names
    assert one_reader(ip_address("203.0.113.9")) == "203.0.113.9"
