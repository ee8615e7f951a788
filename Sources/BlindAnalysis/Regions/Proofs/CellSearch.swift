/// Looks for a combination of cells in which a statement is true, without trying them all.
///
/// Quantity after quantity gets a cell; a branch is given up as soon as the statement is false
/// whatever the rest will be.
struct CellSearch {
  enum Outcome: Hashable, Sendable {
    /// A cell for each quantity; nil for those that do not matter.
    case found([Int?])
    case nothing
    /// Too many combinations: no answer.
    case tooLarge
  }

  /// Parts of conditions that may be looked at; some hundredths of a second.
  static let mostWork = 2_000_000
  /// Also bounds the depth of the search.
  static let mostQuantities = 100

  private let statement: RegionFormula
  private let cells: [RegionCells]
  /// Asked about each combination of one cell for every quantity; nil accepts the first finding.
  private let accept: (([Int]) -> Bool)?
  private var work = 0

  /// - Parameters:
  ///   - fixed: Cells that are given, by quantity.
  ///   - accept: Decides about each combination that makes the statement true.
  static func run(
    _ statement: RegionFormula, _ cells: [RegionCells], fixed: [Int: Int] = [:],
    accept: (([Int]) -> Bool)? = nil
  ) -> Outcome {
    guard cells.count <= mostQuantities else { return .tooLarge }
    var search = CellSearch(statement: statement, cells: cells, accept: accept)
    var chosen = cells.indices.map { fixed[$0] }
    let isFound = search.extend(&chosen, from: 0)
    if search.work > mostWork { return .tooLarge }
    return isFound ? .found(chosen) : .nothing
  }

  private init(
    statement: RegionFormula, cells: [RegionCells], accept: (([Int]) -> Bool)?
  ) {
    (self.statement, self.cells, self.accept) = (statement, cells, accept)
  }

  /// True with the cells filled in if a combination was found.
  private mutating func extend(_ chosen: inout [Int?], from index: Int) -> Bool {
    guard work <= Self.mostWork else { return false }
    let truth = statement.value(work: &work) { cells.contains($1, quantity: $0, chosen[$0]) }
    if truth == false { return false }
    if truth == true, accept == nil { return true }
    guard index < cells.count else { return accept?(chosen.compactMap { $0 }) ?? false }
    guard chosen[index] == nil else { return extend(&chosen, from: index + 1) }
    for cell in cells[index].searchOrder {
      chosen[index] = cell
      if extend(&chosen, from: index + 1) { return true }
    }
    chosen[index] = nil
    return false
  }
}

extension [RegionCells] {
  /// Whether the chosen cell of a quantity lies in the set; nil if none is chosen.
  func contains(_ set: ValueSet, quantity: Int, _ cell: Int?) -> Bool? {
    guard let cell else { return nil }
    guard let places = self[quantity].cells[cell].places else { return set.containsNaN }
    return set.contains(places.lowerBound)
  }
}
