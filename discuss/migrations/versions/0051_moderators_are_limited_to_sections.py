"""moderators are limited to sections

Revision: 0051, after 0050
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0051'
down_revision = '0050'
branch_labels = None
depends_on = None

FOLLOW = '''
UPDATE moderation_case SET section = (
    SELECT article.section FROM article
    JOIN prompt ON prompt.article_id = article.id
    JOIN comment ON comment.prompt_id = prompt.id
    WHERE comment.id = moderation_case.comment_id
)
'''
"""A case has the section of the article below which its comment stands."""

WAITS = {
    'sqlite_where': sa.text('closed_at IS NULL'),
    'postgresql_where': sa.text('closed_at IS NULL'),
}


def upgrade() -> None:
    op.create_table(
        'section_grant',
        sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('sections', sa.JSON(), nullable=False),
        sa.Column('granted_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
        sa.Column('granted_at', Instant(), nullable=False),
        sa.ForeignKeyConstraint(['granted_by_id'], ['person.id'], name=op.f('fk_section_grant_granted_by_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_section_grant_person_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_section_grant')),
    )
    op.create_index(op.f('ix_section_grant_person_id'), 'section_grant', ['person_id'])
    op.add_column('person', sa.Column('sections', sa.JSON(), nullable=False, server_default='[]'))
    op.add_column('moderation_case', sa.Column('section', sa.String(), nullable=False, server_default=''))
    op.execute(FOLLOW)
    op.create_index(
        'ix_moderation_case_section', 'moderation_case', ['section', 'queue', 'neg_priority', 'id'], **WAITS
    )
    op.create_index('ix_moderation_case_section_oldest', 'moderation_case', ['section', 'opened_at'], **WAITS)


def downgrade() -> None:
    op.drop_index('ix_moderation_case_section_oldest', 'moderation_case')
    op.drop_index('ix_moderation_case_section', 'moderation_case')
    op.drop_column('moderation_case', 'section')
    op.drop_column('person', 'sections')
    op.drop_table('section_grant')
