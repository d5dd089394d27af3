import Bytes
import JSON

extension EncodedEvent {
  /// The event with another id wherever one of `keys` has the value `id`.
  ///
  /// Only members are found, never text: inside a JSON string every quote is escaped.
  func replacing(_ id: String, with other: String, in keys: [String]) -> EncodedEvent {
    keys.reduce(self) { event, key in
      var old: [UInt8] = []
      old.appendJSONString(key)
      old.append(ASCII.colon)
      var new = old
      old.appendJSONString(id)
      new.appendJSONString(other)
      return EncodedEvent(name: name, bytes: event.bytes.replacing(old, with: new))
    }
  }
}
