import Scenario

/// A trigger as it is written down.
struct WrittenTrigger: Sendable {
  var event: String?
  var direction: EventPattern.Direction?
  var author: EventPattern.Author?
  var lifecycle: Lifecycle?
  var request: RequestPattern?
  var time: Duration?
  /// What it comes after, in place of a subject of its own.
  var afterwards: Trigger?
  var conditions = Trigger(.time(.zero))

  /// The subject, or why there is none.
  private var subject: (Trigger.Subject?, String?) {
    let subjects: [Trigger.Subject?] = [
      event.map { .event(EventPattern($0, direction: direction, from: author)) },
      lifecycle.map { .lifecycle($0) }, request.map { .request($0) }, time.map { .time($0) },
    ]
    let given = subjects.compactMap { $0 }
    if let subject = given.first, given.count == 1 { return (subject, nil) }
    return (nil, "a fault happens at one thing: 'event', 'lifecycle', 'request' or 'time'")
  }

  /// The trigger, or why it is none.
  func trigger() -> (Trigger?, String?) {
    if event == nil, direction != nil || author != nil {
      return (nil, "'direction' and 'from' go with 'event'")
    }
    if let afterwards { return follow(afterwards) }
    let (subject, complaint) = subject
    guard let subject else { return (nil, complaint) }
    var trigger = conditions
    trigger.subject = subject
    return (trigger, nil)
  }

  /// A trigger for what comes after another; its conditions may stand within or beside.
  private func follow(_ inner: Trigger) -> (Trigger?, String?) {
    guard event == nil, lifecycle == nil, request == nil, time == nil else {
      return (nil, "'after: { … }' says what it happens after; write the rest inside it")
    }
    guard conditions == Trigger(.time(.zero)) else {
      return (nil, "conditions of what it happens after belong inside 'after: { … }'")
    }
    if inner.isAfterwards { return (nil, "'after' holds no other 'after: { … }'") }
    if case .time = inner.subject {
      return (nil, "'after' goes with 'event', 'lifecycle' or 'request'; write 'time' alone")
    }
    var trigger = inner
    trigger.isAfterwards = true
    return (trigger, nil)
  }
}
