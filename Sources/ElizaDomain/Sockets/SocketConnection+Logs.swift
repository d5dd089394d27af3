import ElizaModel
import JSON

extension SocketConnection {
  /// The client wants the server's log; filters begin anew.
  func subscribeLogs(_ call: SocketCall) {
    logSubscription = LogSubscription()
    events.setSubscribed(true, self)
    emit(EncodedEvent(LogSubscriptionConfirmed(isSubscribed: true)))
    call.succeed()
  }

  /// The client wants it no longer; confirmed even when it never did.
  func unsubscribeLogs(_ call: SocketCall) {
    logSubscription = nil
    events.setSubscribed(false, self)
    emit(EncodedEvent(LogSubscriptionConfirmed(isSubscribed: false)))
    call.succeed()
  }

  /// The client sets filters; those it leaves out stay as they were, and all do when they would be too many.
  func updateLogFilters(_ call: SocketCall) {
    guard var subscription = logSubscription else {
      emit(EncodedEvent(LogFiltersUpdated.notSubscribed))
      return call.fail("Not subscribed to log stream")
    }
    let given = call.argument.flatMap { call.document.value(of: $0).objectValue } ?? [:]
    guard subscription.merge(given) else {
      emit(EncodedEvent(LogFiltersUpdated.refused(LogSubscription.refusal)))
      return call.fail(LogSubscription.refusal)
    }
    logSubscription = subscription
    emit(EncodedEvent(LogFiltersUpdated.filters(subscription.filters)))
    call.succeed()
  }
}
