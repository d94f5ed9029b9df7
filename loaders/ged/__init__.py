"""UCDP GED: the Georeferenced Event Dataset of the Uppsala Conflict Data Program."""
