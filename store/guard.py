"""The read-only guard for a user's own Cypher.

A session in read mode does not stop writes everywhere, so a statement is read here first: its words outside strings,
quoted names and comments. It may begin only as a question begins; no word in it may begin a clause that writes; only
procedures and name spaces of functions that read may be called. Where two engines could read a text in different
ways (an escaped letter, an odd line break), it is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from testigo.ontology.errors import UnsafeQuery
from testigo.store.protocols import NOTHING

if TYPE_CHECKING:
    from testigo.store.protocols import Store

FIRST = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "EXPLAIN", "PROFILE"})
PREFIXES = frozenset({"EXPLAIN", "PROFILE"})
WRITING = frozenset(
    {"CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP", "INSERT", "FOREACH", "LOAD", "USE"}
)
PROCEDURES = frozenset(
    {
        "db.index.fulltext.querynodes", "db.index.fulltext.queryrelationships", "db.labels", "db.propertykeys",
        "db.relationshiptypes", "db.schema.nodetypeproperties", "db.schema.reltypeproperties", "dbms.components",
    }
)  # fmt: skip
NAME_SPACES = frozenset({"date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"})

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\r\n]*|/\*.*?\*/)
  | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
  | (?P<quoted>`(?:[^`]|``)*`)
  | (?P<number>[0-9]+)
  | (?P<word>[^\W0-9]\w*)
  | (?P<sign>[^'"`\s])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a statement: its kind (string, quoted, number, word, sign), and how it stands there."""

    kind: str
    text: str

    @property
    def word(self) -> str:
        """The word in capitals, letters that an engine may fold into ASCII folded; "" for anything else."""
        return unicodedata.normalize("NFKC", self.text).casefold().upper() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        """A name, quoted or not, in lower case; "" for anything else."""
        plain = self.text[1:-1].replace("``", "`") if self.kind == "quoted" else self.text
        return plain.lower() if self.kind in ("quoted", "word") else ""


NONE = Token("sign", "")


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a user's question, and whether more were left out."""

    rows: list[dict[str, Any]]
    is_cut: bool


def answer(
    store: Store, cypher: str, parameters: Mapping[str, object] = NOTHING, *, timeout_s: float = 30, limit: int = 10_000
) -> Answer:
    """The rows of a user's own statement, at most `limit`, within `timeout_s`. Raises UnsafeQuery."""
    check(cypher)
    rows = store.read(cypher, parameters, timeout_s=timeout_s, limit=limit + 1)
    return Answer(rows[:limit], len(rows) > limit)


def check(cypher: str) -> None:
    """Raises UnsafeQuery where a statement could do anything but read.

    >>> check("MATCH (n:Actor) RETURN n.name")
    >>> check("MATCH (n) SET n.name = 'x'")
    Traceback (most recent call last):
    testigo.ontology.errors.UnsafeQuery: only questions are run here, and SET writes
    """
    _refuse_ambiguity(cypher)
    tokens = list(_tokens(cypher))
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    _check_start(tokens)
    for index, token in enumerate(tokens):
        if token.text == ";" and token.kind == "sign":
            raise UnsafeQuery("one statement at a time: there is a ; between two")
        _check_word(tokens, index)
        _check_call(tokens, index)
        _check_function(tokens, index)


def _refuse_ambiguity(cypher: str) -> None:
    """What engines read in different ways."""
    if re.search(r"\\[uU]", cypher):
        raise UnsafeQuery("a \\u escape may hide a word: write the letter itself, or pass the text as a parameter")
    for letter in cypher:
        if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") and letter not in "\t\n\r":
            raise UnsafeQuery(
                f"the invisible character U+{ord(letter):04X} may hide a word: leave it out, or pass it as a parameter"
            )


def _tokens(cypher: str) -> Iterator[Token]:
    position = 0
    while position < len(cypher):
        found = _TOKEN.match(cypher, position)
        if not found:
            raise UnsafeQuery(f"a string or quoted name that begins at character {position} does not end")
        if found.lastgroup == "sign" and cypher.startswith("/*", position):
            raise UnsafeQuery(f"the comment that begins at character {position} does not end")
        if _joins_words(cypher, found):
            raise UnsafeQuery(f"the comment at character {position} stands in the middle of a word")
        if found.lastgroup != "space":
            yield Token(str(found.lastgroup), found.group())
        position = found.end()


def _joins_words(cypher: str, found: re.Match[str]) -> bool:
    """Whether a comment stands directly between two letters: with it taken out, they are one word."""
    around = cypher[max(found.start() - 1, 0) : found.start()] + cypher[found.end() : found.end() + 1]
    return found.group().startswith("/*") and len(around) == 2 and all(each.isalnum() or each == "_" for each in around)


def _check_start(tokens: list[Token]) -> None:
    """Administration begins with words of its own; a question does not."""
    words = [token.word for token in tokens]
    while words and words[0] in PREFIXES:
        words.pop(0)
    if not words or words[0] not in FIRST - PREFIXES:
        begins = tokens[len(tokens) - len(words)].text if words else "nothing"
        raise UnsafeQuery(f"a question begins with MATCH, WITH, UNWIND, RETURN or CALL, not with {begins}")


def _check_word(tokens: list[Token], index: int) -> None:
    """A word that writes is a mere name only after `.` of a name, after `:` or `$`, or before `:`."""
    word = tokens[index].word
    if word == "TRANSACTIONS" and _at(tokens, index - 1).word in ("IN", "CONCURRENT"):
        raise UnsafeQuery("a question is not run IN TRANSACTIONS")
    if word not in WRITING:
        return
    before, after = _at(tokens, index - 1), _at(tokens, index + 1)
    of_a_name = before.text == "." and (_at(tokens, index - 2).name or _at(tokens, index - 2).text in (")", "]"))
    if not (of_a_name or before.text in (":", "$") or after.text == ":"):
        raise UnsafeQuery(f"only questions are run here, and {word} writes")


def _check_call(tokens: list[Token], index: int) -> None:
    """CALL of a subquery, or of a procedure that reads."""
    if (
        tokens[index].word != "CALL"
        or _at(tokens, index - 1).text in (".", ":", "$")
        or _at(tokens, index + 1).text in ("{", "(")
    ):
        return
    names = [_at(tokens, index + 1).name]
    position = index + 2
    while _at(tokens, position).text == ".":
        names.append(_at(tokens, position + 1).name)
        position += 2
    procedure = ".".join(names)
    if procedure not in PROCEDURES:
        raise UnsafeQuery(
            f"the procedure {procedure or '(none)'} may not be called; these may: {', '.join(sorted(PROCEDURES))}"
        )


def _check_function(tokens: list[Token], index: int) -> None:
    """`space.function(…)`: of a name space whose functions read."""
    if tokens[index].text != "(" or not _at(tokens, index - 1).name or _at(tokens, index - 2).text != ".":
        return
    position, names = index - 1, [_at(tokens, index - 1).name]
    while _at(tokens, position - 1).text == "." and (name := _at(tokens, position - 2).name):
        names.insert(0, name)
        position -= 2
    is_procedure = _at(tokens, position - 1).word == "CALL"
    if not is_procedure and names[0] not in NAME_SPACES:
        raise UnsafeQuery(f"the function {'.'.join(names)} may not be called: its name space is not known to only read")


def _at(tokens: list[Token], index: int) -> Token:
    return tokens[index] if 0 <= index < len(tokens) else NONE
