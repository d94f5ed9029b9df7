"""The audit of a store: the shapes as Cypher, and what no shape says, whoever wrote into it."""
