"""Who is said to say what: one module a way of saying it."""
