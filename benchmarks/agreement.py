"""How far two annotations of the same reports agree, by the metrics of the scorer: the ceiling of an extractor.

Run: python benchmarks/agreement.py
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1] / "tests" / "loaders"
REPORTS = TESTS / "text" / "reports"
Counted = Counter[tuple[str, str]]  # (metric, "hits" | "second" | "first"): how many


def compared(second: dict[str, Any], first: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    """By metric: what both have, what the second has, what the first has. Any: JSON."""
    spec = importlib.util.spec_from_file_location("score_extraction", TESTS / "score_extraction.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    scores: dict[str, tuple[int, int, int]] = scorer.compare(second, first)[0]
    return scores


def counted() -> Counted:
    """The sums over all reports that were read twice."""
    total: Counted = Counter()
    for path in sorted((REPORTS / "second").glob("*.json")):
        (first,) = REPORTS.glob(f"[dt]e*/{path.name}")
        for metric, parts in compared(json.loads(path.read_bytes()), json.loads(first.read_bytes())).items():
            total.update(
                {(metric, part): number for part, number in zip(("hits", "second", "first"), parts, strict=True)}
            )
    return total


def main() -> None:
    """Print a table: a metric a line, F1 and the numbers behind it."""
    total = counted()
    print("| | F1 | both | first | second |\n|---|---|---|---|---|")
    for metric in dict.fromkeys(metric for metric, _ in total):
        hits, second, first = (total[metric, part] for part in ("hits", "second", "first"))
        print(f"| {metric} | {2 * hits / (first + second):.2f} | {hits} | {first} | {second} |")


if __name__ == "__main__":
    main()
