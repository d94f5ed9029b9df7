"""How much of annotated reports an extraction finds, and what it gets wrong."""
