"""What readers send to their inbox."""

from typing import Annotated

from pydantic import Field

from discuss.kit.command import Form


class PageOfNotices(Form):
    """Which page of notices."""

    after: Annotated[str, Field(max_length=200)] = ""
