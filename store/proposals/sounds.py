"""How a word sounds: its consonants and the vowels between them, the same for Arabic and for Latin letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# S sh, x kh, G gh, T th, D dh and the Arabic letters that are written d, dh or z
ARABIC = dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهپچژگڤ", "btTjhxdDrzsSsDtDGfqklmnhpSjgv", strict=True))
ARABIC_VOWELS = {"ا": "a", "و": "u", "ي": "i", "ع": "*"}
LATIN = re.compile("sch|tch|sh|ch|kh|gh|dh|th|ph|dj|ck|ee|oo|ou|[a-z]")
LATIN_SOUNDS = {
    "sch": "S", "tch": "S", "sh": "S", "ch": "S", "kh": "x", "gh": "G", "dh": "D", "th": "T", "ph": "f", "dj": "j",
    "ck": "k", "c": "k",
}  # fmt: skip
VOWELS = {"a": "a", "e": "e", "i": "i", "o": "u", "u": "u", "y": "i", "w": "u", "ee": "i", "oo": "u", "ou": "u"}
CLOSE = frozenset(map(frozenset, ("qk", "qg", "Gg", "Gq", "gj", "Dd", "Dz", "Ts", "Tt", "vw", "vf")))
CLOSE_ACROSS = frozenset(map(frozenset, ("pb", "gk", "bv")))  # Arabic has no p, g, v
CLASSES = str.maketrans("qgGjxTDzSpvw", "kkkkksddsbff")
COST_CLOSE, COST_VOWEL, COST_FAINT = 0.06, 0.3, 0.08


@dataclass(frozen=True, slots=True)
class Sound:
    """Consonants, and the vowels before each and after the last: one string more than there are consonants."""

    consonants: str
    vowels: tuple[str, ...]
    vocalised: bool  # False: Arabic script, which leaves short vowels out

    @property
    def key(self) -> str:
        """What close sounds share; h and a last t, which spellings leave out, are not in it.

        >>> sound("qadhafi").key == sound("gaddafi").key == sound("قذافي").key == 'kdf'
        True
        """
        bare = self.consonants.replace("h", "").translate(CLASSES)
        return bare[:-1] if len(bare) > 2 and bare[-1] == "t" else bare


@lru_cache(maxsize=200_000)
def sound(key: str) -> Sound:
    """The sound of a word's key (`scripts.folded`).

    >>> sound("hussein")
    Sound(consonants='hsn', vowels=('', 'u', 'ei', ''), vocalised=True)
    >>> sound("حسين")
    Sound(consonants='hsn', vowels=('', '', 'i', ''), vocalised=False)
    """
    arabic = "\u0600" <= key[:1] <= "\u08ff"
    consonants: list[str] = []
    vowels = [""]
    for vowel, letter in _arabic(key) if arabic else _latin(key):
        if vowel:
            vowels[-1] += letter if not vowels[-1].endswith(letter) else ""
        elif not consonants or letter != consonants[-1] or vowels[-1]:
            consonants.append(letter)
            vowels.append("")
    if len(consonants) > 1 and consonants[-1] == "h" and not vowels[-1]:
        del consonants[-1], vowels[-1]
        if arabic and not vowels[-1]:
            vowels[-1] = "a" if key[-1] == "ه" else "*"  # ta marbuta; a ha or ayn that Latin may write as a vowel
    return Sound("".join(consonants), tuple(vowels), not arabic)


def _arabic(key: str) -> list[tuple[bool, str]]:
    found = []
    for at, letter in enumerate(key):
        if at == 0 and letter in "وي" and len(key) > 1:
            found.append((False, "w" if letter == "و" else "y"))
        elif letter in ARABIC_VOWELS:
            found.append((True, ARABIC_VOWELS[letter]))
        elif letter in ARABIC:
            found.append((False, ARABIC[letter]))
    return found


def _latin(key: str) -> list[tuple[bool, str]]:
    found = []
    for match in LATIN.finditer(key):
        letters = match[0]
        if match.start() == 0 and letters in "wy" and len(key) > 1:
            found.append((False, letters))
        elif letters in VOWELS:
            found.append((True, VOWELS[letters]))
        else:
            found.append((False, LATIN_SOUNDS.get(letters, letters)))
    return found


def likeness(left: Sound, right: Sound) -> float:
    """How likely two words are spellings of one, 0 to 1.

    >>> likeness(sound("hussein"), sound("hossain")) > 0.9 > 0.7 > likeness(sound("hussein"), sound("hassan"))
    True
    """
    cost = _consonants(left, right)
    if cost is None:
        return 0.0
    last = min(len(left.consonants), len(right.consonants))
    for at in range(last + 1):
        cost += _vowels(left, right, at, at == last)
    return max(0.0, 1 - cost - _active_beside_passive(left, right))


def _consonants(left: Sound, right: Sound) -> float | None:
    """What unlike consonants cost; None where the two cannot be one word. A last t may be missing: Hay'a, Hay'at."""
    mine, yours = left.consonants, right.consonants
    if mine == yours:
        return 0.0
    if not mine or not yours:
        return None
    if abs(len(mine) - len(yours)) == 1 and min(len(mine), len(yours)) > 1:
        short, long = sorted((mine, yours), key=len)
        return COST_CLOSE if long == short + "t" else None
    if len(mine) != len(yours):
        return None
    close = CLOSE if left.vocalised == right.vocalised else CLOSE | CLOSE_ACROSS
    unlike = [frozenset((a, b)) for a, b in zip(mine, yours, strict=True) if a != b]
    return COST_CLOSE * len(unlike) if close.issuperset(unlike) else None


def _vowels(left: Sound, right: Sound, at: int, last: bool) -> float:
    a, b = left.vowels[at], right.vowels[at]
    if a == b:
        return 0.0
    if not left.vocalised and not right.vocalised:
        return COST_VOWEL if a.strip("*") != b.strip("*") or at == 0 else 0.0
    if left.vocalised and right.vocalised:
        return _latin_vowels(a, b, at == 0, last)
    written, spoken = (a, b) if right.vocalised else (b, a)
    return _mixed_vowels(written, spoken, at == 0, last)


LATIN_CLOSE = {"a": "ae", "e": "aei", "i": "ei", "u": "u"}


def _latin_vowels(a: str, b: str, first: bool, last: bool) -> float:
    """A vowel may be weak or left out inside; ai and ei are one, and i may stand for them; ia is another thing."""
    if not a or not b:
        there = a or b
        return COST_VOWEL if first or (last and there != "e") else COST_FAINT * len(there)
    if len(a) == len(b):
        return 0.0 if all(y in LATIN_CLOSE[x] for x, y in zip(a, b, strict=True)) else COST_VOWEL
    short, long = sorted((a, b), key=len)
    return COST_FAINT if len(long) == 2 and long[-1] in "iu" and short[-1] in LATIN_CLOSE[long[-1]] else COST_VOWEL


def _mixed_vowels(written: str, spoken: str, first: bool, last: bool) -> float:
    """Arabic writes its long vowels: each of them is spoken, and a long vowel that is spoken is written."""
    if first:
        return 0.0 if written and spoken else COST_VOWEL
    if last and {*written} <= {"i", "a"} and {*spoken} <= {"i", "a", "e"} and written and spoken:
        return COST_FAINT  # a last ya may be an alif, and the other way about
    at = 0
    for letter in written.replace("*", ""):
        found = next((n for n in range(at, len(spoken)) if spoken[n] in LATIN_CLOSE[letter]), None)
        if found is None:
            return COST_VOWEL
        at = found + 1
    if "*" in written:
        return 0.0
    if written == "i" and spoken == "e" and not last:
        return COST_VOWEL  # Samir is not Samer
    rest = spoken[at:] if written else spoken
    unwritten = len(rest) > 1 if not written else "a" in rest and not last
    return COST_VOWEL if unwritten or (last and not written and spoken not in ("", "e")) else 0.0


def _active_beside_passive(left: Sound, right: Sound) -> float:
    """What a vowel costs that tells names of three consonants apart: Samer and Samir, Jabr and Jaber."""
    if not (left.vocalised and right.vocalised) or len(left.vowels) != 4 or len(right.vowels) != 4:
        return 0.0
    (_, first, second, third), (_, other_first, other_second, other_third) = left.vowels, right.vowels
    if first != "a" or other_first != "a" or third or other_third:
        return 0.0
    return COST_VOWEL if {second, other_second} in ({"e", "i"}, {"", "e"}, {"", "i"}) else 0.0
