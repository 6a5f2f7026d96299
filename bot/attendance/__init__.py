"""Imported clock-outs and hours, and the on-time-leaving rate. Knows no no-overtime day and no tap."""
