import Bytes
import JSON

/// The one argument of a Socket.IO event.
public protocol EventPayload: JSONRepresentable {
  /// The event it belongs to.
  static var event: EventName { get }
}

extension EventPayload {
  /// The event as Socket.IO carries it: `["name",payload]`, compact.
  public var eventBytes: [UInt8] { eventBytes(named: Self.event) }
}

extension JSONRepresentable {
  /// An event with this payload, as Socket.IO carries it: `["name",payload]`, compact.
  public func eventBytes(named event: EventName) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(512)
    output.append(ASCII.leftBracket)
    output.appendJSONString(event.rawValue)
    output.append(ASCII.comma)
    append(to: &output)
    output.append(ASCII.rightBracket)
    return output
  }
}
