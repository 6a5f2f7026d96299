"""Everything that leaves for Slack later: occurrences, one outbox, attempts, the message budget. Knows no feature."""
