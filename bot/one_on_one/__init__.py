"""1on1s: who talks with whom, when the next talk is due, and what of it is kept. Nothing that is said is stored."""
