import Foundation
import TestSupport
import Testing

/// What a figure could tell of rows that nobody may see.
///
/// Serialized, since equal figures need one place for all projects.
@Suite("S: figures", .serialized) struct FigureAttackTests {
  /// With a column beside those of the box, for the axes of the plane.
  private static let analysis = SampleAnalysis.with {
    $0.columns = """
      {E_ECAL: {branch: ecal, unit: GeV}, E_HCAL: {branch: hcal, unit: GeV},
       E_SRD: {branch: srd, unit: MeV}}
      """
    $0.selection = "[{name: tag, require: E_SRD > 0 MeV}]"
    $0.regions["side band"] = "E_ECAL in 45 GeV .. 62 GeV && E_HCAL < 1 GeV"
    $0.backgrounds = """
      {tail: {model: side-band extrapolation, variable: E_ECAL, from: side band, \
      into: signal box, function: exponential}}
      """
  }

  private static let visible = (0..<150).map {
    "1,\($0),\(45.1 + 17 * Double($0 * $0 % 149) / 150),0.\($0 % 10),\(1 + $0 % 50)"
  }

  /// Rows of the box that would stretch every axis, legend and colour.
  private static let hidden =
    (0..<700).map { "2,\($0),\($0 % 41),0.\($0 % 9),200" }
    + ["2,900,-1e300,0.5,1e300", "1,1,20,0.5,nan", "1,2,21,0.25,-7"]

  private static let places = ["plane", "backgrounds", "side-band-tail"]

  /// The figures of a project that always lies in the same place, by name.
  private static func figures(_ rows: [String]) throws -> [String: String] {
    let project = try HeldProject(at: "figures")
    try project.write(analysis)
    try project.write(
      (["run,event,ecal,hcal,srd"] + rows).joined(separator: "\n") + "\n", to: "data.csv")
    for words in [[], ["--x", "E_SRD", "--x-range", "0 .. 60 MeV", "--format", "json"]] {
      let outcome = project.run(["plot", "a.yaml"] + words)
      #expect(outcome.status == 0, "\(outcome.output)")
    }
    var figures: [String: String] = [:]
    for name in places.flatMap({ ["\($0).svg", "\($0).gp"] }) {
      figures[name] = try project.text("results/sample/figures/\(name)")
    }
    return figures
  }

  @Test("S5 ranges, bins, colours, legends and metadata are those of the visible rows")
  func hidden() throws {
    let alone = try Self.figures(Self.visible)
    #expect(try Self.figures(Self.visible + Self.hidden) == alone)
    #expect(try Self.figures(Self.hidden + Self.visible) == alone)
    // One visible row more, and the same comparison fails.
    #expect(try Self.figures(Self.visible + ["7,1,50.5,0.5,20"]) != alone)
  }

  @Test("S5 axes are those of the file, wherever the visible events lie")
  func axes() throws {
    let (few, many) = (
      try Self.figures(Self.visible), try Self.figures(Self.visible + ["7,1,3000,4000,20"])
    )
    for line in [#/set xrange .*/#, #/set yrange .*/#] {
      let found = try #require(few["plane.gp"]).matches(of: line).map(\.output)
      #expect(try #require(many["plane.gp"]).matches(of: line).map(\.output) == found)
      #expect(found.count == 1)
    }
  }

  @Test("S5 a picture says of itself what it is worth, and nothing else", arguments: places)
  func metadata(name: String) throws {
    let picture = try #require(try Self.figures(Self.visible)["\(name).svg"])
    let described = picture.matches(of: #/<desc>([^<]*)<\/desc>/#).map { String($0.output.1) }
    #expect(described == ["Grade: BLIND-1, blinded in place, one typed sign-off"])
    for word in [
      "Gnuplot", "GNUPLOT", "Produced", "<metadata", "<!--", #"20\d\d-\d\d-\d\d"#, "/tmp",
    ] {
      #expect(try picture.firstMatch(of: Regex(word)) == nil, "\(word)")
    }
  }
}
