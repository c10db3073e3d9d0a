"""Full-text search over everything the owner has; its index follows the journal."""
