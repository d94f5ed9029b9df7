"""How much of the annotated reports the extractor finds: F1 over each half, the tuned one and the unseen one.

Run: python benchmarks/text_scores.py. Of the unseen half only these sums are printed (`docs/annotation.md`).
"""

from __future__ import annotations

import sys
from pathlib import Path

from testigo.loaders.scoring.figures import Tallies

REPORTS = Path(__file__).parents[1] / "tests/loaders/text/reports"


def scores(half: str) -> Tallies:
    """Each figure, over all reports of one half."""
    from testigo.loaders.checker import checked
    from testigo.loaders.extraction import Extraction
    from testigo.loaders.scoring.comparison import compared
    from testigo.loaders.scoring.figures import added
    from testigo.loaders.text.extractor import RuleExtractor

    extractor, found = RuleExtractor(), []
    for path in sorted((REPORTS / half).glob("*.json")):
        gold = Extraction.from_json(path.read_bytes())
        text = path.with_suffix(".txt").read_text("utf-8")
        read = checked(extractor.extract(text, gold.report.published), text)
        found.append(compared(read, gold).tallies)
    return added(found)


def main() -> int:
    """Print both halves side by side."""
    tuned, unseen = scores("dev"), scores("test")
    for name, here in tuned.items():
        there = unseen[name]
        print(f"{name:28} tuned on: P {here.precision:.2f} R {here.recall:.2f} F1 {here.f1:.2f}   ", end="")
        print(f"unseen: P {there.precision:.2f} R {there.recall:.2f} F1 {there.f1:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
