"""The three roles: who owns the tables, who writes rows, who only reads."""

from __future__ import annotations

OWNER = "colophon"
WRITER = "colophon_writer"
READER = "colophon_reader"
