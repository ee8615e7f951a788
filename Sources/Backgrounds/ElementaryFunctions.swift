import Stats

// The names that formulas use, for functions that `Stats` takes from the C library.

func cos(_ x: Double) -> Double { Elementary.cosine(x) }

func exp(_ x: Double) -> Double { Elementary.exponential(x) }

/// exp(x) − 1, precise for small x.
func expm1(_ x: Double) -> Double { Elementary.exponentialLessOne(x) }

func log(_ x: Double) -> Double { Elementary.logarithm(x) }

/// ln(1 + x), precise for small x.
func log1p(_ x: Double) -> Double { Elementary.logarithmOfOnePlus(x) }

func sin(_ x: Double) -> Double { Elementary.sine(x) }
