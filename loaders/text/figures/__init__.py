"""How many, and of whom: numbers as written, and what they count."""
