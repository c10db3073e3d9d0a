"""The owner's relation to each person: tier, counts, circles, tags, notes."""
