"""The sample of the fit oracles, made from integers so that Swift makes the same doubles.

SplitMix64 gives 64 bits, the upper 40 of which are a uniform number in units of 2^-40. Von
Neumann's comparison method turns them into an exactly exponential number of decay length 4,
starting at 1.5; those above 20 are dropped. Every value is a multiple of 2^-38, so that no rounding
and no mathematical library enters. Tests/StatsTests/Support/TailNumbers.swift is the same in Swift.

References: G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014 (SplitMix64);
J. von Neumann, Nat. Bur. Stand. Appl. Math. Ser. 12 (1951) 36.
"""

MASK = (1 << 64) - 1
TICKS_PER_UNIT = 1 << 38
LOWEST = 3 << 37  # 1.5
HIGHEST = 20 << 38


def uniform_ticks(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield (z ^ (z >> 31)) >> 24


def exponential_ticks(uniform):
    """An exponential number in units of 2^-40."""
    whole = 0
    while True:
        first = last = next(uniform)
        length = 1
        while (following := next(uniform)) < last:
            last = following
            length += 1
        if length % 2 == 1:
            return (whole << 40) + first
        whole += 1


def tail_ticks(count, seed=20230701):
    """`count` values between 1.5 and 20, in units of 2^-38."""
    uniform = uniform_ticks(seed)
    ticks = []
    while len(ticks) < count:
        # One decay length is 4 units: 2^40 ticks of the exponential are 4 * 2^38 of the value.
        value = LOWEST + exponential_ticks(uniform)
        if value <= HIGHEST:
            ticks.append(value)
    return ticks
