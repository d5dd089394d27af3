import HostInterface

/// Who waits for an acknowledgement, and until when.
final class AcknowledgementWaiter {
  let completion: (AcknowledgementOutcome) -> Void
  var timer: ScheduledTask?

  init(_ completion: @escaping (AcknowledgementOutcome) -> Void) {
    self.completion = completion
  }
}
