"""All tests but those of the preview run without a network: `conftest` takes it away."""

import socket
import sys
import urllib.request

import pytest


def test_a_build_that_asked_a_network_would_be_noticed(asked: list[object]) -> None:
    with pytest.raises(AssertionError, match="the network was asked for"):
        urllib.request.urlopen("http://localhost:9/")
    with pytest.raises(AssertionError, match="the network was asked for"):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    assert len(asked) == 2
    asked.clear()


def test_another_machine_is_not_asked_behind_our_back(asked: list[object]) -> None:
    sys.audit("socket.getaddrinfo", "example.org", 80, 0, 0, 0)
    sys.audit("socket.connect", None, ("192.0.2.1", 80))
    sys.audit("socket.connect", None, ("127.0.0.1", 80))
    assert asked == ["example.org", "192.0.2.1"]
    asked.clear()
