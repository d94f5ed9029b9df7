"""A gazetteer in the package: names of places to coordinates, GeoNames ids and the areas around them.

>>> from testigo.loaders.gazetteer import parents, resolve
>>> baniyas = resolve("Baniyas", context={"SY"}).place
>>> baniyas.key, baniyas.latitude, baniyas.longitude
('171830', 35.18188, 35.94871)
>>> [area.name for area in parents(baniyas)]
['Tartus Governorate', 'Syria']
"""

from testigo.loaders.gazetteer.lookup import countries_named, lookup, parents, place
from testigo.loaders.gazetteer.places import GEONAMES, UCDP_GED, GazetteerPlace
from testigo.loaders.gazetteer.resolution import Resolution, resolve

__all__ = [
    "GEONAMES",
    "UCDP_GED",
    "GazetteerPlace",
    "Resolution",
    "countries_named",
    "lookup",
    "parents",
    "place",
    "resolve",
]
