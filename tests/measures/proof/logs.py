"""Invented logs of who wrote to whom, from a seed: ties of very different pace, many of which end."""

import numpy as np

DAY = 86_400
Event = tuple[str, str, float]


def invented_events(*, seed: int = 0, owners: int = 12, others: int = 30, days: int = 400) -> list[Event]:
    generator = np.random.default_rng(seed)
    events: list[Event] = []
    for owner in range(owners):
        for other in range(others):
            pace = generator.lognormal(-3.5, 1.0)
            end = generator.integers(days // 5, 2 * days)
            for day in np.flatnonzero(generator.random(days) < pace):
                if day > end:
                    break
                pair = (f"owner {owner}", f"friend {owner}-{other}")
                sides = [pair] + ([pair[::-1]] if generator.random() < 0.6 else [])
                events += [(*side, float(day * DAY + k * 3_600 + 60)) for k, side in enumerate(sides)]
    return sorted(events, key=lambda event: event[2])


def as_csv(events: list[Event]) -> str:
    return "src,dst,seconds,recipients\n" + "".join(f"{a},{b},{t:.0f},1\n" for a, b, t in events)
