"""HTML copied as it was written, but for the tags that are to change."""

import html
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]


class Copier(HTMLParser):
    """Copies an author's HTML into `parts`; whoever builds on it writes some tags anew.

    Comments, which are notes of the author's, declarations and processing instructions are
    left out. References to characters stay as they are written.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Copy a tag."""
        self.parts.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Copy a tag that ends at once: it has no end tag."""
        self.handle_starttag(tag, attrs)

    def put_tag(self, tag: str, attrs: Attributes) -> None:
        """Write the tag that is being read with another name, or other attributes."""
        written = "".join(
            f" {name}" if value is None else f' {name}="{html.escape(value)}"'
            for name, value in attrs
        )
        ended = " /" if (self.get_starttag_text() or "").endswith("/>") else ""
        self.parts.append(f"<{tag}{written}{ended}>")

    def handle_endtag(self, tag: str) -> None:
        """Copy an end tag."""
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Copy text."""
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        """Copy a named character."""
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Copy a numbered character."""
        self.parts.append(f"&#{name};")
