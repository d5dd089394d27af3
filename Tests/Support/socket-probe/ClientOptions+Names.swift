import EngineIO
import JSON
import SocketIOClient

extension ClientOptions {
  /// Takes the options of the JavaScript client, times in milliseconds; throws for a name that is none.
  init(named values: JSON) throws {
    self.init()
    for member in values.objectValue ?? [:] { try set(member.key, member.value) }
  }

  private mutating func set(_ name: String, _ value: JSON) throws {
    switch name {
    case "path": path = value.stringValue ?? path
    case "transports":
      transports = value.arrayValue?.compactMap { Transport(rawValue: $0.stringValue ?? "") } ?? []
    case "upgrade": upgrade = value.boolValue ?? upgrade
    case "auth": auth = { value.objectValue }
    case "reconnection": reconnection = value.boolValue ?? reconnection
    case "reconnectionAttempts": reconnectionAttempts = value.intValue.flatMap(Int.init(exactly:))
    case "reconnectionDelay": reconnectionDelay = value.milliseconds ?? reconnectionDelay
    case "reconnectionDelayMax": reconnectionDelayMax = value.milliseconds ?? reconnectionDelayMax
    case "randomizationFactor": randomizationFactor = value.doubleValue ?? randomizationFactor
    case "timeout": timeout = value.milliseconds
    case "ackTimeout": ackTimeout = value.milliseconds
    default: throw ProbeError.usage("\(name) is no option")
    }
  }
}

extension JSON {
  /// A whole number as a time.
  var milliseconds: Duration? { intValue.map { .milliseconds($0) } }
}
