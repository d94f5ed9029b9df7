"""Only questions pass the guard, and nothing that gets past it changes a store."""

from __future__ import annotations

import contextlib

import pytest
from testigo.ontology.errors import StoreError, UnsafeQuery
from testigo.store import guard
from testigo.store.bolt import BoltStore

HOSTILE = [
    "CREATE (:Actor {id: 'actor-9'})",
    "create (:Actor {id: 'actor-9'})",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n) SET n:Event",
    "MATCH (n) SET n += {name: 'x'} RETURN n",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) NODETACH DELETE n",
    "MATCH (n) REMOVE n.name",
    "MERGE (:Actor {id: 'actor-9'})",
    "INSERT (:Actor {id: 'actor-9'})",
    "MATCH (n) INSERT (:Actor {id: 'actor-9'})",
    "MATCH (n) FOREACH (x IN [1] | SET n.name = 'x')",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "WITH 1 AS one LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "DROP INDEX actor_name",
    "DROP CONSTRAINT actor_id",
    "SHOW USERS",
    "ALTER USER neo4j SET PASSWORD 'x'",
    "GRANT ROLE admin TO neo4j",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "START DATABASE neo4j",
    "USE system MATCH (n) RETURN n",
    "CALL { USE system MATCH (n) RETURN n } RETURN n",
    "MATCH (n) RETURN n; CREATE (:Actor {id: 'actor-9'})",
    "MATCH (n) RETURN n;;CREATE (:Actor {id: 'actor-9'})",
    "\\u0043REATE (:Actor {id: 'actor-9'})",
    "MATCH (n) \\u0053ET n.name = 'x'",
    "MATCH (n) WHERE n.name = '\\u0027 SET n.name = \\u0027' RETURN n",
    "MATCH (n) WHERE n.name = 'a\\\\u0027 SET n.name = 1 //' RETURN n",
    "MATCH (n) S/* */ET n.name = 'x'",
    "MATCH (n)/* RETURN n */SET n.name = 'x'",
    "MATCH (n) // RETURN n\nSET n.name = 'x'",
    "MATCH (n) // RETURN n\rSET n.name = 'x'",
    "MATCH (n) // RETURN n\u2028SET n.name = 'x'",
    "MATCH (n) // RETURN n\u0085SET n.name = 'x'",
    "MATCH (n) // RETURN n\x0bSET n.name = 'x'",
    "/* MATCH (n) RETURN n */ CREATE (:Actor {id: 'actor-9'})",
    "MATCH (n) /* never ends",
    "MATCH (n) WHERE n.name = 'never ends SET n.name = 1",
    "MATCH (n:`never ends) SET n.name = 'x'",
    "MATCH (n) WHERE n.name = 'it\\'s' SET n.name = 'x'",
    "MATCH (n) WHERE n.name = \"'\" SET n.name = 'x' //'",
    "MATCH (n) WITH n, 1 AS x SET n.name = 1.SET",
    "MATCH (n) WHERE 1=1SET n.name = 'x'",
    "MATCH (n) WHERE n.length=1.SET n.name = 'x'",
    "MATCH (n)SET n.name='x'",
    "MATCH (n) ſET n.name = 'x'",
    "MATCH (n) ＳＥＴ n.name = 'x'",
    "MATCH (n) S\u200bET n.name = 'x'",
    "CALL { CREATE (:Actor {id: 'actor-9'}) }",
    "CALL { CREATE (a:Actor {id: 'actor-9'}) RETURN a } RETURN a",
    "CALL () { CREATE (a:Actor {id: 'actor-9'}) RETURN a } RETURN a",
    "MATCH (n) CALL (n) { SET n.name = 'x' RETURN 1 AS one } RETURN one",
    "MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 100 ROWS",
    "MATCH (n) RETURN EXISTS { MATCH (n) SET n.name = 'x' }",
    "MATCH (n) RETURN COUNT { CREATE (m) }",
    "CALL db.createLabel('Weapon')",
    "CALL db.create.setNodeVectorProperty(null, 'a', [1])",
    "CALL db . createLabel ( 'Weapon' )",
    "CALL `db`.`createLabel`('Weapon')",
    "CALL /* x */ db./* y */createLabel('Weapon')",
    "call db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
    "CALL dbms.setConfigValue('dbms.transaction.timeout', '0')",
    "CALL apoc.cypher.doIt('CREATE (n)', {})",
    "CALL apoc.load.json('http://127.0.0.1/')",
    "CALL dbms.security.createUser('x', 'y', false)",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n) RETURN n', {})",
    "RETURN `apoc`.`cypher`.runFirstColumnSingle('CREATE (n) RETURN n', {})",
    "EXPLAIN CREATE (:Actor {id: 'actor-9'})",
    "PROFILE MATCH (n) SET n.name = 'x'",
    "PROFILE PROFILE CREATE (n)",
    "CYPHER 25 CREATE (n)",
    "CYPHER runtime=slotted MATCH (n) SET n.name = 'x'",
    "BEGIN",
    "",
    ";",
    "   // nothing\n",
]

