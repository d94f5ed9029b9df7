"""The tables that names and actors are compared by."""
