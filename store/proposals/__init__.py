"""Proposals of identity, pure: tables in, scored pairs with their reasons out. Nothing here decides or writes."""
