import Testing

@testable import EventData

/// Reads a table that is written here; the default columns are one number and one identifier.
private func read(
  _ text: String, _ numbers: [String] = ["e"], identifiers: [String] = ["id"], batch: Int = 4096
) throws -> WholeTable {
  try read(Array(text.utf8), numbers, identifiers: identifiers, batch: batch)
}

private func read(
  _ bytes: [UInt8], _ numbers: [String] = ["e"], identifiers: [String] = ["id"], batch: Int = 4096
) throws -> WholeTable {
  let folder = try TemporaryFolder()
  let path = try folder.write(bytes, "table.csv")
  return try readAll(path, numbers, identifiers: identifiers, batch: batch)
}

@Suite("Reading CSV tables") struct CSVReadingTests {
  @Test(
    "line ends, blanks, blank lines and a byte order mark make no difference",
    arguments: [
      "id,e\n1,2.5\n2,-3\n", "id,e\r\n1,2.5\r\n2,-3\r\n", "id,e\n1,2.5\n2,-3",
      "\u{FEFF}id,e\n1,2.5\n2,-3\n", "\n\n id , e \n\n 1 , 2.5 \n \t\n2,-3\n\n",
      "\"id\",\"e\"\n\"1\",\"2.5\"\n2, \"-3\" \n", "id,x,e\n1,text,2.5\n2,,-3\n",
      "e,a,b,c,id\n2.5,\"q,\"\"q\",,é,1\n-3,,,,2\n", "id,e\n1,25e-1\n+2,-3.0\n",
      "id,e,\n1,2.5,\n2,-3,x\n",
    ])
  func equivalentTables(text: String) throws {
    let table = try read(text)
    #expect(table.numbers == [[2.5, -3]])
    #expect(table.identifiers == [[1, 2]])
    #expect(table.isReadable == [true, true] && table.isWhole == [true, true])
    #expect(table.failure == nil)
  }

  @Test(
    "a row that is not sound is marked, and its neighbours are kept",
    arguments: [
      "5", "5,6,7", "x,y,z", "5,\"6", "5,\"6\"7", "5,6\"", "5,\"6\",", "5,\u{0}6", "\u{0}",
      "\"5,6\"",
    ])
  func unreadableRow(row: String) throws {
    let table = try read("id,e\n1,2\n\(row)\n3,4\n")
    #expect(table.isReadable == [true, false, true])
    #expect(table.numbers[0][0] == 2 && table.numbers[0][1].isNaN && table.numbers[0][2] == 4)
    #expect(table.identifiers == [[1, 0, 3]])
    #expect(table.isWhole == [true, false, true])
  }

  @Test(
    "a text where a number is wanted is NaN, and the row is readable",
    arguments: ["", "x", "0x10", "1 2", "1e", "--6", "\"\"", "\"6x\"", "\"1,2\"", " "])
  func textCell(cell: String) throws {
    let table = try read("id,e,n\n1,2,3\n5,\(cell),6\n7,4,8\n", ["e", "n"])
    #expect(table.isReadable == [true, true, true] && table.isWhole == [true, true, true])
    #expect(table.numbers[0][0] == 2 && table.numbers[0][1].isNaN && table.numbers[0][2] == 4)
    #expect(table.numbers[1] == [3, 6, 8] && table.identifiers == [[1, 5, 7]])
  }

