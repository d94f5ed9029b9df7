"""Who and what a text names: names, nouns and pronouns, gathered into actors and places."""
