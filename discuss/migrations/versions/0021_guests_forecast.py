"""guests forecast

Revision: 0021, after 0020
"""

from alembic import op


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


BEFORE = "role IN ('reader', 'moderator', 'editor', 'admin')"
AFTER = "role IN ('reader', 'moderator', 'editor', 'admin', 'guest')"


def upgrade() -> None:
    _allow(AFTER)


def downgrade() -> None:
    """Guests become readers without an address, so that what they forecast stays counted."""
    op.execute("UPDATE person SET role = 'reader' WHERE role = 'guest'")
    _allow(BEFORE)


def _allow(roles: str) -> None:
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_person_role'), type_='check')
        batch_op.create_check_constraint('role', roles)
