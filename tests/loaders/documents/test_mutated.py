"""Whatever bytes a document has it is read, or refused with its place; nothing else happens."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from testigo.loaders.documents.inputs import Input
from testigo.loaders.documents.read import ReadReport
from testigo.loaders.documents.reading import reports
from testigo.loaders.reports import ReportMetadata

from tests.loaders.documents.made_pdf import made_pdf
from tests.loaders.documents.test_feeds import ATOM, RSS
from tests.loaders.documents.test_pages import html

ARABIC = "قال المرصد إن 700 شخص قتلوا."
WHOLE = {
    "a.pdf": made_pdf([["Ten people died in Homs.", "", "(They fled.)"], [ARABIC]], title="Ten"),
    "a.html": html(
        '<meta property="og:site_name" content="A"><script type="application/ld+json">{"@type":"Article"}</script>'
    ),
    "a.xml": RSS,
    "b.atom": ATOM,
    "a.txt": ARABIC.encode("utf-16"),
}
CUTS = st.tuples(
    st.floats(0, 1), st.integers(0, 30), st.binary(max_size=12) | st.sampled_from([b"<", b"&", b"]]>", b"("])
)


def mutated(content: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    """The bytes with pieces cut out and others put in, each at its share of the length."""
    for share, length, junk in cuts:
        at = int(share * len(content))
        content = content[:at] + junk + content[at + length :]
    return content


def read(name: str, content: bytes) -> list[str]:
    """Where the reports and the refusals of a document are told to be; AssertionError for a text that is none."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        found = list(reports(Input(path, name), ReportMetadata()))
    for each in found:
        assert not isinstance(each, ReadReport) or each.text.encode()
    return [each.where.removeprefix(str(path)) for each in found]


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=15)
@given(cuts=st.lists(CUTS, min_size=1, max_size=4))
def test_a_damaged_document_is_read_or_refused_with_its_place(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    places = read(name, mutated(WHOLE[name], cuts))

    assert places
    assert all(place == "" or place[0] in "#:" for place in places)


@pytest.mark.soak
@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=1_000)
@given(cuts=st.lists(CUTS, min_size=1, max_size=6))
def test_a_thousand_damaged_documents(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    assert read(name, mutated(WHOLE[name], cuts))
