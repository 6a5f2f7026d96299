"""Kills and freezes real sending processes at random moments. Holds the victims and the one who does it, no test."""
