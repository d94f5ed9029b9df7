from __future__ import annotations

from collections.abc import Callable

from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def pronouns(extraction: Extraction) -> dict[str, str]:
    return {
        mention.exact: entity.name
        for entity in extraction.entities
        for mention in entity.mentions
        if mention.exact.lower() in ("he", "she", "it", "they", "their", "its", "his", "her")
    }


def test_he_is_the_person_spoken_of_last(read: Read) -> None:
    assert pronouns(read("Police arrested Omar Haddad. He fled later.")) == {"He": "Omar Haddad"}


def test_he_is_nobody_where_two_people_are_possible(read: Read) -> None:
    assert pronouns(read("Police questioned the driver of Omar Haddad and Joseph Mwangi. He fled later.")) == {}


def test_their_is_the_subject_of_the_clause(read: Read) -> None:
    assert pronouns(read("The rebels said their camp was attacked.")) == {"their": "rebels"}


def test_it_is_the_body_that_spoke(read: Read) -> None:
    assert pronouns(read("The ministry denied it launched the attack."))["it"] == "ministry"


def speakers(extraction: Extraction) -> list[str]:
    names = {entity.id: entity.name for entity in extraction.entities}
    return [names[one] for statement in extraction.statements for one in statement.speakers]


def test_he_who_speaks_is_nobody_named_in_what_he_says(read: Read) -> None:
    found = read(
        "Omar Haddad counted the dead. “This is not about the regime of Daniel Brooks, it is about us,” he said."
    )

    assert speakers(found) == ["Omar Haddad"]


def test_he_who_speaks_is_who_spoke_last_not_whom_he_spoke_of(read: Read) -> None:
    found = read("Omar Haddad said Daniel Brooks fled the city. “We buried ten people,” he said.")

    assert speakers(found) == ["Omar Haddad", "Omar Haddad"]


def test_who_speaks_in_a_pronoun_is_whom_it_stands_for(read: Read) -> None:
    found = read("The observatory counted ten dead in Sumy. It said gunmen burned the market.")

    assert speakers(found) == ["observatory"]


def test_we_of_a_statement_is_the_body_that_issues_it(read: Read) -> None:
    found = read(
        "The Ministry of Defence condemned the raid on Sumy. We reject the claim that our vessel rammed a boat."
    )

    assert speakers(found) == ["Ministry of Defence"] * 2


def test_we_in_a_report_that_a_person_opens_is_nobody(read: Read) -> None:
    assert "We" not in pronouns(read("Omar Haddad said ten people died in the raid. We saw the graves."))


def test_he_who_attributes_is_the_official_who_spoke(read: Read) -> None:
    found = read("The Minister of Security reported that 63 persons had fled. He attributed the violence to gunmen.")

    assert len(set(speakers(found))) == 1
    assert len(speakers(found)) == 2
