import Testing

@testable import Stats

@Suite("Philox") struct PhiloxTests {
  /// The vectors `philox4x64 10` of the file `kat_vectors` of Random123, the authors' own program.
  static let published: [(counter: Philox.Words, key: (UInt64, UInt64), block: Philox.Words)] = [
    (
      Philox.Words(0, 0, 0, 0), (0, 0),
      Philox.Words(
        0x1655_4d9e_ca36_314c, 0xdb20_fe9d_672d_0fdc, 0xd7e7_72ce_e186_176b, 0x7e68_b68a_ec7b_a23b)
    ),
    (
      Philox.Words(.max, .max, .max, .max), (.max, .max),
      Philox.Words(
        0x87b0_92c3_013f_e90b, 0x438c_3c67_be8d_0224, 0x9cc7_d7c6_9cd7_77b6, 0xa09c_aebf_594f_0ba0)
    ),
    (
      Philox.Words(
        0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89),
      (0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c),
      Philox.Words(
        0xa528_f454_03e6_1d95, 0x38c7_2dbd_566e_9788, 0xa5a1_610e_72fd_18b5, 0x57bd_43b5_e52b_7fe6)
    ),
  ]

  @Test("gives the known answers of its authors", arguments: published)
  func knownAnswers(_ row: (counter: Philox.Words, key: (UInt64, UInt64), block: Philox.Words)) {
    #expect(Philox.block(row.counter, key: row.key) == row.block)
  }

  @Test("a stream is NumPy's with key (seed, purpose) and counter (0, toy, point, 0)")
  func numPy() throws {
    for row in try ReferenceTable("philox").rows {
      var stream = RandomStream(
        seed: try word(row, "seed"),
        purpose: try #require(RandomPurpose(rawValue: word(row, "purpose"))),
        point: try word(row, "point"), toy: try word(row, "toy"))
      for index in 0..<10 {
        #expect(stream.next() == (try word(row, "word\(index)")), "\(row)")
      }
    }
  }

  private func word(_ row: [String: String], _ column: String) throws -> UInt64 {
    try #require(UInt64(row.text(column)))
  }

  @Test("uniform numbers have 53 bits and are neither 0 nor 1")
  func openInterval() {
    #expect(RandomStream.uniform(0) == 0x1p-53)
    #expect(RandomStream.uniform(.max) == 1 - 0x1p-53)
    #expect(RandomStream.uniform(1 << 63) == 0.5 + 0x1p-53)
    #expect(RandomStream.uniform(0xFFF) == RandomStream.uniform(0))
    #expect(RandomStream.uniform(0x1000) == 0x3p-53)
  }

  @Test("purposes keep their numbers, which published results depend on")
  func purposes() {
    #expect(RandomPurpose.allCases.map(\.rawValue) == [1, 2, 4, 8, 16, 32])
  }
}
