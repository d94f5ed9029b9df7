"""MAVERICK: reports of electoral violence in Kenya and Côte d'Ivoire, one row a report."""
