"""questions in groups

Revision: 0037, after 0036
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0037'
down_revision = '0036'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('question_group',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('prompt_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('intro', sa.String(), nullable=False),
    sa.Column('is_nested', sa.Boolean(), nullable=False),
    sa.Column('template', sa.JSON(), nullable=False),
    sa.Column('step_n', sa.BigInteger(), nullable=False),
    sa.Column('created_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('created_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['person.id'], name=op.f('fk_question_group_created_by_id')),
    sa.ForeignKeyConstraint(['prompt_id'], ['prompt.id'], name=op.f('fk_question_group_prompt_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_group'))
    )
    with op.batch_alter_table('question_group', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_group_prompt_id'), ['prompt_id'], unique=False)

    op.create_table('group_member',
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('group_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('due_at', Instant(), nullable=True),
    sa.ForeignKeyConstraint(['group_id'], ['question_group.id'], name=op.f('fk_group_member_group_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_group_member_question_id')),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_group_member'))
    )
    with op.batch_alter_table('group_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_group_member_group_id'), ['group_id'], unique=False)

    op.create_table('group_step',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('group_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('n', sa.BigInteger(), nullable=False),
    sa.Column('deed', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('intro', sa.String(), nullable=False),
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('editor_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('created_at', Instant(), nullable=False),
    sa.CheckConstraint("deed IN ('made', 'worded', 'added', 'taken_out')", name=op.f('ck_group_step_deed')),
    sa.ForeignKeyConstraint(['editor_id'], ['person.id'], name=op.f('fk_group_step_editor_id')),
    sa.ForeignKeyConstraint(['group_id'], ['question_group.id'], name=op.f('fk_group_step_group_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_group_step_question_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_step')),
    sa.UniqueConstraint('group_id', 'n', name=op.f('uq_group_step_group_id_n'))
    )


def downgrade() -> None:
    op.drop_table('group_step')
    with op.batch_alter_table('group_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_group_member_group_id'))

    op.drop_table('group_member')
    with op.batch_alter_table('question_group', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_group_prompt_id'))

    op.drop_table('question_group')
