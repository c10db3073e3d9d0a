"""Who each person is: names, handles, positions, and joining two records of one human."""
