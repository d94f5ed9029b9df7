// Who is said to have done what, by whom, and who denies it: one row an event, actor and role.
// $event: only this event, by its id or that of any record judged the same (string, null)
// $place: only events at this place or below it, by its id likewise (string, null)
// $role: only this role, as in "perpetrator" (string, null)
// $limit: rows at most (integer, 100)
// Returns: event (string), title (string), actor (string), name (string), identified (boolean), role (string),
//   status (string), saidBy (list), deniedBy (list), reports (integer)
// Order: title, event, role, name, actor. saidBy, deniedBy: who says so and has not taken it back, or replaced it, since.
// A part that is only denied has the status unsupported and nobody in saidBy: a denial, never an account of an act.
OPTIONAL MATCH (givenEvent:Event {id: $event})
OPTIONAL MATCH (givenPlace:Place {id: $place})
WITH givenEvent.canonicalId AS onlyId, givenPlace.canonicalId AS placeId
CALL {
  WITH onlyId, placeId
  MATCH (event:Event)
  WHERE $event IS NULL AND $place IS NULL
  RETURN event
  UNION
  WITH onlyId, placeId
  MATCH (event:Event)
  WHERE event.canonicalId = onlyId AND $place IS NULL
  RETURN event
  UNION
  WITH onlyId, placeId
  MATCH (top:Place)
  WHERE top.canonicalId = placeId
  MATCH (top)<-[:WITHIN*0..8]-(below:Place)
  WITH onlyId, collect(DISTINCT below.canonicalId) AS known
  MATCH (same:Place)<-[:WITHIN*0..8]-(below:Place)
  WHERE same.canonicalId IN known
  WITH onlyId, collect(DISTINCT below.canonicalId) AS known
  MATCH (place:Place)<-[:AT_PLACE]-(located:Event)
  WHERE place.canonicalId IN known AND ($event IS NULL OR located.canonicalId = onlyId)
  WITH DISTINCT located.canonicalId AS id
  MATCH (event:Event)
  WHERE event.canonicalId = id
  RETURN event
}
MATCH (event)<-[:IN_EVENT]-(part:Participation)-[:OF_ACTOR]->(found:Actor)
WHERE $role IS NULL OR part.role = $role
WITH event.canonicalId AS eventId, event.title AS title, found.canonicalId AS actorId, part.role AS role,
  part.status AS status, collect(part) AS parts
CALL {
  WITH actorId
  MATCH (actor:Actor)
  WHERE actor.id = actorId
  RETURN actor.name AS name, actor.identified AS identified
}
WITH eventId, title, actorId, name, identified, role, status, parts
ORDER BY title, eventId, role, name, actorId
LIMIT $limit
CALL {
  WITH parts
  UNWIND parts AS part
  OPTIONAL MATCH (part)<-[:SUPPORTS]-(statement:Statement)-[:SAID_BY]->(found:Actor)
  WHERE statement.withdrawnAt IS NULL AND NOT EXISTS { MATCH (statement)<-[:RETRACTS|SUPERSEDES]-(:Statement) }
  WITH DISTINCT found.canonicalId AS speakerId
  OPTIONAL MATCH (speaker:Actor)
  WHERE speaker.id = speakerId
  WITH speaker.name AS speaker
  ORDER BY speaker
  RETURN collect(speaker) AS saidBy
}
CALL {
  WITH parts
  UNWIND parts AS part
  OPTIONAL MATCH (part)<-[:DENIES]-(statement:Statement)-[:SAID_BY]->(found:Actor)
  WHERE statement.withdrawnAt IS NULL AND NOT EXISTS { MATCH (statement)<-[:RETRACTS|SUPERSEDES]-(:Statement) }
  WITH DISTINCT found.canonicalId AS speakerId
  OPTIONAL MATCH (speaker:Actor)
  WHERE speaker.id = speakerId
  WITH speaker.name AS speaker
  ORDER BY speaker
  RETURN collect(speaker) AS deniedBy
}
CALL {
  WITH parts
  UNWIND parts AS part
  OPTIONAL MATCH (part)<-[:SUPPORTS|DENIES]-(:Statement)-[:ANCHORED_AT]->(:Passage)
    -[:IN_TEXT|EXTRACTED_FROM|IN_SNAPSHOT*1..2]->(:Snapshot)-[:CAPTURE_OF]->(report:Report)
  RETURN count(DISTINCT report.id) AS reports
}
RETURN eventId AS event, title, actorId AS actor, name, identified, role, status, saidBy, deniedBy, reports
ORDER BY title, event, role, name, actor
