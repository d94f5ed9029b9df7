"""Inflected forms of English words, for looking words up where no model gives lemmas."""

from __future__ import annotations

IRREGULAR = {
    "slay": ("slew", "slain"), "fight": ("fought",), "shoot": ("shot",), "burn": ("burnt",),
    "flee": ("fled", "fleeing"), "seize": ("seized",), "ram": ("rammed", "ramming"), "stab": ("stabbed", "stabbing"),
    "rob": ("robbed", "robbing"), "kidnap": ("kidnapped", "kidnapping"), "die": ("died", "dying"),
    "flog": ("flogged", "flogging"), "whip": ("whipped", "whipping"), "overrun": ("overran",), "retake": ("retook",),
    "withdraw": ("withdrew", "withdrawn"), "fly": ("flew", "flown"), "hold": ("held",), "gut": ("gutted",),
}  # fmt: skip
MEN = "man"


def forms(word: str) -> set[str]:
    """The word with its regular and known irregular forms, as noun and as verb.

    >>> sorted(forms("clash")), sorted(forms("gunman"))
    (['clash', 'clashed', 'clashes', 'clashing'], ['gunman', 'gunmen'])
    """
    if word.endswith(MEN):
        return {word, f"{word[:-3]}men"}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return {word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing", *IRREGULAR.get(word, ())}
    stem = word.removesuffix("e")
    plural = f"{word}es" if word.endswith(("s", "sh", "ch", "x", "z")) else f"{word}s"
    return {word, plural, f"{stem}ed", f"{stem}ing", *IRREGULAR.get(word, ())}
