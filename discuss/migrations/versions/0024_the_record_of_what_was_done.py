"""the record of what was done

Revision: 0024, after 0023
"""

import sqlalchemy as sa
from alembic import op

from discuss.kit.orm import Instant

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None

SENTENCE = 'the record is added to and never changed'


def upgrade() -> None:
    op.create_table(
        'audit_row',
        sa.Column('n', sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('deed', sa.String(), nullable=False),
        sa.Column('about', sa.String(), nullable=False),
        sa.Column('actor_id', sa.BigInteger(), nullable=True),
        sa.Column('role', sa.String(), nullable=False),
        sa.Column('facts', sa.JSON(), nullable=False),
        sa.Column('at', Instant(), nullable=False),
        sa.Column('previous', sa.String(), nullable=False),
        sa.Column('hash', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('n', name=op.f('pk_audit_row')),
        sa.UniqueConstraint('hash', name=op.f('uq_audit_row_hash')),
    )
    op.create_table(
        'audit_head',
        sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('n', sa.BigInteger(), nullable=False),
        sa.Column('hash', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_head')),
    )
    op.execute(f"INSERT INTO audit_head (id, n, hash) VALUES (1, 0, '{'0' * 64}')")
    if op.get_bind().dialect.name == 'postgresql':
        _guard_on_a_server()
    else:
        _guard_in_a_file()


def _guard_on_a_server() -> None:
    """Refuse to change, take out or empty rows, whoever asks."""
    op.execute(
        'CREATE FUNCTION audit_row_stays() RETURNS trigger LANGUAGE plpgsql AS'
        f" $$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$"
    )
    op.execute(
        'CREATE TRIGGER audit_row_stays BEFORE UPDATE OR DELETE ON audit_row'
        ' FOR EACH ROW EXECUTE FUNCTION audit_row_stays()'
    )
    op.execute(
        'CREATE TRIGGER audit_table_stays BEFORE TRUNCATE ON audit_row'
        ' FOR EACH STATEMENT EXECUTE FUNCTION audit_row_stays()'
    )


def _guard_in_a_file() -> None:
    for deed in ('UPDATE', 'DELETE'):
        op.execute(
            f'CREATE TRIGGER audit_row_no_{deed.lower()} BEFORE {deed} ON audit_row'
            f" BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        )


def downgrade() -> None:
    op.drop_table('audit_head')
    op.drop_table('audit_row')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP FUNCTION audit_row_stays()')
