#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The C library's functions, named once here, so that no other file depends on the platform.
// Disfavoured, so that a test that imports Foundation too gets Foundation's and not an ambiguity.

@_disfavoredOverload @inline(__always)
package func exp(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.exp(x)
  #else
    Darwin.exp(x)
  #endif
}

/// exp(x) − 1, precise for small x.
@_disfavoredOverload @inline(__always)
package func expm1(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.expm1(x)
  #else
    Darwin.expm1(x)
  #endif
}

@_disfavoredOverload @inline(__always)
package func log(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.log(x)
  #else
    Darwin.log(x)
  #endif
}

/// ln(1 + x), precise for small x.
@_disfavoredOverload @inline(__always)
package func log1p(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.log1p(x)
  #else
    Darwin.log1p(x)
  #endif
}

@_disfavoredOverload @inline(__always)
package func sinh(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.sinh(x)
  #else
    Darwin.sinh(x)
  #endif
}

@_disfavoredOverload @inline(__always)
package func cos(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.cos(x)
  #else
    Darwin.cos(x)
  #endif
}

@_disfavoredOverload @inline(__always)
package func sin(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.sin(x)
  #else
    Darwin.sin(x)
  #endif
}
