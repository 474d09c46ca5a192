"""Names that no file or folder may have on Windows: its devices have them."""

import re

_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])", re.IGNORECASE)


def is_reserved(name: str) -> bool:
    """Tell whether Windows keeps a name, whatever suffix it may have.

    https://learn.microsoft.com/windows/win32/fileio/naming-a-file

    >>> is_reserved("con"), is_reserved("Com1"), is_reserved("contour")
    (True, True, False)
    """
    return bool(_DEVICE.fullmatch(name))
