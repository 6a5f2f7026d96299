"""Meetings of a workplace, once a month and in the morning: when, and whether they were held. Nothing that was said."""
