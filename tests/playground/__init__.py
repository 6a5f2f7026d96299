"""What the playground promises: it behaves as Slack does, and refuses what Slack refuses."""
