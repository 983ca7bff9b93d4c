"""sections are set by name

Revision: 0055, after 0054
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256

import sqlalchemy as sa
from alembic import op


revision = '0055'
down_revision = '0054'
branch_labels = None
depends_on = None

article = sa.table('article', sa.column('section', sa.String))
choice = sa.table('choice', sa.column('name', sa.String))
chosen = sa.table('chosen', sa.column('id', sa.Integer), sa.column('settings', sa.JSON))


def upgrade() -> None:
    rename({of_hash(each): of_name(each) for each in sections()})


def downgrade() -> None:
    rename({of_name(each): of_hash(each) for each in sections()})


def sections() -> list[str]:
    return list(op.get_bind().scalars(sa.select(article.c.section).distinct()))


def of_hash(section: str) -> str:
    return f'section-{sha256(section.encode()).hexdigest()[:16]}'


def of_name(section: str) -> str:
    return 'in-' + urlsafe_b64encode(section.encode()).decode().rstrip('=')


def rename(names: Mapping[str, str]) -> None:
    """Name settings anew, in their history and in what follows from it."""
    bind = op.get_bind()
    for old, new in names.items():
        bind.execute(choice.update().where(choice.c.name == old).values(name=new))
    for number, held in bind.execute(sa.select(chosen)).all():
        renamed = {names.get(name, name): value for name, value in held.items()}
        bind.execute(chosen.update().where(chosen.c.id == number).values(settings=renamed))
