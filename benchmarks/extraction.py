"""How many reports of about 250 words are extracted in one second of CPU time, and what loading the model costs.

Run: python benchmarks/extraction.py [REPORTS]
"""

from __future__ import annotations

import sys
import time
from datetime import date
from importlib.resources import files

import bounds

WORDS = 250
FLOOR = 3.0  # reports per CPU second


def reports(number: int) -> list[str]:
    """Pieces of the sample report of about 250 words each, in turn."""
    sample = files("testigo.loaders").joinpath("samples/000_787ec250aeefa238.txt").read_text("utf-8")
    pieces: list[str] = []
    lines: list[str] = []
    for line in sample.splitlines():
        lines.append(line)
        if sum(len(one.split()) for one in lines) >= WORDS:
            pieces.append("\n".join(lines))
            lines = []
    return [pieces[at % len(pieces)] for at in range(number)]


def main() -> None:
    """Print the figures; ends with 1 where the floor is not reached."""
    from testigo.loaders.checker import checked
    from testigo.loaders.text.extractor import RuleExtractor

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    extractor = RuleExtractor()
    start = time.process_time()
    extractor.extract("Gunmen killed 14 people in Goma on Thursday, police said.", date(2025, 3, 8))
    loading = time.process_time() - start
    texts = reports(number)
    start = time.process_time()
    for text in texts:
        checked(extractor.extract(text, date(2025, 3, 8)), text).to_json()
    rate = number / (time.process_time() - start)
    words = sum(len(text.split()) for text in texts) / number
    print(f"loading and first report  {loading:6.2f} CPU s")
    print(f"reports of {words:.0f} words     {rate:6.2f} per CPU s")
    bounds.at_least("reports a CPU second", rate, FLOOR)
    bounds.end()


if __name__ == "__main__":
    main()
