"""Door 1: Slack calls us. One module per feature; each handler reads, calls one use case, leaves."""
