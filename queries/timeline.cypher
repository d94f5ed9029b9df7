// Events in order of time, each once, with what the views make of it: title, type, dates, toll.
// $since: leave out what ended before this day (date, null)
// $until: leave out what began after this day (date, null)
// $actor: only events this actor is said to have taken part in, by its id or that of any record judged the same (string, null)
// $place: only events at this place or below it, by its id likewise (string, null)
// $limit: rows at most (integer, 100)
// Returns: event (string), title (string), type (string), earliest (date), latest (date), datePrecision (string),
//   places (list), killedLow (integer), killedHigh (integer), contested (boolean), reports (integer)
// Order: earliest, latest, event; what no statement dates comes last, and is left out where $since or $until is given.
OPTIONAL MATCH (givenActor:Actor {id: $actor})
OPTIONAL MATCH (givenPlace:Place {id: $place})
WITH givenActor.canonicalId AS actorId, givenPlace.canonicalId AS placeId
CALL {
  WITH actorId, placeId
  MATCH (event:Event)
  WHERE $actor IS NULL AND $place IS NULL
  RETURN event, 'any' AS filter
  UNION
  WITH actorId, placeId
  MATCH (actor:Actor)
  WHERE actor.canonicalId = actorId
  MATCH (actor)<-[:OF_ACTOR]-(part:Participation)-[:IN_EVENT]->(event:Event)
  WHERE part.status IN ['alleged', 'corroborated', 'confirmed', 'disputed']
  RETURN event, 'actor' AS filter
  UNION
  WITH actorId, placeId
  MATCH (top:Place)
  WHERE top.canonicalId = placeId
  MATCH (top)<-[:WITHIN*0..8]-(below:Place)
  WITH collect(DISTINCT below.canonicalId) AS known
  MATCH (same:Place)<-[:WITHIN*0..8]-(below:Place)
  WHERE same.canonicalId IN known
  WITH collect(DISTINCT below.canonicalId) AS known
  MATCH (place:Place)<-[:AT_PLACE]-(event:Event)
  WHERE place.canonicalId IN known
  RETURN event, 'place' AS filter
}
WITH event, filter
WHERE ($since IS NULL OR event.latest >= $since OR (event.latest IS NULL AND event.earliest IS NOT NULL))
  AND ($until IS NULL OR event.earliest <= $until OR (event.earliest IS NULL AND event.latest IS NOT NULL))
WITH event.canonicalId AS id, event.title AS title, event.type AS type, event.earliest AS earliest,
  event.latest AS latest, event.datePrecision AS datePrecision, event.killedLow AS killedLow,
  event.killedHigh AS killedHigh, event.contested AS contested, count(DISTINCT filter) AS met
WHERE met >= size([given IN [$actor, $place] WHERE given IS NOT NULL])
WITH id, title, type, earliest, latest, datePrecision, killedLow, killedHigh, contested
ORDER BY earliest, latest, id
LIMIT $limit
CALL {
  WITH id
  OPTIONAL MATCH (member:Event)-[:AT_PLACE]->(found:Place)
  WHERE member.canonicalId = id
  WITH DISTINCT found.canonicalId AS placeId
  OPTIONAL MATCH (place:Place)
  WHERE place.id = placeId
  WITH place.name AS name
  ORDER BY name
  RETURN collect(DISTINCT name) AS places
}
CALL {
  WITH id
  OPTIONAL MATCH (member:Event)<-[:ABOUT]-(:Statement)-[:ANCHORED_AT]->(:Passage)
    -[:IN_TEXT|EXTRACTED_FROM|IN_SNAPSHOT*1..2]->(:Snapshot)-[:CAPTURE_OF]->(report:Report)
  WHERE member.canonicalId = id
  RETURN count(DISTINCT report.id) AS reports
}
RETURN id AS event, title, type, earliest, latest, datePrecision, places, killedLow, killedHigh, contested, reports
ORDER BY earliest, latest, event
