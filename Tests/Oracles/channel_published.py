"""Writes Tests/StatsTests/Reference/channel-published.jsonl: limits printed in the manual of Combine.

Of realistic-counting-experiment.txt, all at 95 %, from the manual's page commonstatsmethods.md. The
limits of AsymptoticLimits stop at a relative accuracy of 0.5 % (its rRelAcc); its expected ones are
quantiles of 2.5, 16, 50, 84 and 97.5 %, here as positions in standard deviations, from the Asimov
data set fitted to the observed count. MarkovChainMC states its error. Each row says what our
calculation gives, and the script stops where the two do not agree.

Usage: python Tests/Oracles/channel_published.py > Tests/StatsTests/Reference/channel-published.jsonl
"""

import json

import mpmath as mp

from channel_asymptotics import AsymptoticLimits, Likelihood, quantile
from channel_limits import refined_limit
from channel_models import REALISTIC

SOURCE = "Combine, docs/part3/commonstatsmethods.md at da0a2f49, realistic-counting-experiment.txt"
ACCURACY = 0.005
EXPECTED = {"0.025": 0.9640, "0.16": 1.4329, "0.5": 2.3281, "0.84": 3.9800, "0.975": 6.6194}
OBSERVED = 1.6281
MARKOV_CHAIN = (2.20438, 0.0144695)


def row(method, printed, error, calculated, **more):
    if abs(calculated - printed) > 2 * error:
        raise ArithmeticError(f"{method}: {calculated} instead of {printed}")
    print(json.dumps({
        "name": "realistic-counting-experiment of Combine", "method": method, "confidence": 0.95,
        "limit": printed, "error": round(error, 7), "calculated": float(f"{float(calculated):.10g}"),
        **more, "source": SOURCE, "model": REALISTIC}))


def main():
    limits = AsymptoticLimits(Likelihood(REALISTIC))
    row("asymptotic-observed", OBSERVED, ACCURACY * OBSERVED, limits.observed("0.95"))
    for probability, printed in EXPECTED.items():
        found = limits.expected("0.95", mp.mpf(probability))
        row("asymptotic-expected", printed, ACCURACY * printed, found,
            deviation=float(mp.nstr(quantile(mp.mpf(probability)), 12)))
    row("bayesian", *MARKOV_CHAIN, refined_limit("bayesian", REALISTIC, 0.95)[0])


if __name__ == "__main__":
    main()
