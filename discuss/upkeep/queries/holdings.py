"""What a site holds, whatever the revision of its tables is."""

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles.models import Article


def is_empty(session: Session) -> bool:
    """Tell whether nobody would miss anything: no account, and no article but the bundled one."""
    tables = inspect(session.connection()).get_table_names()
    if Person.__tablename__ not in tables or Article.__tablename__ not in tables:
        return True
    people = session.scalar(select(func.count(Person.id))) or 0
    articles = session.scalar(select(func.count(Article.id))) or 0
    return people == 0 and articles <= 1
