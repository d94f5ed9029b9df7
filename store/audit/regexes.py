r"""Patterns of SHACL for `=~`, which is Java's and matches the whole string.

`sh:pattern` is a partial match. The shapes' patterns are those of XPath, which the exact engines read as Rust's and
Python's; Java differs in what `$`, `.`, `\d`, `\s` and `\w` mean. What is written here means the same to all of
them, and what cannot be is left to the exact engine by name.
"""

from __future__ import annotations

import re

from testigo.ontology.errors import ValidationError

FLAGS = re.compile(r"\(\?([a-z]*)\)(.*)", re.DOTALL)
_CLASS = r"\[\^?\]?(?:\\[^pPuUx0-9kgGbBAZzhHvVRXQE]|[^\[\]\\&~]|&(?!&)|~(?!~))*\]"
_TOKEN = re.compile(
    rf"{_CLASS}|\\[dDsSwWnrtf]|\\[^A-Za-z0-9]|\(\?:|[()|^.]|[^\\$()\[\]{{}}*+?|^.]"
    r"|(?P<repeat>[*+?]\??|\{\d+(?:,\d*)?\}\??)|(?P<end>\$)",
    re.DOTALL,
)
_MEANING = "dU"  # lines end at \n alone, and classes are of Unicode


class NotInCypher(ValidationError):
    """What a shape says cannot be asked in Cypher; the message is the reason, for a reader of the shapes."""


def java(regex: str) -> str:
    r"""The pattern of a plan, flags written into it, as one for `=~`. Raises NotInCypher.

    >>> java("^[a-z]+$")
    '(?dU)(?s:.*?)(?:^[a-z]+\\z)(?s:.*)'
    """
    match = FLAGS.fullmatch(regex)
    flags, pattern = (match[1], match[2]) if match else ("", regex)
    if "x" in flags:
        raise NotInCypher("sh:flags x")
    return f"(?{_MEANING}{flags})(?s:.*?)(?:{_translated(pattern, 'm' in flags)})(?s:.*)"


def _translated(pattern: str, lines: bool) -> str:
    """The pattern token by token; without the flag m, `$` is the end of the string alone."""
    written, at, repeats = "", 0, False
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None or (token["repeat"] and repeats):  # of `a++` Java gives nothing back
            raise NotInCypher(f"the pattern {pattern!r}: Java reads {pattern[at : at + 8]!r} in another way")
        written += (r"\z" if not lines else "$") if token["end"] else token[0]
        at, repeats = token.end(), bool(token["repeat"]) or token[0] in {"(", "(?:", "|"}
    return written
