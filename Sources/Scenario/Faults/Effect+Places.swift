extension Effect {
  /// The sorts of thing that a fault can happen at, as far as effects differ by them.
  enum Place: String, CaseIterable {
    case request
    case handshake
    case upgrade
    case poll
    case post
    case connect
    case join
    case eventIn = "events from clients"
    case eventOut = "events to clients"
    case time

    /// Those that are HTTP requests.
    static let requests: Set<Place> = [.request, .handshake, .upgrade, .poll, .post]
    /// Those that are events.
    static let events: Set<Place> = [.eventIn, .eventOut, .join]
  }

  /// The word by which files call it.
  public var name: String {
    switch self {
    case .lose: "lose"
    case .forgetSession: "forgetSid"
    case .refuse: "refuse"
    case .delay: "delay"
    case .throttle: "throttle"
    case .truncate: "truncate"
    case .corrupt: "corrupt"
    case .duplicate: "duplicate"
    case .swapWithNext: "swapWithNext"
    case .dropAcknowledgement: "dropAck"
    case .leakToRoom: "leakToRoom"
    case .replyBeforePost: "replyBeforePost"
    case .respond: "respond"
    case .drop: "drop"
    case .error: "error"
    case .restart: "restart"
    }
  }

  /// Where it can happen, in the order of `Place`.
  var places: [Place] {
    let allowed: Set<Place> =
      switch self {
      case .lose, .restart: Set(Place.allCases)
      case .forgetSession: Set(Place.allCases).subtracting([.request, .handshake])
      case .refuse: Place.requests.union([.connect])
      case .delay: Place.requests.union(Place.events)
      case .duplicate: Place.events.union([.request])
      case .throttle, .truncate, .corrupt: Place.requests.union([.eventOut])
      case .swapWithNext, .drop: Place.events
      case .dropAcknowledgement: [.eventIn, .join]
      case .leakToRoom, .error: [.eventOut]
      case .replyBeforePost: [.request]
      case .respond: Place.requests
      }
    return Place.allCases.filter(allowed.contains)
  }

  /// Where it can happen once the thing itself is over.
  var placesAfterwards: [Place] {
    switch self {
    case .lose, .forgetSession: [.connect, .join, .eventIn, .eventOut]
    case .restart: Place.allCases.filter { $0 != .time }
    default: []
    }
  }

  /// Whether it can happen at what `trigger` is about.
  func suits(_ trigger: Trigger) -> Bool {
    let places = trigger.isAfterwards ? placesAfterwards : self.places
    return trigger.subject.places.contains { places.contains($0) }
  }
}

extension Trigger.Subject {
  /// What it may turn out to be.
  fileprivate var places: [Effect.Place] {
    switch self {
    case .event(let pattern):
      switch pattern.direction {
      case .in: [.eventIn]
      case .out: [.eventOut]
      case nil: [.eventIn, .eventOut]
      }
    case .lifecycle(.handshake): [.handshake]
    case .lifecycle(.upgrade): [.upgrade]
    case .lifecycle(.poll): [.poll]
    case .lifecycle(.post): [.post]
    case .lifecycle(.connect), .lifecycle(.reconnect): [.connect]
    case .lifecycle(.join): [.join]
    case .request: [.request]
    case .time: [.time]
    }
  }
}
