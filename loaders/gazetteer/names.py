"""How the names of places are compared: what is folded, and what a name says about its kind of place.

Three keys, from strict to loose. `folded` takes away what transliterations and editors disagree about:
case, diacritics, apostrophes, hyphens. `bare` also takes away the Arabic article, in which they disagree
most (Raqqa, Ar-Raqqah, al-Raqqa); because that makes El Salvador and Salvador one, it is a second choice.
`designation` takes away a word of administration or settlement and keeps what it says.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from testigo.ontology.ids import normalised
from testigo.ontology.terms import PlaceKind

BARE = "~"  # precedes a bare key in the table of names, where no folded key begins with it

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ى": "ي", "ة": "ه"}
)
_SILENT = re.compile("['’‘`´ʼʻʿʾʹʺ\"“”ـ]")
_BREAKS = re.compile(r"[-‐‑–—.,/_()~\s]+")
_ARTICLES = frozenset(
    (
        "al",
        "el",
        "ul",
        "ad",
        "adh",
        "an",
        "ar",
        "as",
        "ash",
        "at",
        "ath",
        "az",
        "ed",
        "en",
        "er",
        "es",
        "esh",
        "et",
        "ez",
    )
)
_ARABIC_ARTICLE = re.compile(r"(?<!\S)ال(?=\S{3})")

SETTLEMENT = frozenset({PlaceKind.CITY, PlaceKind.VILLAGE})
PROVINCE = frozenset({PlaceKind.GOVERNORATE, PlaceKind.REGION})
DISTRICT = frozenset({PlaceKind.DISTRICT})

_SAYS = (
    dict.fromkeys(("city", "town", "village", "township"), SETTLEMENT)
    | dict.fromkeys(("suburb", "neighborhood", "neighbourhood", "quarter"), SETTLEMENT | {PlaceKind.AREA})
    | dict.fromkeys(
        ("governorate", "muhafazah", "province", "state", "region", "oblast", "prefecture", "republic", "krai"),
        PROVINCE,
    )
    | dict.fromkeys(
        (
            "district", "raion", "rayon", "municipality", "territory", "commune", "lga", "agency", "zone", "cercle",
            "county", "regency", "constituency", "locality", "departement", "department", "council", "qada", "mintaqat",
        ),
        DISTRICT,
    )
)  # fmt: skip
_CENTRE = frozenset({"markaz"})  # "Markaz Tartus district" is the district around the town of Tartus


class Designation(NamedTuple):
    """What is left of a name without its word of administration, and the kinds of place the word allows."""

    base: str
    kinds: frozenset[PlaceKind]


def folded(name: str) -> str:
    """The key of a name: normalised, without diacritics, apostrophes, hyphens and stops.

    >>> folded("Bāniyās"), folded("Deir ez-Zor"), folded("Sol’deu"), folded("Łódź")
    ('baniyas', 'deir ez zor', 'soldeu', 'lodz')
    """
    text = normalised(name)
    if not text.isascii():
        # decomposed before the letters are mapped, so that ṩ and ﻼ come apart, and again without their marks
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")
        text = text.translate(_LETTERS)
    return _BREAKS.sub(" ", _SILENT.sub("", text)).strip()


def bare(key: str) -> str:
    """A folded name without its Arabic articles; a name that is nothing else stays as it is.

    >>> bare("ar raqqah"), bare("deir ez zor"), bare("al"), bare("اللاذقيه")
    ('raqqah', 'deir zor', 'al', 'لاذقيه')
    """
    words = [word for word in key.split() if word not in _ARTICLES]
    return _ARABIC_ARTICLE.sub("", " ".join(words)) if words else key


def is_acronym(name: str) -> bool:
    """Whether a name is one only as long as it is in capitals: a car is not the CAR.

    >>> is_acronym("CAR"), is_acronym("U.S.A."), is_acronym("car"), is_acronym("Chad")
    (True, True, False, False)
    """
    letters = name.replace(".", "")
    return letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 5


def designation(key: str) -> Designation | None:
    """A folded name taken apart into base and word of administration; None where it has no such word.

    >>> designation("tartus governorate").base, designation("city of homs").base, designation("homs")
    ('tartus', 'homs', None)
    >>> designation("mintaqat markaz hamah district").base
    'hamah'
    """
    words = key.split()
    said = [_SAYS[word] for word in (words[-1:] + words[:1]) if word in _SAYS]
    if not said:
        return None
    base = _stripped(words)
    return Designation(" ".join(base), said[0]) if base else None


def _stripped(words: list[str]) -> list[str]:
    words = words[:-1] if words[-1] in _SAYS else words
    while words and (words[0] in _SAYS or words[0] in _CENTRE or words[0] == "of"):
        words = words[1:]
    return words
