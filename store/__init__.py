"""Where the graph is kept: one Bolt adapter, an embedded server or Neo4j behind it."""
