import Glibc
import Ledger

/// A process for tests to kill, to crash and to run several times at once.
@main struct LedgerProbe {
  static func main() {
    ProcessHygiene.install()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      switch arguments.first {
      case "append": try append(in: arguments[1], count: Int(arguments[2]) ?? 0, as: arguments[3])
      case "steps": try steps(in: arguments[1])
      case "hold": try hold(arguments[1])
      case "fail": Failure(rawValue: arguments[1])?.happen()
      default: exit(64)
      }
    } catch let error as StorageError {
      leave(error.description, error.exitCode)
    } catch let error as LedgerError {
      leave(error.description, error.exitCode)
    } catch {
      leave("unexpected error", 70)
    }
  }

  static let clock = WallClock { Timestamp(seconds: 1_750_000_000) }

  /// Appends entries one by one, each under its own lock, and tries again when another was first.
  private static func append(in path: String, count: Int, as actor: String) throws {
    let folder = try ProjectFolder(at: path)
    var history = try folder.ledger(now: clock.now)
    var made = 0
    while made < count {
      do {
        // The history is from before the lock, so the comparison with the file's end has work.
        let draft = LedgerDraft(
          kind: "note", actor: actor, time: clock.now, body: ["number": .integer(made)])
        history = try folder.lock().append(draft, to: history)
        made += 1
      } catch let error as StorageError where error.reason == .busy {
        usleep(200)
      } catch LedgerError.grown {
        history = try folder.ledger(now: clock.now)
      }
    }
  }

  /// Writes as an unblinding does: reserve, begin, result, end.
  private static func steps(in path: String) throws {
    let folder = try ProjectFolder(at: path)
    let project = try folder.lock()
    var history = try folder.ledger(now: clock.now)
    let forResult = try project.reserve(1 << 16)
    let forLedger = try project.reserve(1 << 16)
    history = try project.append(draft("begin"), to: history)
    try project.write(Array("result\n".utf8), to: "results/result.json", using: forResult)
    project.release(forLedger)
    _ = try project.append(draft("end"), to: history)
    print("done")
  }

  private static func draft(_ kind: String) -> LedgerDraft {
    LedgerDraft(kind: kind, actor: "probe", time: clock.now, body: [:])
  }

  /// Keeps the lock until standard input ends.
  private static func hold(_ path: String) throws {
    let project = try ProjectFolder(at: path).lock()
    print("locked")
    fflush(nil)
    _ = readLine()
    project.release(try project.reserve(1))
  }

  private static func leave(_ message: String, _ code: Int32) -> Never {
    print("na64-blind: error: \(message)")
    exit(code)
  }
}
