"""What an operator does with the site as a whole from the command line."""

from discuss.upkeep.cli.copies import backup, restore

__all__ = ["backup", "restore"]
