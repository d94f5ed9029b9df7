import pytest
from testigo.loaders.documents.characters import characters
from testigo.ontology.errors import UnreadableInput

ARABIC = "قتل عشرة"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding_and_is_no_part_of_the_text(encoding: str) -> None:
    found = characters(ARABIC.encode(encoding), "a.txt")

    assert found.text == ARABIC
    assert found.notes[0].message == f"read as {encoding}, which its byte order mark says"


def test_what_is_named_wins_over_what_is_declared() -> None:
    assert characters(ARABIC.encode("cp1256"), "a.html", "windows-1256", "utf-8").text == ARABIC


def test_latin_1_on_the_web_is_windows_1252() -> None:
    assert characters("“é”".encode("cp1252"), "a.html", declared="ISO-8859-1").text == "“é”"


def test_utf_8_is_nothing_to_tell() -> None:
    assert characters(ARABIC.encode(), "a.txt").notes == ()


def test_an_encoding_that_nobody_knows_is_told() -> None:
    with pytest.raises(UnreadableInput, match="'x-none' is no encoding that is known"):
        characters(b"Ten", "a.html", declared="x-none")
