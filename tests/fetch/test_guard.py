"""Addresses that may be connected to: those of the public internet, whatever they are wrapped in."""

import pytest

from reportedly.fetch.guard import is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:0:127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b:1::127.0.0.1",
        "64:ff9b:1:ffff::1",
        "2002:7f00:1::",
        "no address",
    ],
)
def test_what_leads_elsewhere_is_refused(address: str) -> None:
    """Private addresses are told in every form in which IPv6 writes IPv4 ones."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])
def test_the_public_internet_is_open(address: str) -> None:
    """Addresses of the internet are taken, those that a network translates, too."""
    assert is_public(address)
