"""The municipal calendar: working days, holidays, closures, paydays. Knows nothing about overtime."""
