"""What people send to their inbox."""

from discuss.kit.command import Form, Whole


class Reading(Form):
    """Which notice has been read; none for all."""

    notice_id: Whole | None = None
