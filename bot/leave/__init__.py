"""Planned leave, exact to the minute: what somebody wants, what it costs, what is left. Plans are no applications."""
