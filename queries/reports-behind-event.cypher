// The reports an event rests on: those whose words were read, and those that a coded row cites.
// $event: id of the event, or of any record judged to be the same (string)
// $limit: rows at most (integer, 1000)
// Returns: report (string), basis (string), title (string), publisher (string), url (string), publishedOn (date),
//   language (string), statements (integer), speakers (list), snapshots (list)
// Order: publishedOn, report, basis; what has no date comes last. basis: read (its bytes are kept, by the SHA-256
//   in snapshots), cited (a source names it).
MATCH (given:Event {id: $event})
WITH given.canonicalId AS eventId
CALL {
  WITH eventId
  MATCH (event:Event)
  WHERE event.canonicalId = eventId
  MATCH (event)<-[:ABOUT]-(statement:Statement)-[:ANCHORED_AT]->(:Passage)
    -[:IN_TEXT|EXTRACTED_FROM|IN_SNAPSHOT*1..2]->(snapshot:Snapshot)-[:CAPTURE_OF]->(report:Report)
  RETURN report, 'read' AS basis, statement, snapshot.sha256 AS sha256
  UNION
  WITH eventId
  MATCH (event:Event)
  WHERE event.canonicalId = eventId
  MATCH (event)<-[:ABOUT]-(statement:Statement)-[:CITES]->(report:Report)
  RETURN report, 'cited' AS basis, statement, null AS sha256
}
WITH report, basis, sha256, statement
ORDER BY sha256, statement.id
WITH report, basis, collect(DISTINCT sha256) AS snapshots, collect(DISTINCT statement) AS told
ORDER BY report.publishedOn, report.id, basis
LIMIT $limit
CALL {
  WITH told
  UNWIND told AS statement
  OPTIONAL MATCH (statement)-[:SAID_BY]->(found:Actor)
  WITH DISTINCT found.canonicalId AS speakerId
  OPTIONAL MATCH (speaker:Actor)
  WHERE speaker.id = speakerId
  WITH speaker.name AS speaker
  ORDER BY speaker
  RETURN collect(speaker) AS speakers
}
RETURN report.id AS report, basis, report.title AS title, report.publisher AS publisher, report.url AS url,
  report.publishedOn AS publishedOn, report.language AS language, size(told) AS statements, speakers, snapshots
ORDER BY publishedOn, report, basis
