// The figures given for an event, by speaker, with their bounds and the words; nothing is added up.
// $event: id of the event, or of any record judged to be the same (string)
// $measure: what is counted, as in "killed" (string, null)
// $knownOn: only what was published on this day or earlier (date, null)
// $limit: rows at most (integer, 1000)
// Returns: statement (string), speakers (list), via (list), modality (string), polarity (string), hedge (string),
//   measure (string), population (string), scope (string), low (integer), best (integer), high (integer),
//   comparator (string), effLow (integer), effHigh (integer), vague (boolean), since (date), asOf (date),
//   publishedOn (date), state (string), quote (string), reportTitle (string), publisher (string), url (string)
// Order: measure, population, scope, asOf newest first, publishedOn newest first, statement.
// state: stands; superseded, by a later figure of the same speakers (known on $knownOn), which a 0 that may be silence
//   is not; retracted; withdrawn.
// A figure that is denied, or said in a negated clause, is listed and never the toll.
// effLow and effHigh: what the comparator leaves possible, closed; an open end is null.
MATCH (given:Event {id: $event})
WITH given.canonicalId AS eventId
MATCH (event:Event)
WHERE event.canonicalId = eventId
OPTIONAL MATCH (event)<-[:ABOUT]-(figure:Statement)-[:SAID_BY]->(speaker:Actor)
WHERE figure.kind = 'count' AND ($knownOn IS NULL OR figure.publishedOn <= $knownOn)
  AND figure.withdrawnAt IS NULL AND figure.modality <> 'denies' AND figure.polarity <> 'negative'
  AND coalesce(figure.zeroMayBeSilence, false) = false
  AND NOT EXISTS { MATCH (figure)<-[:RETRACTS]-(:Statement) }
WITH DISTINCT eventId, figure, speaker.canonicalId AS speakerId
ORDER BY speakerId
WITH eventId, figure, collect(speakerId) AS speakerIds
WITH eventId, collect({
  measure: figure.measure, population: figure.population, scope: figure.scope, speakerIds: speakerIds,
  day: coalesce(figure.asOf, figure.publishedOn)
}) AS figures
MATCH (event:Event)
WHERE event.canonicalId = eventId
MATCH (event)<-[:ABOUT]-(statement:Statement)
WHERE statement.kind = 'count' AND ($measure IS NULL OR statement.measure = $measure)
  AND ($knownOn IS NULL OR statement.publishedOn <= $knownOn)
WITH DISTINCT figures, statement, CASE WHEN statement.asOf IS NULL THEN 1 ELSE 0 END AS undated
ORDER BY statement.measure, statement.population, statement.scope, undated, statement.asOf DESC,
  statement.publishedOn DESC, statement.id
LIMIT $limit
CALL {
  WITH statement
  OPTIONAL MATCH (statement)-[:SAID_BY]->(found:Actor)
  WITH DISTINCT found.canonicalId AS speakerId
  OPTIONAL MATCH (speaker:Actor)
  WHERE speaker.id = speakerId
  WITH speaker.name AS speaker, speakerId
  ORDER BY speakerId
  RETURN collect(speaker) AS speakers, collect(speakerId) AS speakerIds
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
  OPTIONAL MATCH (statement)<-[after:SUPERSEDES|RETRACTS]-(other:Statement)
  WHERE other.withdrawnAt IS NULL AND ($knownOn IS NULL OR other.publishedOn <= $knownOn)
  RETURN collect(type(after)) AS after
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
RETURN statement.id AS statement, speakers, via, statement.modality AS modality, statement.polarity AS polarity,
  statement.hedge AS hedge, statement.measure AS measure,
  statement.population AS population, statement.scope AS scope, statement.low AS low, statement.best AS best,
  statement.high AS high, statement.comparator AS comparator, statement.effLow AS effLow,
  statement.effHigh AS effHigh, statement.vague AS vague, statement.since AS since, statement.asOf AS asOf,
  statement.publishedOn AS publishedOn,
  CASE
    WHEN statement.withdrawnAt IS NOT NULL THEN 'withdrawn'
    WHEN 'RETRACTS' IN after THEN 'retracted'
    WHEN 'SUPERSEDES' IN after OR any(figure IN figures WHERE figure.measure = statement.measure
      AND figure.population = statement.population AND figure.scope = statement.scope
      AND figure.speakerIds = speakerIds AND figure.day > coalesce(statement.asOf, statement.publishedOn))
    THEN 'superseded'
    ELSE 'stands'
  END AS state,
  quote, reportTitle, publisher, url
ORDER BY measure, population, scope, undated, asOf DESC, publishedOn DESC, statement
