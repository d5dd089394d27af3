import Bytes
import ElizaModel
import JSON

extension EncodedEvent {
  /// Encodes an event whose payload goes by another name than its own.
  init(_ payload: some JSONRepresentable, named name: EventName) {
    self.init(name: name.rawValue, bytes: payload.eventBytes(named: name))
  }

  /// Encodes a `message` envelope around a payload.
  init(_ type: SocketMessageType, _ payload: some JSONRepresentable) {
    self.init(type, compact: payload.jsonBytes)
  }

  /// Encodes a `message` envelope around a payload that is compact JSON already.
  init(_ type: SocketMessageType, compact payload: some Sequence<UInt8>) {
    var bytes: [UInt8] = []
    bytes.append(ascii: "[\"message\",")
    bytes.beginJSONObject()
    bytes.appendJSONMember("type", type.rawValue)
    bytes.appendJSONKey("payload")
    bytes.append(contentsOf: payload)
    bytes.endJSONObject()
    bytes.append(ASCII.rightBracket)
    self.init(name: EventName.message.rawValue, bytes: bytes)
  }

  /// The event with its argument as a JSON text in place of an object.
  var withTextArgument: EncodedEvent {
    var head: [UInt8] = [ASCII.leftBracket]
    head.appendJSONString(name)
    head.append(ASCII.comma)
    let argument = Array(argument)
    head.appendJSONString(utf8: argument.span)
    head.append(ASCII.rightBracket)
    return EncodedEvent(name: name, bytes: head)
  }
}
