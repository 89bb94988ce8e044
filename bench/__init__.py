"""Measurements side by side: the printed report against other ways to print it (never part of the portal)."""