  @Test("whether a row is readable does not depend on the columns that are asked for")
  func readableForAll() throws {
    let text = "id,e,n\n1,x,\ny,\"z\",3\n1,2\n1,\"2,3\n,,,\n1,2,3\n"
    for columns in [[], ["e"], ["n"], ["e", "n", "id"]] as [[String]] {
      #expect(
        try read(text, columns, identifiers: []).isReadable
          == [true, true, false, false, false, true])
    }
  }

  @Test("a zero byte or invalid UTF-8 makes a row unreadable, even in a column that nobody reads")
  func invalidText() throws {
    for bad in [[0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]] {
      let bytes = Array("id,e,n\n1,2,é\n3,4,".utf8) + bad + Array("\n5,6,\n".utf8)
      #expect(try read(bytes).isReadable == [true, false, true])
    }
  }

  @Test("numbers that are not finite are numbers")
  func notFinite() throws {
    let table = try read("id,e\n1,nan\n2,-inf\n3,1e999\n")
    #expect(table.isReadable == [true, true, true])
    #expect(
      table.numbers[0][0].isNaN && table.numbers[0][1...].elementsEqual([-.infinity, .infinity]))
  }

  @Test(
    "an identifier that is not whole is told apart from an unreadable row",
    arguments: [
      ("7", 7), ("-7", -7), ("007", 7), ("7.0", 7), ("7e2", 700),
      ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
      ("9223372036854775808", nil), ("7.5", nil), ("", nil), ("x", nil), ("nan", nil), ("-", nil),
      ("1e300", nil), ("9007199254740993.0", nil), ("9007199254740992.0", nil),
    ] as [(String, Int64?)])
  func identifiers(text: String, expected: Int64?) throws {
    let table = try read("id,e\n\(text),2\n")
    #expect(table.isReadable == [true])
    #expect(table.isWhole == [expected != nil])
    #expect(table.identifiers == [[expected ?? 0]])
  }

  @Test("fields of columns that are not asked for are not looked at")
  func unrequestedColumns() throws {
    let table = try read("id,e,name\n1,2,pi+\n2,3,\n3,4,nan\n")
    #expect(table.isReadable == [true, true, true])
  }

  @Test("a line over one megabyte is stepped over as one unreadable row")
  func longLine() throws {
    for length in [LineReader.longestLine - 2, 3 << 19] {
      let long = "1," + String(repeating: "0", count: length)
      for end in ["", "\n7,8\n"] {
        let table = try read("id,e\n5,6\n" + long + end)
        let isKept = long.utf8.count <= LineReader.longestLine
        #expect(table.isReadable == [true, isKept] + (!end.isEmpty ? [true] : []))
        #expect(table.identifiers[0].last == (!end.isEmpty ? 7 : isKept ? 1 : 0))
      }
    }
  }

  @Test(
    "does not depend on the batch, nor on where chunks of the file end", arguments: [1, 3, 4096])
  func batches(capacity: Int) throws {
    let rows = (0..<16_000).map { "\($0),\(Double($0) * 0.37)" }
    let table = try read("id,e\n" + rows.joined(separator: "\n"), batch: capacity)
    #expect(table.identifiers == [Array(0..<16_000)])
    #expect(table.numbers == [(0..<16_000).map { Double($0) * 0.37 }])
  }

  @Test("reads the same again after a rewind")
  func rewind() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("id,e\n1,2\n3,4\n5,x\n", "table.csv")
    let rows = try openTable(at: path, tree: nil).rows(ColumnSelection(["e"], identifiers: ["id"]))
    let first = WholeTable(rows, batch: 2)
    rows.rewind()
    let second = WholeTable(rows)
    #expect(first.identifiers == second.identifiers && first.isReadable == second.isReadable)
    #expect(first.count == 3)
  }

  @Test("one column may be asked for several times, as number and as identifier")
  func repeatedColumns() throws {
    let table = try read("id,e\n1,2\n2,3\n", ["id", "e", "id"], identifiers: ["id", "id"])
    #expect(table.numbers == [[1, 2], [2, 3], [1, 2]])
    #expect(table.identifiers == [[1, 2], [1, 2]])
  }

  @Test("a table without rows is no error")
  func noRows() throws {
    for text in ["id,e", "id,e\n", "id,e\r\n\r\n"] { #expect(try read(text).count == 0) }
  }
}

@Suite("The header of a CSV table") struct CSVHeaderTests {
  private func failure(_ text: String, _ columns: [String] = ["e"]) throws -> DataError? {
    do throws(DataError) {
      let folder = try? TemporaryFolder()
      guard let path = try? folder?.write(text, "table.csv") else { return nil }
      return try readAll(path, columns).failure
    } catch {
      return error
    }
  }

  @Test(
    "must be there, in one line of names",
    arguments: ["", "\n\n", "1,2\n3,4\n", "run,e,3\n", "id,nan\n", "id,\"e\n", "id,\u{0}\n"])
  func missingHeader(text: String) throws {
    #expect(try failure(text)?.kind == .wrongFormat)
  }

  @Test("is not quoted where it may be a row")
  func rowInsteadOfHeader() throws {
    let error = try #require(try failure("8501,17,43.25\n"))
    #expect(error.message == "has a number in its first line; expected column names")
  }

  @Test("must not name a column twice")
  func duplicates() throws {
    let error = try #require(try failure("id,e,e\n"))
    #expect(error.kind == .ambiguousColumn("e"))
  }

  @Test("without a wanted column, says what may be meant")
  func missingColumn() throws {
    let error = try #require(try failure("run,energy\n1,2\n", ["enery"]))
    #expect(error.kind == .missingColumn("enery", nearest: ["energy"]))
    #expect(error.message == "has no column 'enery'; did you mean 'energy'?")
    #expect(try failure(",energy\n1,2\n", [""])?.kind == .missingColumn("", nearest: []))
  }

  @Test("gives the names in file order; a column without a name has none")
  func names() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(",run,\"E, ECAL\", p \n", "table.csv")
    #expect(try openTable(at: path, tree: nil).columnNames == ["run", "E, ECAL", "p"])
  }
}
