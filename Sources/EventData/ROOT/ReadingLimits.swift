/// How much a file may ask for before it counts as hostile.
enum ReadingLimits {
  /// A directory's list of keys, or the description of a tree with all its branches.
  static let metadataBytes = 256 << 20
  /// One basket, packed or unpacked. ROOT's default is 32 kB, its automatic flushing about 30 MB.
  static let basketBytes = 256 << 20
  /// Folders in front of the name of a tree.
  static let directoryDepth = 32
}
