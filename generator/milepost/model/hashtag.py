"""What a hashtag is: `#fog`, `#दिल्ली-की`, and not `#1`."""

import re

# Letters, marks and digits of any script: all but spaces and punctuation. It begins with no
# digit, so that `#1` is a number, and has a letter or digit: its page needs an address.
# Control characters are marks of the Markdown library.
_SIGN = r"""[^\s\x00-\x1f#.,;:!?¡¿()\[\]{}<>"'“”‘’«»…/\\|&*~`=+%$^@।、。]"""
HASHTAG = rf"""(?<![\w&/#])#((?![\d_-])(?={_SIGN}*?[^\W_]){_SIGN}+)"""


def hashtags(words: str) -> list[str]:
    """Return the hashtags in plain words, without their signs.

    >>> hashtags("Two #chai, #1 and #fog-lamp-")
    ['chai', 'fog-lamp']
    """
    return [word.rstrip("-_") for word in re.findall(HASHTAG, words)]
