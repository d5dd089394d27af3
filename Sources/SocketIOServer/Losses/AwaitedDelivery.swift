import HostInterface

/// Something to do once a client has fetched what is queued for it.
final class AwaitedDelivery {
  let action: () -> Void
  /// Ends the wait for a client that does not come.
  var timer: ScheduledTask?

  init(_ action: @escaping () -> Void) {
    self.action = action
  }
}
