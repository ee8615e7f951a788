public import BlindAnalysis
public import Ledger

/// Which figures were written where.
public struct FiguresText {
  private let definition: AnalysisDefinition
  private let files: [Files]
  private let standing: StandingText

  public struct Files {
    let figure: Figure
    let script: String
    let image: String?

    /// - Parameters:
    ///   - script: Its place in the project.
    ///   - image: Its place in the project; nil if it could not be drawn.
    public init(_ figure: Figure, script: String, image: String?) {
      (self.figure, self.script, self.image) = (figure, script, image)
    }
  }

  public init(_ definition: AnalysisDefinition, _ files: [Files], standing: StandingText) {
    (self.definition, self.files, self.standing) = (definition, files, standing)
  }

  /// Whether every figure was drawn.
  public var isDrawn: Bool { files.allSatisfy { $0.image != nil } }

  public var lines: [String] {
    var table = TextTable([.left, .left])
    for file in files { table.add(file.image ?? file.script, file.figure.title.printable) }
    return ["Figures of \(definition.name): \(definition.title)"] + definition.mockWarning
      + definition.pseudoDataWarning + standing.late + table.lines()
      + ["Beside each lies the gnuplot script that draws it (.gp), with its data.", ""]
      + standing.gradeLines + standing.nextLine
  }

  public var document: CanonicalValue {
    [
      "schema": "na64-blind/figures/1", "analysis": .string(definition.name),
      "definition": .string(definition.digest.description),
      "grade": .string(standing.grade.rawValue),
      "figures": .array(
        files.map {
          [
            "name": .string($0.figure.name), "title": .string($0.figure.title),
            "script": .string($0.script), "image": $0.image.map(CanonicalValue.string) ?? .null,
          ]
        }),
    ]
  }
}
