// Why an actor is linked to an event: every statement that supports or denies a part of it, hop by hop down to
// the words, the text that holds them, the bytes it was taken from and the report.
// $actor: id of the actor, or of any record judged to be the same (string)
// $event: id of the event, likewise (string)
// $role: only this role (string, null)
// $limit: rows at most (integer, 1000)
// Returns: role (string), status (string), stance (string), state (string), statement (string), modality (string),
//   hedge (string), hedgeText (string), mode (string), speakers (list), via (list), sourcedFrom (list),
//   passage (string), quote (string), start (integer), end (integer), page (integer), row (integer), rowKey (string),
//   textSha256 (string), snapshotSha256 (string), archiveUrl (string), report (string), reportTitle (string),
//   publisher (string), url (string), publishedOn (date), cites (list)
// Order: role, supports before denies, publishedOn, report, start, statement, passage. One row a statement and passage.
// stance: supports, denies. state: stands, superseded, retracted, withdrawn. via: nearest the reader first.
// start and end count code points of the text, end exclusive; a row of a table has row and rowKey instead.
// page: of a PDF, from 1 (a form feed stands between its pages).
MATCH (givenActor:Actor {id: $actor}), (givenEvent:Event {id: $event})
WITH givenActor.canonicalId AS actorId, givenEvent.canonicalId AS eventId
MATCH (actor:Actor)
WHERE actor.canonicalId = actorId
MATCH (actor)<-[:OF_ACTOR]-(part:Participation)-[:IN_EVENT]->(event:Event)
WHERE event.canonicalId = eventId AND ($role IS NULL OR part.role = $role)
MATCH (part)<-[link:SUPPORTS|DENIES]-(statement:Statement)-[:ANCHORED_AT]->(passage:Passage)
MATCH (passage)-[:IN_TEXT|EXTRACTED_FROM|IN_SNAPSHOT*1..2]->(snapshot:Snapshot)-[:CAPTURE_OF]->(report:Report)
OPTIONAL MATCH (passage)-[:IN_TEXT]->(text:Text)
WITH part, type(link) AS link, statement, passage, snapshot, report, text
ORDER BY part.role, link DESC, report.publishedOn, report.id, passage.start, statement.id, passage.id, part.id, snapshot.id
LIMIT $limit
CALL {
  WITH statement
  OPTIONAL MATCH (statement)-[:SAID_BY]->(found:Actor)
  WITH DISTINCT found.name AS name
  ORDER BY name
  RETURN collect(name) AS speakers
}
CALL {
  WITH statement
  OPTIONAL MATCH (statement)-[via:VIA]->(found:Actor)
  WITH via.ord AS ord, found.name AS name
  ORDER BY ord, name
  RETURN collect(name) AS via
}
CALL {
  WITH statement
  OPTIONAL MATCH (statement)-[from:SOURCED_FROM]->(found:Actor)
  WITH from.ord AS ord, found.name AS name
  ORDER BY ord, name
  RETURN collect(name) AS sourcedFrom
}
CALL {
  WITH statement
  OPTIONAL MATCH (statement)-[cites:CITES]->(found:Report)
  WITH cites.ord AS ord, coalesce(found.title, found.url, found.id) AS name
  ORDER BY ord, name
  RETURN collect(name) AS cites
}
CALL {
  WITH statement
  OPTIONAL MATCH (statement)<-[after:SUPERSEDES|RETRACTS]-(other:Statement)
  WHERE other.withdrawnAt IS NULL
  WITH statement, collect(type(after)) AS after
  RETURN CASE
    WHEN statement.withdrawnAt IS NOT NULL THEN 'withdrawn'
    WHEN 'RETRACTS' IN after THEN 'retracted'
    WHEN 'SUPERSEDES' IN after THEN 'superseded'
    ELSE 'stands'
  END AS state
}
RETURN part.role AS role, part.status AS status, toLower(link) AS stance, state, statement.id AS statement,
  statement.modality AS modality, statement.hedge AS hedge, statement.hedgeText AS hedgeText, statement.mode AS mode,
  speakers, via, sourcedFrom, passage.id AS passage, passage.exact AS quote, passage.start AS start,
  passage.end AS end,
  CASE WHEN snapshot.mediaType = 'application/pdf'
    THEN size(split(left(text.content, passage.start + 1), '\f')) END AS page,
  passage.row AS row, passage.rowKey AS rowKey, text.sha256 AS textSha256,
  snapshot.sha256 AS snapshotSha256, snapshot.archiveUrl AS archiveUrl, report.id AS report,
  report.title AS reportTitle, report.publisher AS publisher, report.url AS url, report.publishedOn AS publishedOn, cites
ORDER BY role, stance DESC, publishedOn, report, start, statement, passage, part.id, snapshot.id
