import Glibc

/// Keeps what the process read out of crash reports: no core file, no backtrace, no registers.
///
/// Swift's own report of a trap prints registers and the memory they point to. Here each signal
/// that would end in one writes one fixed line and leaves with 70 instead.
public enum ProcessHygiene {
  /// Call first thing in the process; later handlers of others would replace these.
  ///
  /// Also ignores SIGPIPE and SIGXFSZ, so that a closed pipe or a file size limit is an error of
  /// the write it concerns, not the end of the process.
  public static func install() {
    forbidCoreFiles()
    useAlternateStack()
    for signal in reported { handle(signal) }
    for ignored in [SIGPIPE, SIGXFSZ] { signal(ignored, SIG_IGN) }
  }

  /// Every signal whose default is a core file, save SIGXFSZ; SIGTRAP and SIGILL are Swift's traps.
  private static let reported = [
    SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGQUIT, SIGSYS, SIGXCPU,
  ]

  private static func forbidCoreFiles() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    // Lowering a limit cannot fail; the handlers leave before a core file would be written anyway.
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  }

  /// Lets the handler run when the main thread's stack has overflowed. Kept until the process ends.
  private static func useAlternateStack() {
    let size = 1 << 16
    var stack = unsafe stack_t(ss_sp: malloc(size), ss_flags: 0, ss_size: size)
    _ = unsafe sigaltstack(&stack, nil)
  }

  private static func handle(_ signal: Int32) {
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in
      // Only what is async-signal-safe: constant text, write and _exit; no allocation, no lock.
      let text: StaticString = """
        na64-blind: stopped by an internal error or a signal; \
        run 'na64-blind status' to see where the analysis stands

        """
      _ = unsafe write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      _exit(70)
    }
    action.sa_flags = SA_ONSTACK
    unsafe sigfillset(&action.sa_mask)
    _ = unsafe sigaction(signal, &action, nil)
    unblock(signal)
  }

  /// A parent may have left a signal blocked; the kernel then kills instead of calling the handler.
  private static func unblock(_ signal: Int32) {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, signal)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
