"""Everything that Kaeru says in blocks, with an example of each: drawn, judged and photographed by the gallery test.

A feature adds a module here and marks its examples: `@example_of(blocks.card)`.
"""
