"""Blocks of names that are told apart name by name are kept, not counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# The limit is that of this version: the next batch that touches a block counts it by its own.
FILL = """
INSERT INTO large_name_block (name_block)
SELECT name_block FROM author_name
 GROUP BY name_block HAVING count(DISTINCT name_key) > 1000
"""


def upgrade() -> None:
    op.create_table(
        "large_name_block",
        sa.Column("name_block", sa.Text(collation="C"), nullable=False, comment="The block"),
        sa.PrimaryKeyConstraint("name_block", name=op.f("pk_large_name_block")),
        comment="Blocks of so many names that each of them is told apart by itself",
    )
    op.execute(FILL)


def downgrade() -> None:
    op.drop_table("large_name_block")
