import BlindAnalysis
import Glibc
import Ledger

extension RecordType {
  static let executable = RecordType("executable")
}

/// Digest of the program that is running, so that a freeze is tied to it.
///
/// - Throws: ``Refusal`` if the executable cannot be read.
func executableDigest() throws -> Digest {
  let path = try executablePath()
  let parts = path.split(separator: "/")
  let folder = "/" + parts.dropLast().joined(separator: "/")
  let bytes = try ProjectFolder(at: folder).read(String(parts.last ?? ""), limit: 1 << 30)
  return Digest(ofBytes: bytes, as: .executable)
}

private func executablePath() throws -> String {
  guard let resolved = unsafe realpath("/proc/self/exe", nil) else {
    throw Refusal(.internalError, "cannot find the executable of this program")
  }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}
