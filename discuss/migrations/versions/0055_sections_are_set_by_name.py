"""sections are set by name

Revision: 0055, after 0054
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256

import sqlalchemy as sa
from alembic import op


revision = '0055'
down_revision = '0054'
branch_labels = None
depends_on = None

article = sa.table('article', sa.column('section', sa.String))
person = sa.table('person', sa.column('sections', sa.JSON))
choice = sa.table('choice', sa.column('name', sa.String))
chosen = sa.table('chosen', sa.column('id', sa.Integer), sa.column('settings', sa.JSON))


def upgrade() -> None:
    """A section is known where an article or a moderator's limits name it; others stay as set."""
    bind = op.get_bind()
    named = set(bind.scalars(sa.select(article.c.section).distinct()))
    named.update(*(each or () for each in bind.scalars(sa.select(person.c.sections))))
    rename({of_hash(each): of_name(each) for each in named})


def downgrade() -> None:
    names = op.get_bind().scalars(sa.select(choice.c.name).distinct())
    rename({each: of_hash(section_of(each)) for each in names if each.startswith('in-')})


def section_of(name: str) -> str:
    packed = name.removeprefix('in-')
    return urlsafe_b64decode(packed + '=' * (-len(packed) % 4)).decode()


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
