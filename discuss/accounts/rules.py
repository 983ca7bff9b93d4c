"""Who is acting, as a plain value."""

from dataclasses import dataclass

from discuss.kit.errors import Unknown


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody at a door: a signed-in person or, without a `person_id`, a stranger."""

    person_id: int | None
    handle: str = ""
    name: str = ""
    role: str = "stranger"
    is_confirmed: bool = False

    @property
    def id(self) -> int:
        """The person's row; raises `Unknown` (401) for a stranger."""
        if self.person_id is None:
            raise Unknown("Sign in to go on. What you typed is kept.")
        return self.person_id

    @property
    def is_signed_in(self) -> bool:
        """Whether this is a person."""
        return self.person_id is not None

    @property
    def may_moderate(self) -> bool:
        """Whether the desk is open to them."""
        return self.role in {"moderator", "admin"}

    @property
    def may_edit(self) -> bool:
        """Whether articles and questions are theirs to write."""
        return self.role in {"editor", "admin"}

    @property
    def is_admin(self) -> bool:
        """Whether roles are theirs to give."""
        return self.role == "admin"


STRANGER = Actor(person_id=None)
