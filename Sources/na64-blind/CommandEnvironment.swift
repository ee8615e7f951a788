import BlindAnalysis
import Ledger

/// All that a command may use of the world: passed in, so that tests can hold it still.
struct CommandEnvironment: Sendable {
  /// Who runs the command, as the ledger records it.
  let actor: String
  let clock: WallClock
  /// Results.
  let print: @Sendable (String) -> Void
  /// Everything else: hints, errors, the statement to sign.
  let printError: @Sendable (String) -> Void
  /// Asks a question on the terminal; nil at the end of input.
  let ask: @Sendable (String) -> String?
  /// Reads standard input to its end, or as far as no signature reaches.
  var readInput: @Sendable () -> [UInt8] = { [] }
  /// The user's SSH keys.
  var keys = OwnKeys.none
  /// Where the keys of vaults and of requests come from.
  var vaultKeys = KeySource.system
  /// Runs gnuplot on a script; nil where there is no gnuplot.
  var drawFigure: @Sendable (_ script: String) throws -> [UInt8]? = { _ in nil }
  /// Draws progress over itself, without a line end; nil where no terminal watches.
  let draw: (@Sendable (String) -> Void)?
  /// What the freeze records about the program.
  let tool: @Sendable () throws -> ToolRecord
  /// Why the clock and the ledger disagree, if the user says so: marks every entry made.
  var clockNote: String?
  /// Where the user's registry of known data is; nil for none.
  var stateFolder: String?
}

/// The version that reports and records carry.
let toolVersion = "0.1.0"
