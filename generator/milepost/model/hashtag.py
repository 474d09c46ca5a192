"""What a hashtag is: `#fog`, `#दिल्ली-की`, and not `#1`."""

import re

# Letters, marks and digits of any script: all but spaces and punctuation. It begins with no
# digit, so that `#1` is a number. Control characters are marks of the Markdown library.
HASHTAG = (
    r"(?<![\w&/#])#((?![\d_-])"
    r"""[^\s#.,;:!?¡¿()\[\]{}<>"'“”‘’«»…/\\|&*~`=+%$^@।、。\x00-\x1f]+)"""
)


def hashtags(words: str) -> list[str]:
    """Return the hashtags in plain words, without their signs.

    >>> hashtags("Two #chai, #1 and #fog-lamp-")
    ['chai', 'fog-lamp']
    """
    return [word.rstrip("-_") for word in re.findall(HASHTAG, words)]
