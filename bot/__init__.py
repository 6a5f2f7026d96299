"""Kaeru's core: what the colleague knows and does. Knows neither Slack's door nor the clock's (design 1)."""
