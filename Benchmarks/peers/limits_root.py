"""Times RooStats on the models of limits.py, one line of JSON each.

BayesianCalculator on one bin gives the number of na64-blind: with a flat prior and an exact signal
the Bayesian limit is the CLs one. On five channels its seven-dimensional integrals do not come to an
end within minutes, so there RooStats has its Markov chain of 100,000 steps, right to about 1 %.
Asymptotic limits are approximations of another quantity. Toys are those of ToyMCSampler.

Usage: python Benchmarks/peers/limits_root.py
"""

import warnings

from limits import CASES, FIVE_CHANNELS, ONE_BIN
from timing import keep_output_for_reports, report

keep_output_for_reports()
warnings.simplefilter("ignore", UserWarning)  # the wheel of ROOT says that it is an alpha version
import ROOT  # noqa: E402

ROOT.RooMsgService.instance().setGlobalKillBelow(ROOT.RooFit.ERROR)
ROOT.gErrorIgnoreLevel = ROOT.kError
STATS = ROOT.RooStats
FIVE_BAYESIAN = "Bayesian limit of five channels, six nuisances"


class Workspace:
    """A model of channel_models.py with log-normal effects only."""

    def __init__(self, model):
        self.space = ROOT.RooWorkspace("w")
        make = self.space.factory
        make("mu[1,0,40]")
        make("Uniform::flat(mu)")
        names = [nuisance["name"].replace("-", "_") for nuisance in model["nuisances"]]
        for name in names:
            make(f"Gaussian::constraint_{name}({name}[0,-6,6],global_{name}[0,-6,6],1)")
            self.space.var(f"global_{name}").setConstant(True)
        for i, channel in enumerate(model["channels"]):
            means = [self.mean(f"s{i}", channel["signal"], ["mu"])]
            means += [self.mean(f"b{i}_{j}", background, [])
                      for j, background in enumerate(channel["backgrounds"])]
            make(f"Poisson::channel{i}(n{i}[{channel['observed']},0,1000],sum::m{i}({','.join(means)}))")
        counts = [f"n{i}" for i in range(len(model["channels"]))]
        constraints = ",".join(f"constraint_{name}" for name in names)
        make(f"PROD::model({','.join(f'channel{i}' for i in range(len(counts)))},{constraints})")
        self.counts = self.space.argSet(",".join(counts))
        self.data = ROOT.RooDataSet("data", "", self.counts)
        self.data.add(self.counts)
        self.config = self.hypothesis("with_signal", 1.0, names, counts)
        self.background = self.hypothesis("without_signal", 0.0, names, counts)

    def mean(self, name, sample, factors):
        for effect in sample["effects"]:
            nuisance = effect["nuisance"].replace("-", "_")
            factor = f"{name}_{nuisance}"
            self.space.factory(f"expr::{factor}('pow({effect['kappa']},{nuisance})',{nuisance})")
            factors = [*factors, factor]
        self.space.factory(f"prod::{name}({','.join([str(sample['yield']), *factors])})")
        return name

    def hypothesis(self, name, mu, names, counts):
        config = STATS.ModelConfig(name, self.space)
        config.SetPdf("model")
        config.SetParametersOfInterest("mu")
        config.SetObservables(",".join(counts))
        config.SetNuisanceParameters(",".join(names))
        config.SetGlobalObservables(",".join(f"global_{name}" for name in names))
        config.SetPriorPdf(self.space.pdf("flat"))
        self.space.var("mu").setVal(mu)
        config.SetSnapshot(self.space.argSet("mu"))
        return config

    def bayesian(self):
        calculator = STATS.BayesianCalculator(self.data, self.config)
        calculator.SetConfidenceLevel(0.9)
        calculator.SetLeftSideTailFraction(0)
        return calculator.GetInterval().UpperLimit()

    def markov_chain(self):
        calculator = STATS.MCMCCalculator(self.data, self.config)
        proposal = STATS.SequentialProposal(0.1)
        calculator.SetProposalFunction(proposal)
        calculator.SetConfidenceLevel(0.9)
        calculator.SetNumIters(100_000)
        calculator.SetNumBurnInSteps(500)
        calculator.SetLeftSideTailFraction(0)
        return calculator.GetInterval().UpperLimit(self.space.var("mu"))

    def inverted(self, calculator, points, low, high):
        inverter = STATS.HypoTestInverter(calculator)
        inverter.SetConfidenceLevel(0.9)
        inverter.UseCLs(True)
        inverter.SetVerbose(-1)
        inverter.SetFixedScan(points, low, high)
        return inverter.GetInterval().UpperLimit()

    def asymptotic(self):
        STATS.AsymptoticCalculator.SetPrintLevel(-1)
        calculator = STATS.AsymptoticCalculator(self.data, self.background, self.config)
        calculator.SetOneSided(True)
        return self.inverted(calculator, 21, 0, 8)

    def toys(self, count):
        """P(q-tilde >= observed) for a signal of 2.3, nuisance parameters fitted beside it."""
        mu = self.space.var("mu")
        mu.setVal(2.3)  # what the sampler tests is the value at this time
        statistic = STATS.ProfileLikelihoodTestStat(self.space.pdf("model"))
        statistic.SetOneSided(True)
        sampler = STATS.ToyMCSampler(statistic, count)
        sampler.SetPdf(self.space.pdf("model"))
        sampler.SetObservables(self.counts)
        sampler.SetGlobalObservables(self.config.GetGlobalObservables())
        sampler.SetNuisanceParameters(self.config.GetNuisanceParameters())
        sampler.SetParametersForTestStat(self.config.GetParametersOfInterest())
        sampler.SetNEventsPerToy(1)
        mu.setConstant(True)
        self.space.pdf("model").fitTo(
            self.data, PrintLevel=-1,
            GlobalObservables=self.config.GetGlobalObservables(),
            Constrain=self.config.GetNuisanceParameters())
        mu.setConstant(False)
        point = ROOT.RooArgSet(mu)
        point.add(self.config.GetNuisanceParameters())
        truth = point.snapshot()
        observed = statistic.Evaluate(self.data, ROOT.RooArgSet(truth["mu"]))
        point.assign(truth)
        values = sampler.GetSamplingDistribution(truth).GetSamplingDistribution()
        return sum(value >= observed for value in values) / len(values)


def main():
    tool = f"RooStats {ROOT.gROOT.GetVersion()}"
    one, five = Workspace(CASES["one bin"]), Workspace(CASES["five channels"])
    report(ONE_BIN, f"{tool}, BayesianCalculator", 5, one.bayesian)
    report(ONE_BIN, f"{tool}, asymptotic, 21 points", 3, one.asymptotic)
    report(FIVE_BAYESIAN, f"{tool}, MCMCCalculator", 3, five.markov_chain)
    report(FIVE_CHANNELS, f"{tool}, asymptotic, 21 points", 3, five.asymptotic)
    for name, model in CASES.items():
        workspace = Workspace(model)
        report(f"q-tilde toy, {name}", f"{tool}, ToyMCSampler", 3, lambda: workspace.toys(1000), units=1000)


if __name__ == "__main__":
    main()
