import JSON

extension SocketConnection {
  /// The client wants the server's log; filters begin anew.
  func subscribeLogs() {
    logSubscription = LogSubscription()
    events.setSubscribed(true, self)
    confirmSubscription(true, "Successfully subscribed to log stream")
  }

  /// The client wants it no longer; confirmed even when it never did.
  func unsubscribeLogs() {
    logSubscription = nil
    events.setSubscribed(false, self)
    confirmSubscription(false, "Successfully unsubscribed from log stream")
  }

  /// The client sets filters; those it leaves out stay as they were.
  func updateLogFilters(_ call: SocketCall) {
    var event = EventWriter("log_filters_updated")
    if logSubscription == nil {
      event.add("success", false)
      event.add("error", "Not subscribed to log stream")
    } else {
      let given = call.argument.flatMap { call.document.value(of: $0).objectValue } ?? [:]
      logSubscription?.merge(given)
      event.add("success", true)
      event.add("filters", .object(logSubscription?.filters ?? [:]))
    }
    emit(event.finish())
  }

  private func confirmSubscription(_ isSubscribed: Bool, _ text: String) {
    var event = EventWriter("log_subscription_confirmed")
    event.add("subscribed", isSubscribed)
    event.add("message", text)
    emit(event.finish())
  }
}
