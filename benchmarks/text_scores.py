"""How much of the annotated reports the extractor finds: F1 over each half, the tuned one and the unseen one.

Run: python benchmarks/text_scores.py. Of the unseen half only these sums are printed (`docs/annotation.md`).
"""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

TESTS = Path(__file__).parents[1] / "tests/loaders"


def scorer() -> ModuleType:
    """The scorer beside the tests, which are no package."""
    spec = importlib.util.spec_from_file_location("score_extraction", TESTS / "score_extraction.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(TESTS / "score_extraction.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(half: str) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each figure, over all reports of one half."""
    from testigo.loaders.checker import checked
    from testigo.loaders.text.extractor import RuleExtractor

    scoring, extractor = scorer(), RuleExtractor()
    total: dict[str, tuple[int, ...]] = {}
    for path in sorted((TESTS / "text/reports" / half).glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text, day = path.with_suffix(".txt").read_text("utf-8"), gold["report"]["published"]
        found = checked(extractor.extract(text, day and date.fromisoformat(day)), text)
        for name, values in scoring.compare(json.loads(found.to_json()), gold)[0].items():
            total[name] = tuple(a + b for a, b in zip(total.get(name, (0, 0, 0)), values, strict=True))
    return {name: scoring.f1(*values) for name, values in total.items()}


def main() -> int:
    """Print both halves side by side."""
    tuned, unseen = scores("dev"), scores("test")
    for name, (precision, recall, f1) in tuned.items():
        other = unseen[name]
        print(f"{name:28} tuned on: P {precision:.2f} R {recall:.2f} F1 {f1:.2f}   ", end="")
        print(f"unseen: P {other[0]:.2f} R {other[1]:.2f} F1 {other[2]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
