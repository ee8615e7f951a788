extension Sequence where Element == String {
  /// The one known name that `name` was probably meant to be; nil if none or several are near.
  ///
  /// Near means: no more than one letter in three is wrong, missing, surplus or swapped with its
  /// neighbour; a wrong case counts half.
  public func nearest(to name: String) -> String? {
    let limit = Swift.max(1, 2 * (name.unicodeScalars.count / 3))
    var best: (name: String, distance: Int)?
    var isUnique = true
    for candidate in self where candidate != best?.name {
      guard let distance = editDistance(name, candidate, limit: best?.distance ?? limit) else {
        continue
      }
      isUnique = best.map { distance < $0.distance } ?? true
      best = (candidate, distance)
    }
    return isUnique ? best?.name : nil
  }
}

/// Names longer than this are compared for equality only, which bounds the work on hostile input.
private let longestComparedName = 64

/// The optimal string alignment distance in half steps, or nil if it is above the limit.
///
/// Insertion, deletion, substitution and swapping neighbours cost 2, a change of case costs 1.
/// B. J. Oommen, R. K. S. Loke, Pattern Recognition 30 (1997) 789.
func editDistance(_ first: String, _ second: String, limit: Int) -> Int? {
  let a = Array(first.unicodeScalars.prefix(longestComparedName + 1))
  let b = Array(second.unicodeScalars.prefix(longestComparedName + 1))
  guard max(a.count, b.count) <= longestComparedName, 2 * abs(a.count - b.count) <= limit
  else { return nil }
  var twoAbove: [Int] = []
  var above = (0...b.count).map { 2 * $0 }
  for i in a.indices {
    var row = [2 * (i + 1)]
    for j in b.indices {
      var cost = min(above[j] + substitutionCost(a[i], b[j]), above[j + 1] + 2, row[j] + 2)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, twoAbove[j - 1] + 2) }
      row.append(cost)
    }
    (twoAbove, above) = (above, row)
  }
  return above[b.count] <= limit ? above[b.count] : nil
}

private func substitutionCost(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Int {
  if a == b { return 0 }
  return a.properties.lowercaseMapping == b.properties.lowercaseMapping ? 1 : 2
}
