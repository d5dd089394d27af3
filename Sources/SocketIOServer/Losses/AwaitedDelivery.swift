import HostInterface

/// Something to do once a client has what was sent to it.
final class AwaitedDelivery {
  let action: () -> Void
  /// When it is done for a client that takes nothing.
  let deadline: Instant
  /// When it is looked again.
  var timer: ScheduledTask?

  init(by deadline: Instant, _ action: @escaping () -> Void) {
    self.deadline = deadline
    self.action = action
  }
}
