"""Gather the messages of code and templates, and bring them into the catalogues of the theme.

    python tools/messages.py            # every catalogue of the default theme
    python tools/messages.py sv         # and begin one for another language

What a catalogue has said already stays; what is new in it is empty, and what nobody asks for
any more is gone. Catalogues hold no dates and no lines, so that they change only with their
messages.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "themes/default/locales"
_PLACES = (
    (
        ROOT / "generator/milepost",
        [(f"{part}/**.py", "python") for part in ("publish", "draw", "assemble")],
    ),
    (ROOT / "themes/default/templates", [("**.html", "jinja2"), ("**.svg", "jinja2")]),
)
_HEAD = """msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
_KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "NP_": ((1, "c"), 2),
    "_in": None,  # what classes that say much call the gettext and ngettext of their Words
    "_say": None,
    "_count": (1, 2),
}
_COMMENTS = ("For translators:", "Translators:")  # of templates Jinja reads the first word
_OPTIONS = {"**": {"trimmed": "true", "silent": "false"}}


def gathered() -> Catalog:
    """Return a catalogue of all messages, with the files that ask for them."""
    catalogue = Catalog(fuzzy=False)
    for place, message, comments, context in sorted(_messages(), key=repr):
        catalogue.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalogue


def _messages() -> Iterator[tuple[str, object, list[str], str | None]]:
    for root, methods in _PLACES:
        for name, _, message, comments, context in extract_from_dir(
            root, methods, _OPTIONS, _KEYWORDS, comment_tags=_COMMENTS
        ):
            place = (root / name).relative_to(ROOT).as_posix()
            yield place, message, comments, context


def renewed(path: Path, messages: Catalog) -> bytes:
    """Return a catalogue's text with all messages in it, and no others."""
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
    else:
        catalogue = Catalog(locale=path.stem)
    catalogue.update(messages, no_fuzzy_matching=True)
    return written(catalogue)


def written(catalogue: Catalog) -> bytes:
    """Return the text of a catalogue, its messages file by file."""
    out = BytesIO()
    write_po(
        out,
        catalogue,
        width=96,
        omit_header=True,
        sort_by_file=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    head = _HEAD.format(language=catalogue.locale, plurals=catalogue.plural_forms)
    return head.encode() + b"\n" + out.getvalue()


def main(languages: list[str]) -> None:
    """Renew the catalogues that there are, and those of more languages."""
    LOCALES.mkdir(exist_ok=True)
    messages = gathered()
    wanted = {path.stem for path in LOCALES.glob("*.po")} | {*languages}
    for name in sorted(wanted):
        path = LOCALES / f"{name}.po"
        path.write_bytes(renewed(path, messages))
        print(f"{path.relative_to(ROOT)}: {len(messages)} messages")


if __name__ == "__main__":
    main(sys.argv[1:])
