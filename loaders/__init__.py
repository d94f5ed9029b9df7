"""From a source to the graph: read, map, validate, write — or refuse with a reason."""
