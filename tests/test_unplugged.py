"""All tests but those of the preview run without a network: `conftest` takes it away."""

import socket
import urllib.request

import pytest


def test_a_build_that_asked_a_network_would_be_noticed() -> None:
    with pytest.raises(AssertionError, match="the network was asked for"):
        urllib.request.urlopen("http://localhost:9/")
    with pytest.raises(AssertionError, match="the network was asked for"):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)
