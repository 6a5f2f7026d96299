"""How fast Kaeru is, as ratios against a reference measured in the same run. Benches are no tests: nothing asserts."""
