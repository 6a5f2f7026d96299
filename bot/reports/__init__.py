"""Reports that follow the figures: of sections every month, of the city every quarter. They tell of units."""
