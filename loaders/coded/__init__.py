"""Coded sources: tables whose rows say what happened in codes, read in columns.

A source is a card, a mapping (`mapping.py`: columns in, a batch out, pure) and its tables of codes. What all of them
share stands here, in the order in which a row passes: `records` (bytes to records), `tables` (records to columns),
`cells` (a cell to a value, or a fault), `minting` (ids), `claims` (propositions to a batch), `source` (the pieces).
"""
