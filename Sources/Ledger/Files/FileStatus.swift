import Glibc

/// What a name in a folder, or an open descriptor, is.
struct FileStatus {
  enum Kind { case regularFile, folder, symbolicLink, other }

  let kind: Kind
  /// In bytes.
  let size: Int
  /// Tells two files apart, also when one has taken the other's name.
  let identity: [UInt]

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regularFile
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      default: .other
      }
    size = status.st_size
    identity = [UInt(status.st_dev), UInt(status.st_ino)]
  }
}
