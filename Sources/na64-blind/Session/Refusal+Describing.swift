import Backgrounds
import BlindAnalysis
import EventData
import Ledger
import Stats

extension Refusal {
  /// The refusal that an error of any stage means; nil for one of the command line itself.
  init?(describing error: any Error) {
    switch error {
    case let error as Refusal: self = error
    case let error as DataError:
      self.init(error.kind == .changed ? .dataChanged : .badInput, error.description)
    case let error as NumericsError:
      self.init(.notConverged, error.reason, next: error.advice)
    case let error as LedgerError:
      self.init(ExitStatus(rawValue: error.exitCode) ?? .ledgerInvalid, error.description)
    case let error as VaultError:
      self.init(
        ExitStatus(rawValue: error.exitCode) ?? .vaultInvalid, error.message, next: error.next)
    case let error as StorageError:
      self.init(ExitStatus(rawValue: error.exitCode) ?? .cannotWrite, error.description)
    case let error as CanonicalWriteError:
      self.init(.internalError, "a record has no canonical form: \(error)")
    case is ColumnProgramError:
      self.init(.internalError, "an expression does not fit the columns that are read")
    default: return nil
    }
  }
}
