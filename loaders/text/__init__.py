"""Extraction from running text: lexicons, the language model, and the rules over them."""
