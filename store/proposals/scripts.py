"""Words of a name in any script, folded so that spellings of one word become one key."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
LETTERS = str.maketrans("أإآٱؤئىیکةۀھہے", "ااااويييكهههه" + "ي", "ءٔ")
ARTICLE = re.compile("^(?:و|ب)?ال(?=..)|^لل(?=..)")
DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
SLASHED = re.compile(r"\b([A-Z]{2,})/([A-Z]{1,2})\b")
POSSESSIVE = re.compile(r"(?<=\w)['’ʼ`]s\b|(?<=s)['’ʼ`](?=\s|$)")
ELIDED = re.compile(r"\b[ldLD]['’ʼ](?=\w)")
DASH = re.compile(r"(?<=\s)[-–—]+(?=\s)|[–—]|:")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
PIECE = re.compile(r"[(\[]|[)\]]|\x1f|-|[^\W_]+(?:['’ʼʻʾʿ`´][^\W_]+)*")
ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)?$")
ROMAN = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9", "XI": "11", "XII": "12"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as it stands, its key, and where it stands.

    `qualifies`: it stands in brackets or after a dash. `joined`: a hyphen ties it to the word before.
    """

    text: str
    key: str
    qualifies: bool = False
    bracketed: bool = False
    joined: bool = False

    @property
    def is_arabic(self) -> bool:
        return ARABIC.match(self.key) is not None

    @property
    def is_number(self) -> bool:
        return self.key.isdigit()


def words(literal: str) -> list[Word]:
    """The words of a name, in order, articles of Arabic words taken off.

    >>> [word.key for word in words("الجيش العربيّ السوري")]
    ['جيش', 'عربي', 'سوري']
    >>> [word.key for word in words("U.S. Army's 25th Division (Hawaii)")]
    ['us', 'army', '25', 'division', 'hawaii']
    """
    found: list[Word] = []
    depth, dashed, hyphen = 0, False, False
    for piece in PIECE.findall(_cleaned(literal)):
        if piece in "([":
            depth += 1
        elif piece in ")]":
            depth = max(0, depth - 1)
        elif piece == "\x1f":
            dashed = bool(found)
        elif piece == "-":
            hyphen = bool(found)
            continue
        elif key := folded(piece):
            after_letters = hyphen and found[-1].text.isupper() and len(found[-1].text) > 1
            inside = depth > 0 and bool(found)
            found.append(Word(piece, key, inside or dashed or after_letters, inside, hyphen))
        hyphen = False
    return found


def _cleaned(literal: str) -> str:
    text = unicodedata.normalize("NFKC", literal).translate(DIGITS)
    text = DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    text = SLASHED.sub(r"\1\2", text)
    return DASH.sub("\x1f", ELIDED.sub("", POSSESSIVE.sub("", text)))


@lru_cache(maxsize=100_000)
def folded(piece: str) -> str:
    """The key of one word: Arabic letters in one form each, other scripts in small Latin letters.

    >>> folded("المصطفى"), folded("مصطفي"), folded("Miloševič"), folded("25th"), folded("III")
    ('مصطفي', 'مصطفي', 'milosevic', '25', '3')
    """
    if piece in ROMAN:
        return ROMAN[piece]
    if ARABIC.match(piece):
        return ARTICLE.sub("", MARKS.sub("", piece)).translate(LETTERS)
    plain = piece if piece.isascii() else anyascii(piece)
    letters = "".join(filter(str.isalnum, plain)).lower()
    number = ORDINAL.match(letters)
    return str(int(number[1])) if number else letters
