"""Marks for the tools that gather what pages say, where it stands in a table.

A table is made before anybody knows the language; what it holds is translated where it is used.
"""


def N_(message: str) -> str:  # noqa: N802 - what the tools that gather messages look for
    """Mark an English message."""
    return message


def NP_(context: str, message: str) -> str:  # noqa: N802
    """Mark an English message whose sense the context tells."""
    return message
