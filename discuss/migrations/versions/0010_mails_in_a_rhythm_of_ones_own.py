"""mails in a rhythm of ones own

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('mail_preference',
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('stream', sa.String(), nullable=False),
    sa.Column('rhythm', sa.String(), nullable=False),
    sa.Column('changed_at', Instant(), nullable=False),
    sa.CheckConstraint("rhythm IN ('off', 'at_once', 'hourly', 'daily', 'weekly')", name=op.f('ck_mail_preference_rhythm')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mail_preference_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'stream', name=op.f('pk_mail_preference'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stream', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('mailed_in', sa.String(), nullable=True))
    # What was told before stays of no stream, so that nobody gets mail about old notices.
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.alter_column('stream', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_column('mailed_in')
        batch_op.drop_column('stream')

    op.drop_table('mail_preference')
