import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.gdelt.codes import CITATION, URL
from testigo.loaders.gdelt.reports import canonical, cited
from testigo.loaders.reports import canonical_url
from testigo.ontology.errors import UnreadableInput
from testigo.ontology.ids import minted


@pytest.mark.parametrize(
    "address", ["HTTP://News.example:80/a#b", "https://news.example/a?b=ä", "https://news.example"]
)
def test_a_report_is_the_one_that_a_text_of_this_address_makes(address: str) -> None:
    (found,) = cited(pl.Series([address]), pl.Series([URL]), pl.Series(["ar"])).to_dicts()

    assert found["report"] == minted("Report", "url", canonical_url(address))
    assert (found["url"], found["language"], found["title"]) == (canonical_url(address), "ar", None)


ADDRESS = st.from_regex(r"[hH]ttps?://[A-Za-z0-9._:@-]{1,8}(/[^\n]{0,12})?", fullmatch=True)


@given(ADDRESS)
def test_addresses_in_columns_are_those_of_reports(address: str) -> None:
    try:
        alone = canonical_url(address)
    except UnreadableInput:
        alone = ""

    assert canonical(pl.Series([address])).to_list() == [alone if alone and not re.search(r"\s", alone) else None]


def test_a_report_without_an_address_is_known_by_its_citation() -> None:
    citation = "BBC Monitoring, 8 March 2025, Syrian TV"
    (found,) = cited(pl.Series([citation]), pl.Series([CITATION]), pl.Series([None], dtype=pl.String)).to_dicts()

    assert found["report"] == minted("Report", "cited", None, None, citation.casefold())
    assert (found["url"], found["title"], found["language"]) == (None, citation, "und")


def test_what_is_no_address_of_a_report_has_none() -> None:
    addresses = pl.Series(
        ["ftp://news.example/a", "https://news.example/a b", "https://", "https://x/" + "a" * 2000, None]
    )

    assert canonical(addresses).to_list() == [None] * 5
