"""Whether a text is in a language that the rules cover."""

from __future__ import annotations

import re

FUNCTION_WORDS = frozenset((
    "the", "of", "and", "to", "in", "a", "that", "was", "for", "on", "is", "with", "by", "at",
    "as", "from", "were", "have", "has", "had", "been", "it", "he", "she", "they", "their", "his", "but",
    "not", "or", "an", "who", "which", "this", "after", "be", "are", "said",
))  # fmt: skip
LEAST_SHARE = 0.12  # English news has about 0.4; Spanish, French and German stay below 0.1
SHORT_WORDS = 12  # a headline may do without function words


def is_english(text: str) -> bool:
    """Whether enough of the words are English function words; a short text in Latin letters passes."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not words:
        return False
    if sum(word.isascii() for word in words) < 0.6 * len(words):
        return False
    return len(words) < SHORT_WORDS or sum(word in FUNCTION_WORDS for word in words) >= LEAST_SHARE * len(words)
