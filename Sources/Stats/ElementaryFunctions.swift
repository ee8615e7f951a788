#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The C library's functions, named once here, so that no other file depends on the platform.

@inline(__always) func asin(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.asin(x)
  #else
    Darwin.asin(x)
  #endif
}

@inline(__always) func asinh(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.asinh(x)
  #else
    Darwin.asinh(x)
  #endif
}

@inline(__always) func cos(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.cos(x)
  #else
    Darwin.cos(x)
  #endif
}

@inline(__always) func cosh(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.cosh(x)
  #else
    Darwin.cosh(x)
  #endif
}

@inline(__always) func exp(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.exp(x)
  #else
    Darwin.exp(x)
  #endif
}

/// exp(x) − 1, precise for small x.
@inline(__always) func expm1(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.expm1(x)
  #else
    Darwin.expm1(x)
  #endif
}

@inline(__always) func log(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.log(x)
  #else
    Darwin.log(x)
  #endif
}

/// ln(1 + x), precise for small x.
@inline(__always) func log1p(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.log1p(x)
  #else
    Darwin.log1p(x)
  #endif
}

@inline(__always) func sin(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.sin(x)
  #else
    Darwin.sin(x)
  #endif
}

@inline(__always) func sinh(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.sinh(x)
  #else
    Darwin.sinh(x)
  #endif
}

@inline(__always) func erf(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.erf(x)
  #else
    Darwin.erf(x)
  #endif
}

/// 1 − erf(x), precise for large x.
@inline(__always) func erfc(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.erfc(x)
  #else
    Darwin.erfc(x)
  #endif
}

@inline(__always) func pow(_ base: Double, _ exponent: Double) -> Double {
  #if canImport(Glibc)
    Glibc.pow(base, exponent)
  #else
    Darwin.pow(base, exponent)
  #endif
}
