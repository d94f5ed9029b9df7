// What an actor is said to have said, newest first, with the words.
// $actor: id of the actor, or of any record judged to be the same (string)
// $since: published on this day or later (date, null)
// $until: published on this day or earlier (date, null)
// $kind: only statements of this kind, as in "count" (string, null)
// $limit: rows at most (integer, 100)
// Returns: statement (string), kind (string), modality (string), polarity (string), hedge (string), mode (string),
//   publishedOn (date), about (list), aboutNames (list), quote (string), reportTitle (string), publisher (string),
//   url (string)
// Order: publishedOn newest first, statement. about: canonical ids of events, actors, places, in order of name.
// quote and report: of the first passage by report date and id.
MATCH (given:Actor {id: $actor})
WITH given.canonicalId AS actorId
MATCH (actor:Actor)
WHERE actor.canonicalId = actorId
MATCH (actor)<-[:SAID_BY]-(statement:Statement)
WHERE ($since IS NULL OR statement.publishedOn >= $since) AND ($until IS NULL OR statement.publishedOn <= $until)
  AND ($kind IS NULL OR statement.kind = $kind)
WITH DISTINCT statement, CASE WHEN statement.publishedOn IS NULL THEN 1 ELSE 0 END AS undated
ORDER BY undated, statement.publishedOn DESC, statement.id
LIMIT $limit
CALL {
  WITH statement
  OPTIONAL MATCH (statement)-[:ABOUT]->(thing)
  WITH DISTINCT thing.canonicalId AS id, coalesce(thing.title, thing.name, thing.id) AS name
  ORDER BY name, id
  RETURN collect(id) AS about, collect(name) AS aboutNames
}
CALL {
  WITH statement
  OPTIONAL MATCH (statement)-[:ANCHORED_AT]->(passage:Passage)
    -[:IN_TEXT|EXTRACTED_FROM|IN_SNAPSHOT*1..2]->(:Snapshot)-[:CAPTURE_OF]->(report:Report)
  WITH passage, report
  ORDER BY report.publishedOn, report.id, passage.id
  LIMIT 1
  RETURN passage.exact AS quote, report.title AS reportTitle, report.publisher AS publisher, report.url AS url
}
RETURN statement.id AS statement, statement.kind AS kind, statement.modality AS modality,
  statement.polarity AS polarity, statement.hedge AS hedge, statement.mode AS mode,
  statement.publishedOn AS publishedOn, about, aboutNames, quote, reportTitle, publisher, url
ORDER BY undated, publishedOn DESC, statement
