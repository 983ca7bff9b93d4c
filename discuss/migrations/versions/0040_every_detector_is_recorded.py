"""every detector is recorded

Revision: 0040, after 0039
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0040'
down_revision = '0039'
branch_labels = None
depends_on = None


VERDICTS = ('allow', 'advise', 'hold', 'reject')
KINDS = ('word', 'domain', 'trusted', 'address')


def upgrade() -> None:
    op.create_table('word_print',
    sa.Column('revision_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('author_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('p0', sa.BigInteger(), nullable=True),
    sa.Column('p1', sa.BigInteger(), nullable=True),
    sa.Column('p2', sa.BigInteger(), nullable=True),
    sa.Column('p3', sa.BigInteger(), nullable=True),
    sa.Column('p4', sa.BigInteger(), nullable=True),
    sa.Column('p5', sa.BigInteger(), nullable=True),
    sa.Column('created_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_word_print_author_id')),
    sa.ForeignKeyConstraint(['revision_id'], ['comment_revision.id'], name=op.f('fk_word_print_revision_id')),
    sa.PrimaryKeyConstraint('revision_id', name=op.f('pk_word_print'))
    )
    with op.batch_alter_table('word_print', schema=None) as batch_op:
        batch_op.create_index('ix_word_print_age', ['created_at'], unique=False)
        batch_op.create_index('ix_word_print_author', ['author_id'], unique=False)
        batch_op.create_index('ix_word_print_digest', ['digest', 'created_at'], unique=False)
        batch_op.create_index('ix_word_print_p0', ['p0', 'created_at'], unique=False)
        batch_op.create_index('ix_word_print_p1', ['p1', 'created_at'], unique=False)
        batch_op.create_index('ix_word_print_p2', ['p2', 'created_at'], unique=False)
        batch_op.create_index('ix_word_print_p3', ['p3', 'created_at'], unique=False)
        batch_op.create_index('ix_word_print_p4', ['p4', 'created_at'], unique=False)
        batch_op.create_index('ix_word_print_p5', ['p5', 'created_at'], unique=False)

    with op.batch_alter_table('detector_result', schema=None) as batch_op:
        batch_op.add_column(sa.Column('score', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('ms', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('error', sa.String(), nullable=False, server_default=''))

    with op.batch_alter_table('word_rule', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(), nullable=False, server_default='word'))

    with op.batch_alter_table('detector_result', schema=None) as batch_op:
        batch_op.alter_column('ms', server_default=None)
        batch_op.alter_column('error', server_default=None)
        batch_op.drop_constraint(op.f('ck_detector_result_verdict'), type_='check')
        batch_op.create_check_constraint(op.f('ck_detector_result_verdict'), f"verdict IN {VERDICTS}")

    with op.batch_alter_table('word_rule', schema=None) as batch_op:
        batch_op.alter_column('kind', server_default=None)
        batch_op.create_check_constraint(op.f('ck_word_rule_kind'), f"kind IN {KINDS}")


def downgrade() -> None:
    op.execute("DELETE FROM word_retirement WHERE rule_id IN (SELECT id FROM word_rule WHERE kind <> 'word')")
    op.execute("DELETE FROM word_rule WHERE kind <> 'word'")
    op.execute("UPDATE detector_result SET verdict = 'hold' WHERE verdict = 'reject'")
    op.execute("UPDATE detector_result SET verdict = 'allow' WHERE verdict = 'advise'")
    with op.batch_alter_table('word_rule', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_word_rule_kind'), type_='check')
        batch_op.drop_column('kind')

    with op.batch_alter_table('detector_result', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_detector_result_verdict'), type_='check')
        batch_op.create_check_constraint(op.f('ck_detector_result_verdict'), "verdict IN ('allow', 'hold')")
        batch_op.drop_column('error')
        batch_op.drop_column('ms')
        batch_op.drop_column('score')

    with op.batch_alter_table('word_print', schema=None) as batch_op:
        batch_op.drop_index('ix_word_print_p5')
        batch_op.drop_index('ix_word_print_p4')
        batch_op.drop_index('ix_word_print_p3')
        batch_op.drop_index('ix_word_print_p2')
        batch_op.drop_index('ix_word_print_p1')
        batch_op.drop_index('ix_word_print_p0')
        batch_op.drop_index('ix_word_print_digest')
        batch_op.drop_index('ix_word_print_author')
        batch_op.drop_index('ix_word_print_age')

    op.drop_table('word_print')
