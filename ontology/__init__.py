"""What the graph may say: terms, model, dates, spans, tables, RDF and shapes."""
