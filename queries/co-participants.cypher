// Who is said to have taken part in the same events as an actor, most shared events first.
// $actor: id of the actor, or of any record judged to be the same (string)
// $role: only events where the actor has this role, as in "perpetrator" (string, null)
// $limit: rows at most (integer, 100)
// Returns: actor (string), name (string), kind (string), identified (boolean), shared (integer), roles (list),
//   events (list)
// Order: shared, most first, name, actor. roles: of the other actor. Parts that nobody stands by are left out.
MATCH (given:Actor {id: $actor})
WITH given.canonicalId AS actorId
MATCH (actor:Actor)
WHERE actor.canonicalId = actorId
MATCH (actor)<-[:OF_ACTOR]-(own:Participation)-[:IN_EVENT]->(event:Event)
WHERE own.status IN ['alleged', 'corroborated', 'confirmed', 'disputed'] AND ($role IS NULL OR own.role = $role)
WITH DISTINCT actorId, event.canonicalId AS eventId
MATCH (member:Event)<-[:IN_EVENT]-(part:Participation)-[:OF_ACTOR]->(found:Actor)
WHERE member.canonicalId = eventId AND found.canonicalId <> actorId
  AND part.status IN ['alleged', 'corroborated', 'confirmed', 'disputed']
WITH found.canonicalId AS otherId, eventId, part.role AS role
ORDER BY eventId, role
WITH otherId, collect(DISTINCT eventId) AS events, collect(DISTINCT role) AS roleList
CALL {
  WITH roleList
  UNWIND roleList AS role
  WITH role
  ORDER BY role
  RETURN collect(role) AS roles
}
CALL {
  WITH otherId
  MATCH (other:Actor)
  WHERE other.id = otherId
  RETURN other.name AS name, other.kind AS kind, other.identified AS identified
}
RETURN otherId AS actor, name, kind, identified, size(events) AS shared, roles, events
ORDER BY shared DESC, name, actor
LIMIT $limit
