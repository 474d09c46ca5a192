"""What pages say in the reader's language: catalogues of gettext in a theme's `locales/`.

The words in templates and code are English. A catalogue says what each of them is elsewhere;
what it does not have stays English, and is noted so that `check` can tell.
"""

import gettext
import hashlib
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from milepost.errors import Problem, ThemeError
from milepost.read.files import is_own

FOLDER = "locales"
_RLM, _FSI, _PDI = (
    "\N{RIGHT-TO-LEFT MARK}",
    "\N{FIRST STRONG ISOLATE}",
    "\N{POP DIRECTIONAL ISOLATE}",
)
MARKS = _RLM + _FSI + _PDI  # that nobody sees
_FILLED = re.compile(r"%%|%\(\w+\)s")
_VALUES = re.compile(r"%\(\w+\)s|\{\w+\}")
_VALUE = re.compile(r'(?<!=")%\(\w+\)s')  # but for addresses in attributes


class _English(gettext.NullTranslations):
    """Gives back what it is asked for, as it is in English, and notes it.

    `leftward` tells that the values in it are of a language written from right to left.
    """

    def __init__(self, *, leftward: bool) -> None:
        super().__init__()
        self.asked: dict[str, None] = {}
        self._leftward = leftward

    def gettext(self, message: str) -> str:
        """Return a message."""
        self.asked[message] = None
        return _within_english(message) if self._leftward else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return one of two messages by the rule of English."""
        self.asked[msgid1] = None
        message = msgid1 if n == 1 else msgid2
        return _within_english(message) if self._leftward else message

    def pgettext(self, context: str, message: str) -> str:
        """Return a message whose sense the context tells."""
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Return one of two messages whose sense the context tells."""
        return self.ngettext(msgid1, msgid2, n)


class Catalogue:
    """The messages of one language; equal to another if it was read from the same bytes.

    `known` tells whether there is any catalogue for the language.
    """

    def __init__(self, language: str = "en", texts: Sequence[tuple[str, bytes]] = ()):
        """Read PO files, the first of which goes before the others.

        `texts` are names for messages, and contents. Raise ThemeError for one that is broken.
        """
        self._english = _English(leftward=_is_leftward(language))
        self._first: gettext.NullTranslations = self._english
        for name, data in reversed(texts):
            found = _translations(language, name, data)
            found.add_fallback(self._first)
            self._first = found
        self._is_english = language.split("-")[0].lower() == "en"
        self.known = bool(texts) or self._is_english
        self._digest = hashlib.sha256(repr((language, tuple(texts))).encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Catalogue) and other._digest == self._digest

    def __hash__(self) -> int:
        return hash(self._digest)

    @property
    def translations(self) -> gettext.NullTranslations:
        """The messages as the standard library and Jinja want them."""
        return self._first

    @property
    def missing(self) -> tuple[str, ...]:
        """What was asked for so far and nobody has translated, in that order."""
        return () if self._is_english else tuple(self._english.asked)


def _translations(language: str, name: str, data: bytes) -> gettext.GNUTranslations:
    locale = language.replace("-", "_")
    try:
        read = read_po(BytesIO(data), locale=locale, abort_invalid=True, charset="utf-8")
    except (PoFileError, ValueError) as error:
        raise ThemeError(Problem(f"not a catalogue of messages: {error}", name)) from error
    for message in read:
        for wrong in message.check(read):  # a placeholder that is another, or missing
            raise ThemeError(Problem(f"'{message.id}': {wrong}", name, message.lineno))
        if message.id and (told := _wrong(message, read.num_plurals)):  # the head has no id
            raise ThemeError(Problem(told, name, message.lineno))
        if not any(_texts(message.string)):
            message.string = ""  # else English would stand in the place of another theme's
    if _is_leftward(language):
        for message in read:
            forms = message.string or ""
            if isinstance(forms, str):
                message.string = _isolated(forms)
            else:
                message.string = tuple(map(_isolated, forms))
    compiled = BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _is_leftward(language: str) -> bool:
    return str(Locale.parse(language, sep="-").text_direction) == "rtl"


def _wrong(message: Message, plurals: int) -> str:
    """Say what is wrong with a translation; "" if nothing is, or if there is none."""
    said, asked = _texts(message.string), " / ".join(_texts(message.id))
    for text in said:
        if "%" in _FILLED.sub("", text):
            return f"'{text}' has a % that stands for nothing; write %% for the sign itself"
        for value in _VALUES.findall(text):
            if value not in asked:
                return f"'{text}' asks for {value}, which '{asked}' does not know"
    if not isinstance(message.id, str) and any(said) and not all((*said, len(said) == plurals)):
        return f"'{message.id[0]}' needs a text for each of its {plurals} forms"
    return ""


def _texts(said: str | Sequence[str] | None) -> Sequence[str]:
    return (said,) if isinstance(said, str) else said or ()


def _isolated(said: str) -> str:
    """Let the values of a message keep their own order, and the message that of its language.

    Else a number behind a Latin name would go with the name, and leave its unit behind; and
    what is nothing but values would have no order as a value of another message.
    """
    apart = _VALUE.sub(rf"{_FSI}\g<0>{_PDI}", said)
    return said if apart == said else _RLM + apart


def _within_english(said: str) -> str:
    """Let the values of a message that stayed English keep their order, as the message does."""
    apart = _isolated(said)
    return apart.removeprefix(_RLM) if re.search(r"[A-Za-z]", _VALUE.sub("", said)) else apart


def beside(parts: Sequence[str], *, leftward: bool) -> str:
    """Put parts beside each other, `a · b`, in the order that a page is written in.

    Each keeps its own order, so that English parts of a page in Arabic follow each other.
    """
    if leftward and len(parts) > 1:
        return _RLM + " · ".join(f"{_FSI}{part}{_PDI}" for part in parts)
    return " · ".join(parts)


def catalogue_in(folders: Sequence[Path], language: str) -> Catalogue:
    """Return the catalogue of a language in a chain of theme folders, the first going before.

    For `pt-BR` that is `pt_BR.po`, and `pt.po` for what is not there. Raise ThemeError.
    """
    paths = [folder / FOLDER / f"{name}.po" for name in _names(language) for folder in folders]
    texts = [
        (f"{path.parent.parent.name}/{FOLDER}/{path.name}", path.read_bytes())
        for path in paths
        if is_own(path, path.parent.parent)
    ]
    return Catalogue(language, texts)


def _names(language: str) -> Iterator[str]:
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        yield "_".join(parts[:length])
