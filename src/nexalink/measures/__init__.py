"""Pure, vectorised measures of ties and networks: arrays and a date in, arrays out."""
