"""Writes Tests/BackgroundsTests/Reference/decay-spectra.csv: spectra of K -> pi0 l nu in the kaon's rest frame.

Density per GeV of the energy of the lepton or of the neutrino, normalised to one; Gauss-Legendre over the pion,
SciPy's quad over the energy, the matrix element of decay_physics.py.

Usage: python Tests/Oracles/decay_spectra.py > Tests/BackgroundsTests/Reference/decay-spectra.csv
"""

from scipy import integrate

from decay_physics import LAMBDA_0, LAMBDA_PLUS, ME, MK, MMU, MPI0, lepton_density, neutrino_density

print("# SciPy quad over the matrix element; Tests/Oracles/decay_spectra.py")
print("lepton,particle,vector_slope,scalar_slope,share,energy,density,mean,highest")
for name, mass in (("e", ME), ("mu", MMU)):
    for slopes in ((0.0, 0.0), (LAMBDA_PLUS, LAMBDA_0), (0.05, -0.02)):
        kw = {"slope": slopes[0], "slope0": slopes[1]}
        for particle, low, high, function in (
            ("lepton", mass, (MK**2 + mass**2 - MPI0**2) / (2 * MK), lepton_density),
            ("neutrino", 0.0, (MK**2 - (MPI0 + mass) ** 2) / (2 * MK), neutrino_density),
        ):
            f = lambda e: function(mass, e, **kw)
            norm = integrate.quad(f, low, high, epsabs=0, epsrel=1e-12)[0]
            mean = integrate.quad(lambda e: e * f(e), low, high, epsabs=0, epsrel=1e-12)[0] / norm
            for share in (0.05, 0.3, 0.6, 0.9, 0.99):
                energy = low + share * (high - low)
                density = f(energy) / norm
                print(f"{name},{particle},{slopes[0]},{slopes[1]},{share},{energy:.17g},{density:.14g},"
                      f"{mean:.14g},{high:.17g}")
