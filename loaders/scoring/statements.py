"""Figures, matched by their span and bounds; statements, matched by their content, then speaker and modality."""

from __future__ import annotations

from collections.abc import Mapping

from testigo.loaders.extraction import Count, Extraction, Mention, Statement
from testigo.loaders.scoring.classes import MODALITY, same
from testigo.loaders.scoring.errors import Fault, Wrong, Wrongs
from testigo.loaders.scoring.figures import Tallies, Tally
from testigo.loaders.scoring.matching import LEAST, are_alike, left, likeness, overlap, pairs
from testigo.loaders.scoring.parts import Part


class Counts:
    """The figures of two extractions, held to each other."""

    def __init__(self, found: Extraction, wanted: Extraction) -> None:
        self.found, self.wanted = found.counts, wanted.counts
        self.pairs = pairs(self.found, self.wanted, _same_figure)

    def tallies(self) -> Tallies:
        """How many were found with their measure and bounds."""
        return {"figures": Tally(len(self.pairs), len(self.found), len(self.wanted))}

    def wrongs(self) -> Wrongs:
        """What is missed, spurious, or read as another figure."""
        missed = [self.wanted[j] for j in left(len(self.wanted), self.pairs.values())]
        spurious = [self.found[i] for i in left(len(self.found), self.pairs)]
        misread = pairs(spurious, missed, lambda a, b: overlap(a.span, b.span))
        for i, j in misread.items():
            yield Wrong(Part.FIGURES, Fault.VALUE, missed[j].span, _figure(missed[j]), _figure(spurious[i]))
        for j in left(len(missed), misread.values()):
            yield Wrong(Part.FIGURES, Fault.MISSED, missed[j].span, wanted=_figure(missed[j]))
        for i in left(len(spurious), misread):
            yield Wrong(Part.FIGURES, Fault.SPURIOUS, spurious[i].span, found=_figure(spurious[i]))


def _same_figure(found: Count, wanted: Count) -> int:
    is_same = (found.measure, found.low, found.high) == (wanted.measure, wanted.low, wanted.high)
    return overlap(found.span, wanted.span) if is_same else 0


def _figure(count: Count) -> str:
    return f"{count.measure} {'?' if count.low is None else count.low}–{'?' if count.high is None else count.high}"


class Statements:
    """The statements of two extractions, held to each other. `ids`: of an actor that was found → in the gold."""

    def __init__(self, found: Extraction, wanted: Extraction, ids: Mapping[str, str]) -> None:
        self.found, self.wanted, self._ids = found.statements, wanted.statements, ids
        self._mentions = {each.id: each.mentions for each in wanted.entities}
        self._names = {f"?{each.id}": each.name for each in found.entities}
        self._names |= {each.id: each.name for each in wanted.entities}
        self.pairs = pairs(self.found, self.wanted, _score)
        self.said = {i: j for i, j in self.pairs.items() if self._is_speaker(self.found[i], self.wanted[j])}
        self.meant = {
            i: j for i, j in self.said.items() if same(MODALITY, self.found[i].modality, self.wanted[j].modality)
        }

    def tallies(self) -> Tallies:
        """How many were found, how many with their speaker, how many with their modality too."""
        sides = len(self.found), len(self.wanted)
        return {
            "statements": Tally(len(self.pairs), *sides),
            "statements+speaker": Tally(len(self.said), *sides),
            "statements+speaker+modality": Tally(len(self.meant), *sides),
        }

    def by_rule(self) -> dict[str, tuple[int, int, int, int]]:
        """Rule → how many statements it made; right in content, speaker too, modality too. One without is `-`."""
        found: dict[str, tuple[int, int, int, int]] = {}
        for i, each in enumerate(self.found):
            before = found.get(each.rule or "-", (0, 0, 0, 0))
            now = (1, i in self.pairs, i in self.said, i in self.meant)
            found[each.rule or "-"] = (before[0] + now[0], before[1] + now[1], before[2] + now[2], before[3] + now[3])
        return found

    def _is_speaker(self, found: Statement, wanted: Statement) -> bool:
        """Whether one of the speakers is the gold's or named by words that name it; nobody where the gold has none."""
        if not wanted.speakers:
            return not found.speakers
        if any(self._ids.get(each) in wanted.speakers for each in found.speakers):
            return True
        named = [mention for each in wanted.speakers for mention in self._mentions.get(each, ())]
        named += [wanted.speaker_span] if wanted.speaker_span else []
        span: Mention | None = found.speaker_span
        return span is not None and any(are_alike(span, each) for each in named)

    def wrongs(self) -> Wrongs:
        """What is missed or spurious, and what has another speaker or modality."""
        for j in left(len(self.wanted), self.pairs.values()):
            wanted = self.wanted[j]
            yield Wrong(Part.STATEMENTS, Fault.MISSED, wanted.content, wanted=self._speakers(wanted, ids=None))
        for i in left(len(self.found), self.pairs):
            found = self.found[i]
            said_by = self._speakers(found, self._ids)
            yield Wrong(Part.STATEMENTS, Fault.SPURIOUS, found.content, found=said_by, rule=found.rule)
        for i, j in self.pairs.items():
            found, wanted = self.found[i], self.wanted[j]
            if i not in self.said:
                speakers = self._speakers(wanted, None), self._speakers(found, self._ids)
                yield Wrong(Part.STATEMENTS, Fault.SPEAKER, wanted.content, *speakers, found.rule)
            elif i not in self.meant:
                yield Wrong(
                    Part.STATEMENTS, Fault.MODALITY, wanted.content, wanted.modality, found.modality, found.rule
                )

    def _speakers(self, one: Statement, ids: Mapping[str, str] | None) -> str:
        keys = one.speakers if ids is None else [ids.get(each, f"?{each}") for each in one.speakers]
        return ", ".join(self._names.get(each, each) for each in keys) or "nobody named"


def _score(found: Statement, wanted: Statement) -> float:
    value = likeness(found.content, wanted.content)
    return value if value >= LEAST else 0
