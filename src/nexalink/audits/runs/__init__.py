"""Scoring runs: one kernel mapped over many owners, in one process, over a pool of them, or on Dask."""
