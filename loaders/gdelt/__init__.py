"""GDELT 2.0: events coded by machine from the world's news, and where reports mention them."""

from testigo.loaders.gdelt.source import GdeltSource

__all__ = ["GdeltSource"]
