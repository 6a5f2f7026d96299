"""Staff, units, posts, heads, hours and special modes: who works where, who acts for whom, who may see whom."""
