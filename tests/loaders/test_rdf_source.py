import re
import shlex
from pathlib import Path

import pytest
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.pipeline import Pipeline
from testigo.loaders.rdf_source import RdfSource, checked, read
from testigo.ontology.batch import Batch, batch
from testigo.ontology.errors import UnreadableInput
from testigo.ontology.model import Actor, Relationship
from testigo.ontology.rdf import to_jsonld, to_ntriples, to_turtle
from testigo.ontology.terms import ActorKind
from testigo.store import Store
from testigo.store.archive import Archive
from testigo.store.exports import FORMATS as EXPORTS
from testigo.store.exports import export

from tests.commands import inside
from tests.graphs import Graph, graph
from tests.loaders.founding import AT, SAMPLE, mapped_gold
from tests.sample import sample

ID = "https://w3id.org/testigo/id/"
NS = "https://w3id.org/testigo/ns#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ENDINGS = {"turtle": ".ttl", "ntriples": ".nt", "jsonld": ".jsonld"}
ACTOR = f'<{ID}actor-1> <{TYPE}> <{NS}Actor> .\n<{ID}actor-1> <{NS}name> "A" .\n'


def saved(folder: Path, content: str | bytes, name: str = "graph.nt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def written(folder: Path, content: Batch, format: str) -> Path:
    writers = {
        "turtle": lambda: to_turtle([content]),
        "ntriples": lambda: to_ntriples(content),
        "jsonld": lambda: to_jsonld([content]),
    }
    return saved(folder, b"".join(writers[format]()), f"graph{ENDINGS[format]}")


@pytest.mark.parametrize("format", ENDINGS)
def test_every_format_gives_the_same_batch(tmp_path: Path, format: str) -> None:
    content = mapped_gold().batch
    (piece,) = RdfSource([written(tmp_path, content, format)]).pieces(AT)

    for name, table in {**content.nodes, **content.relationships}.items():
        read_back = {**piece.batch.nodes, **piece.batch.relationships}[name]
        assert sorted(map(repr, read_back.to_pylist())) == sorted(map(repr, table.to_pylist()))


@pytest.mark.parametrize("format", ENDINGS)
def test_an_export_that_is_loaded_gives_the_same_graph(store: Store, tmp_path: Path, format: str) -> None:
    assert ENDINGS.keys() <= set(EXPORTS)
    store.write(sample().batch)
    path = tmp_path / f"graph{ENDINGS[format]}"
    export(store, format, path)
    store.run("MATCH (n) WHERE n.id <> 'schema' DETACH DELETE n")
    pipeline = Pipeline(store, Archive(str(tmp_path / "archive")), tmp_path / "spool")
    pipeline.load(RdfSource([path]), RefusalLimit.parsed("0"))
    once = graph(store)
    pipeline.load(RdfSource([path]), RefusalLimit.parsed("0"))

    assert graph(store) == once
    store.run("MATCH (n) WHERE n.id <> 'schema' DETACH DELETE n")
    store.write(sample().batch)
    assert _identities(once) == _identities(graph(store))


def _identities(found: Graph) -> dict[str, set[tuple[object, object, object]]]:
    """What a graph holds but for what views derive."""
    ends: dict[str, set[tuple[object, object, object]]] = {
        name: {(row.get("id"), row.get("start"), row.get("end")) for row in rows} for name, rows in found.items()
    }
    return {name: each for name, each in ends.items() if name != "AT_PLACE"}


@pytest.mark.parametrize("format", ENDINGS)
def test_a_record_is_found_again_in_its_file(tmp_path: Path, format: str) -> None:
    content = mapped_gold().batch
    path = written(tmp_path, content, format)
    (piece,) = RdfSource([path]).pieces(AT)
    lines = path.read_text("utf-8").split("\n")

    for label in ("Actor", "Statement", "Passage"):
        for id in content.ids(label)[:3]:
            line = lines[int(piece.place_of(id).rpartition(":")[2]) - 1]
            assert id in line
            assert label in line


def test_a_record_that_no_line_names_comes_from_the_file(tmp_path: Path) -> None:
    path = saved(tmp_path, ACTOR)
    (piece,) = RdfSource([path]).pieces(AT)

    assert piece.place_of("actor-9") == str(path)


@pytest.mark.parametrize(
    ("name", "content", "line", "finding"),
    [
        ("a.nt", ACTOR + "nonsense\n", 3, "line 3 is no triple"),
        ("a.nt", ACTOR + f'<{ID}actor-1> <{NS}name> "B" .\n', 3, "two values for 'name'"),
        ("a.nt", ACTOR + f'\n<{ID}actor-1> <{NS}colour> "B" .\n' + ACTOR, 4, "'colour', which is no property"),
        ("a.nt", ACTOR + f'<{ID}place-1> <{NS}name> "B" .\n' + ACTOR, 3, "has properties and no class"),
        ("a.nt", ACTOR + "<https://other.example/1> <http://x/p> <http://x/o> .\n", 3, "is no record under"),
        ("a.ttl", '@prefix : <http://x/> .\n\n:a :b "c\n" .', 3, "newline found in string literal"),
        ("a.ttl", f'<{ID}actor-1> a <{NS}Actor> ;\n <{NS}name> "A" .\n<{ID}place-1> <{NS}name> "B" .', 3, "no class"),
        ("a.jsonld", '{"@id":\n [}', 2, "not well-formed JSON"),
        ("a.jsonld", '{"@context": "http://x.example/c"}', None, "would have to be fetched"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, name: str, content: str, line: int | None, finding: str
) -> None:
    path = saved(tmp_path, content, name)

    with pytest.raises(UnreadableInput, match=finding) as told:
        read(path)

    assert told.value.where == (f"{path}:{line}" if line else str(path))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "content", "finding"),
    [("a.txt", "x", "no ending"), ("a.nt", " \n", "is empty"), ("none/a.nt", None, "cannot be read: No such file")],
)
def test_what_is_no_rdf_file_is_told_before_anything_is_read(
    tmp_path: Path, name: str, content: str | None, finding: str
) -> None:
    path = tmp_path / name if content is None else saved(tmp_path, content, name)

    with pytest.raises(UnreadableInput, match=finding):
        RdfSource([path])
    with pytest.raises(UnreadableInput, match=finding):
        checked(path)


def test_the_fingerprint_changes_with_the_file(tmp_path: Path) -> None:
    path = saved(tmp_path, ACTOR)
    first = RdfSource([path]).fingerprint
    saved(tmp_path, ACTOR.replace('"A"', '"B"'))

    assert RdfSource([path]).fingerprint != first


def test_a_record_that_breaks_a_shape_is_refused_with_its_line(store: Store, tmp_path: Path) -> None:
    content = b"".join(to_ntriples(sample().batch)).decode().replace('"moreThan"', '"muchMoreThan"', 1)
    path = saved(tmp_path, content)

    Pipeline(store, Archive(str(tmp_path / "archive")), tmp_path / "spool").load(
        RdfSource([path]), RefusalLimit.parsed("50%")
    )

    (row,) = store.read("MATCH (r:Refusal) RETURN r.locator AS locator, r.payload AS payload")
    line = content.split("\n")[int(row["locator"].rpartition(":")[2]) - 1]
    assert "statement-" in line
    assert line.split("/id/")[1].split(">")[0] in row["payload"]


def test_more_than_one_file_is_more_than_one_piece(tmp_path: Path) -> None:
    other = batch(
        [Actor(id="actor-2", kind=ActorKind.MEDIA, name="B", identified=True)],
        [Relationship("PART_OF", "actor-2", "actor-1")],
    )
    paths = [saved(tmp_path, ACTOR), written(tmp_path, other, "turtle")]
    source = RdfSource(paths)

    assert [(piece.locator, piece.done) for piece in source.pieces(AT)] == [(str(paths[0]), 1), (str(paths[1]), 2)]
    assert len(source) == 2


def test_the_commands_of_the_page_run(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/sources/rdf.md").read_text("utf-8")
    run = inside(tmp_path)
    done = [run("load", "case", SAMPLE.parent / "syria-coast.case.yaml")]
    for line in "".join(re.findall(r"^```console\n(.*?)^```", page, re.MULTILINE | re.DOTALL)).splitlines():
        done.append(run(*shlex.split(line)[1:]))

    assert [(each.returncode, each.stderr) for each in done if each.returncode] == []
    assert len(done) == 4
