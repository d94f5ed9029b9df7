"""Actors that have a proper name: people, organisations, states, communities."""

from __future__ import annotations

import re

from testigo.loaders.text.mentions.names import ProperName
from testigo.loaders.text.mentions.places import owns
from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.mentions.seams import is_known_place
from testigo.loaders.text.mentions.sides import key_of, side_of_name
from testigo.loaders.text.reading.lexicon import actor_words, countries, demonyms
from testigo.loaders.text.reading.phrases import lemma_of


def add_names(names: list[ProperName], roster: Roster) -> None:
    """Enter the proper names of actors. A person is known again by the last name, an organisation by its initials."""
    for name in names:
        if owns(name):
            continue
        if name.node in ("state", "place") and name.head.i not in roster.place_at:
            roster.add(state(name.words.text, roster), name.words, name.head)
        elif name.node == "actor":
            figurant = _known(name, roster) or _new(name)
            roster.add(figurant, name.words, name.head)
            figurant.titles |= _titles(name)


def state(name: str, roster: Roster) -> Figurant:
    """The state of that name as an actor, the one met before or a new one; an organisation where no place is so named.

    One word may name a capital that no gazetteer knows; of several words a known one has to be among the places.
    """
    key = name.lower()
    is_state = " " not in name or name in countries() or is_known_place(name)
    kind = "foreign-state" if is_state else "civil-society"
    known = next((one for one in roster.of("actor") if one.kind == kind and key in one.keys), None)
    return known or Figurant("actor", kind, name, is_named=True, keys={key})


def _new(name: ProperName) -> Figurant:
    text = name.words.text
    keys = {text.lower()}
    if name.kind == "person":
        keys.add(name.words[-1].lower_)
    elif initials := "".join(word[0] for word in text.split() if word[0].isupper()):
        keys |= {initials.lower()} if len(initials) > 1 else set()
        keys |= {alias.lower() for alias in _alias(name)}
        last = text.split(" of ")[0].split()[-1]
        keys.add(f"~{name.kind}:{last.lower()}")
    if name.kind == "security-forces" and (side := side_of_name(text)) is not None:
        keys.add(key_of((side, "")))
    if name.kind == "community":
        keys.add(f"community:{singular(text)}")
    kind = next((actor_words().names[alias] for alias in _alias(name) if alias in actor_words().names), name.kind)
    return Figurant("actor", kind, text, is_named=True, keys=keys)


def singular(name: str) -> str:
    """The name of a community without the plural's ending, in lower case."""
    return name.lower().removesuffix("s")


def _alias(name: ProperName) -> list[str]:
    """An abbreviation in brackets right after the name."""
    after = name.words.doc[name.words.end : name.words.end + 4].text
    match = re.match(r"\(([A-Z][\w.-]{1,10})\)", after)
    return [match.group(1)] if match else []


def _known(name: ProperName, roster: Roster) -> Figurant | None:
    wanted = name.words.text.lower()
    for one in roster.of("actor"):
        if not one.is_named:
            continue
        if (
            wanted in one.keys
            or _without_state(wanted) in {_without_state(key) for key in one.keys}
            or (name.kind == "person" and one.kind == "person" and _same_person(name, one))
            or (name.kind != "person" and " " not in wanted and f"~{one.kind}:{wanted}" in one.keys)
            or (name.kind != "person" and one.kind != "person" and _begins(wanted, one))
        ):
            one.keys.add(wanted)
            return one
    return None


def _begins(wanted: str, one: Figurant) -> bool:
    """As in "the Allied Front" for "the Allied Front for Ituri"."""
    full = one.name.lower()
    return " " in wanted and (full.startswith((f"{wanted} for ", f"{wanted} of ")))


def _without_state(name: str) -> str:
    """As in "Kenyan Society for X" and "Society for X" are one organisation."""
    first, _, rest = name.partition(" ")
    return rest if rest.count(" ") and first.title() in demonyms() else name


def _same_person(name: ProperName, one: Figurant) -> bool:
    """One of the two is the other's last name. Two full names that differ are two people."""
    parts = name.words.text.lower().split()
    return len(parts) == 1 and parts[0] in one.keys


def _titles(name: ProperName) -> set[str]:
    """The offices a person is said to hold, before or after the name."""
    head = name.head
    near = [*head.lefts, *(token for token in head.children if token.dep_ == "appos")]
    if head.dep_ == "appos":
        near.append(head.head)
    return {lemma_of(token) for token in near if lemma_of(token) in actor_words().titles}