QUESTIONS = [
    "MATCH (n:Actor) RETURN n.name",
    "match (n) return n limit 3;",
    "OPTIONAL MATCH (n:Nobody) RETURN n",
    "MATCH (n) WHERE n.name = 'CREATE a SET; DELETE' RETURN n",
    'MATCH (n) WHERE n.name = "it\\"s MERGE" RETURN n // and SET it',
    "/* what CREATE does */ MATCH (n) RETURN n",
    "MATCH (n) RETURN n.set AS `SET`, n.create",
    "MATCH (p:Passage) RETURN p.start AS start, p.end AS end",
    "RETURN {set: 1, delete: $merge} AS row",
    "MATCH (n:Set)-[:CREATE|:Merge]->(m) RETURN n",
    "UNWIND [1, 2] AS x RETURN x * 1.5 / 2",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.labels()",
    "MATCH (n:Actor) CALL { WITH n MATCH (n)-[:HAS_NAME]->(m) RETURN m LIMIT 5 } RETURN n, m",
    "MATCH (n) WHERE EXISTS { MATCH (n)-->(m) } RETURN COUNT { (n)-->() } AS c",
    "RETURN date('2025-03-08') AS d, datetime('2025-03-08T00:00:00Z') AS t",
    "RETURN duration.between(date('2025-03-08'), date('2025-03-09')) AS between",
    "MATCH (n) WHERE n.name IN ['a'] AND (n.kind = 'x') RETURN n",
    "MATCH (n) RETURN toUpper(n.name), size([x IN [1,2] WHERE x > 1 | x])",
    "EXPLAIN MATCH (n) RETURN n",
    "MATCH (n:`Weird ``label`) RETURN n",
    "MATCH (n) RETURN n.offset AS offset UNION MATCH (n) RETURN n.reset AS offset",
]  # fmt: skip


@pytest.mark.parametrize("cypher", HOSTILE)
def test_what_is_no_question_is_refused(cypher: str) -> None:
    with pytest.raises(UnsafeQuery):
        guard.check(cypher)


@pytest.mark.parametrize("cypher", QUESTIONS)
def test_a_question_passes(cypher: str) -> None:
    guard.check(cypher)


def test_nothing_hostile_changes_a_store(store: BoltStore) -> None:
    """Not even together with an engine's own reading of the text: each is sent, and the graph compared."""
    store.run("CREATE (:Actor {id: 'actor-1', name: 'a'})-[:ABOUT]->(:Actor {id: 'actor-2'})")
    before = _everything(store)
    for cypher in HOSTILE:
        with contextlib.suppress(StoreError):
            guard.answer(store, cypher, timeout_s=5)

    assert _everything(store) == before


def _everything(store: BoltStore) -> tuple[object, ...]:
    return (
        store.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.id"),
        store.read("MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS start, b.id AS end ORDER BY type, start, end"),
        sorted(row["label"] for row in store.read("CALL db.labels() YIELD label RETURN label")),
    )


def test_an_answer_is_bounded_and_says_so(store: BoltStore) -> None:
    assert guard.answer(store, "UNWIND range(1, 5) AS n RETURN n", limit=3) == guard.Answer(
        [{"n": 1}, {"n": 2}, {"n": 3}], is_cut=True
    )
    assert guard.answer(store, "UNWIND range(1, 3) AS n RETURN n", limit=3).is_cut is False


def test_an_answer_takes_parameters(store: BoltStore) -> None:
    assert guard.answer(store, "RETURN $x + 1 AS y", {"x": 1}).rows == [{"y": 2}]


def test_a_question_that_takes_too_long_ends(store: BoltStore) -> None:
    long = "UNWIND range(1, 4000) AS a UNWIND range(1, 4000) AS b WITH a, b WHERE a * b = -1 RETURN count(*) AS n"
    with pytest.raises(StoreError, match=r"longer than 0\.3 s"):
        guard.answer(store, long, timeout_s=0.3)
