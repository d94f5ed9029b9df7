// Events at a place and at every place within it, each once, with where it is said to have happened.
// $place: id of the place, or of any record judged to be the same (string)
// $since: leave out what ended before this day (date, null)
// $until: leave out what began after this day (date, null)
// $limit: rows at most (integer, 100)
// Returns: event (string), title (string), type (string), earliest (date), latest (date), places (list),
//   placeIds (list), killedLow (integer), killedHigh (integer), contested (boolean)
// Order: earliest, latest, event; undated events come last, and are left out where $since or $until is given.
MATCH (given:Place {id: $place})
WITH given.canonicalId AS placeId
MATCH (top:Place)
WHERE top.canonicalId = placeId
MATCH (top)<-[:WITHIN*0..8]-(below:Place)
WITH collect(DISTINCT below.canonicalId) AS known
MATCH (same:Place)<-[:WITHIN*0..8]-(below:Place)
WHERE same.canonicalId IN known
WITH collect(DISTINCT below.canonicalId) AS known
MATCH (found:Place)<-[:AT_PLACE]-(event:Event)
WHERE found.canonicalId IN known
  AND ($since IS NULL OR event.latest >= $since OR (event.latest IS NULL AND event.earliest IS NOT NULL))
  AND ($until IS NULL OR event.earliest <= $until OR (event.earliest IS NULL AND event.latest IS NOT NULL))
WITH DISTINCT event.canonicalId AS id, event.title AS title, event.type AS type, event.earliest AS earliest,
  event.latest AS latest, event.killedLow AS killedLow, event.killedHigh AS killedHigh, event.contested AS contested
ORDER BY earliest, latest, id
LIMIT $limit
CALL {
  WITH id
  MATCH (member:Event)-[:AT_PLACE]->(found:Place)
  WHERE member.canonicalId = id
  WITH DISTINCT found.canonicalId AS placeId
  MATCH (place:Place)
  WHERE place.id = placeId
  WITH place.name AS name, place.id AS placeId
  ORDER BY name, placeId
  RETURN collect(name) AS places, collect(placeId) AS placeIds
}
RETURN id AS event, title, type, earliest, latest, places, placeIds, killedLow, killedHigh, contested
ORDER BY earliest, latest, event
