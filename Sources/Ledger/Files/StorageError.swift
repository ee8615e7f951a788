import Glibc

/// Why a file or folder of the project could not be used, with what to do about it.
public struct StorageError: Error, Hashable, Sendable {
  /// What was being done; the raw value completes "cannot …".
  public enum Operation: String, Hashable, Sendable {
    case create, list, lock, open, read, remove, reserve, write
  }

  public enum Reason: Hashable, Sendable {
    case missing
    case symbolicLink
    case notAFolder
    case notARegularFile
    /// An absolute path, one that steps up, or one that is empty or too long.
    case notARelativePath
    case notPermitted
    case noSpace
    /// - Parameter limit: In bytes, or in entries of a folder.
    case tooLarge(limit: Int)
    /// Another process holds the lock.
    case busy
    /// Somebody replaced the file while it was in use.
    case replaced
    /// Any other refusal of the operating system, by its number.
    case system(Int32)
  }

  public let operation: Operation
  /// Relative to the project, which is empty; as the user gave it when that cannot be opened.
  public let path: String
  public let reason: Reason

  /// 75 when another process is at work, else 73.
  public var exitCode: Int32 { reason == .busy ? 75 : 73 }
}

extension StorageError: CustomStringConvertible {
  public var description: String {
    let place = path.isEmpty ? "the project folder" : "'\(path.printable)'"
    return "cannot \(operation.rawValue) \(place): \(cause); \(advice)"
  }

  /// What is wrong with the file, without the advice for files of a project.
  public var cause: String {
    switch reason {
    case .missing: "it does not exist"
    case .symbolicLink: "it is, or goes through, a symbolic link"
    case .notAFolder: "a folder was expected there"
    case .notARegularFile: "a regular file was expected there"
    case .notARelativePath: "not a plain path inside the project"
    case .notPermitted: "permission denied"
    case .noSpace: "no space left"
    case .tooLarge(let limit): "larger than the limit of \(limit)"
    case .busy: "another na64-blind is at work in this project"
    case .replaced: "it was replaced while in use"
    case .system(let code): Self.text(ofSystemError: code)
    }
  }

  private var advice: String {
    switch reason {
    case .missing: "check the path"
    case .symbolicLink: "put the file itself there; links are never followed inside a project"
    case .notAFolder, .notARegularFile: "move away what is there"
    case .notARelativePath: "name it relative to the project, without '..'"
    case .notPermitted: "check who owns it and whether the disk is writable"
    case .noSpace: "free some space or raise the quota, then run the command again"
    case .tooLarge: "check that it is the right file"
    case .busy: "wait for it to end, then run the command again"
    case .replaced: "find out what else writes here, then run the command again"
    case .system(EEXIST): "move it away, or give another name"
    case .system: "mend the cause, then run the command again"
    }
  }

  private static func text(ofSystemError code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "system error \(code)" }
    return unsafe String(cString: text).lowercased()
  }
}

extension StorageError {
  /// - Parameter code: An `errno`.
  init(_ operation: Operation, _ path: String, systemError code: Int32) {
    let reason: Reason =
      switch code {
      case ENOENT: .missing
      case ELOOP: .symbolicLink
      case ENOTDIR: .notAFolder
      case EISDIR, ENXIO: .notARegularFile
      case EACCES, EPERM, EROFS: .notPermitted
      case ENOSPC, EDQUOT: .noSpace
      case EWOULDBLOCK: .busy
      default: .system(code)
      }
    self.init(operation: operation, path: path, reason: reason)
  }
}
