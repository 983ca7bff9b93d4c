"""What the forms of discussions have in common."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from discuss.comments.rules import BLOCK, LONGEST_BODY
from discuss.kit.command import LARGEST
from discuss.kit.mentions import Called

Id = Annotated[int, Field(ge=1, le=LARGEST)]
Body = Annotated[str, Field(min_length=1, max_length=LONGEST_BODY)]
Key = Annotated[str, Field(min_length=1, max_length=64)]
About = Annotated[str, Field(pattern=rf"^(?:{BLOCK})?$")]
"""The key of a paragraph, or nothing."""
People = Mapping[str, Called]
"""Whom the words call, by what the names look like: `queries.people_called`."""

WRITE = "Write something before posting."
ABOUT = "Name a paragraph of the article, such as p3, or leave this out."
