"""How well names are told apart: the very rules of the ingest, against people known by hand."""
