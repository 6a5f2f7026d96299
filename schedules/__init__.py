"""Door 2: the clock calls us. One module per feature; each job asks what is due at `now` and plans it."""
