"""MAVERICK: reports of electoral violence in Kenya and Côte d'Ivoire, one row a report of one event.

`card` says where it comes from and which columns are taken, `codes` reads its tables, `mapping` makes a batch of rows.
"""

from testigo.loaders.maverick.source import MaverickSource

__all__ = ["MaverickSource"]
