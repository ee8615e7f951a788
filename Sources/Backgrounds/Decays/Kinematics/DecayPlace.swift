import Stats

/// The place of a decay inside an interval of the beam line, in metres.
///
/// Solves (e^(−from/λ) − e^(−z/λ)) / (e^(−from/λ) − e^(−to/λ)) = share for z.
func decayPlace(share: Double, from: Double, to: Double, decayLength: Double) -> Double {
  let place =
    from - decayLength
    * log1p(share * expm1(-(to - from) / decayLength))
  return min(max(place, from), to)
}
