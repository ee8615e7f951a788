import Dispatch
public import Foundation

/// Ends a process by force when it takes too long, so that a test of it fails and does not wait.
public final class Deadline {
  private let source: any DispatchSourceTimer

  /// - Parameter process: One that was started and not yet waited for.
  public init(_ seconds: Double, for process: Process) {
    source = DispatchSource.makeTimerSource(queue: .global())
    source.setEventHandler {
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
    move(to: seconds)
    source.resume()
  }

  /// Counts anew from now.
  public func move(to seconds: Double) { source.schedule(deadline: .now() + seconds) }

  /// The process has ended by itself.
  public func cancel() { source.cancel() }
}
