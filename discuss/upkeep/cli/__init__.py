"""What an operator does with the site as a whole from the command line."""

from discuss.upkeep.cli.copies import backup, restore
from discuss.upkeep.cli.doctor import doctor
from discuss.upkeep.cli.parts import parts
from discuss.upkeep.cli.record import record

__all__ = ["backup", "doctor", "parts", "record", "restore"]
