import Glibc
import Ledger

ProcessHygiene.install()
exit(NA64Blind.execute(Array(CommandLine.arguments.dropFirst()), in: .process))
