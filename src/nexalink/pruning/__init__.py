"""Review sessions: which ties to keep, lower, let fade or take up again."""
