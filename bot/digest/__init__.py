"""What several features tell together. Reads them through their use cases and owns no row."""
