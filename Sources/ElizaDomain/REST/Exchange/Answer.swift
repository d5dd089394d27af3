import Bytes
import ElizaModel
import HTTP1
import JSON

/// What a handler has to say.
enum Answer {
  /// A JSON body, written.
  case json(HTTPStatus, [UInt8])
  /// A body of another kind; the text is its content type.
  case text(HTTPStatus, type: String, String)
  /// A body of bytes; the text is its content type.
  case bytes(HTTPStatus, type: String, [UInt8])
  /// An uploaded file.
  case file(MediaFile)
  /// No body.
  case empty(HTTPStatus)
  /// The handler answers later, through the call.
  case later

  /// A part of the protocol, with members added that a lenient profile sends beside it.
  static func body(
    _ value: some JSONRepresentable, _ status: HTTPStatus = .ok, adding extras: JSONObject = [:]
  ) -> Answer {
    .written(value.jsonBytes, status, adding: extras)
  }

  /// The same of an object that has been written already.
  static func written(
    _ bytes: consuming [UInt8], _ status: HTTPStatus, adding extras: JSONObject = [:]
  ) -> Answer {
    bytes.addJSONMembers(extras)
    return .json(status, bytes)
  }

  /// A body that has no type of its own.
  static func body(_ value: JSON, _ status: HTTPStatus = .ok) -> Answer {
    .json(status, value.serialized())
  }

  /// `{"success":true,"data":…}` around a value that has no type of its own.
  static func data(
    _ value: JSON, _ status: HTTPStatus = .ok, adding extras: JSONObject = [:]
  ) -> Answer {
    var object: JSONObject = ["success": true, "data": value]
    object.merge(.object(extras))
    return .body(.object(object), status)
  }

  /// `{"success":true,"data":…}`.
  static func data(_ value: some JSONRepresentable, _ status: HTTPStatus = .ok) -> Answer {
    .json(status, DataEnvelope(value).jsonBytes)
  }
}

extension [UInt8] {
  /// Adds members at the end of a compact JSON object that has none of these names.
  fileprivate mutating func addJSONMembers(_ members: JSONObject) {
    guard !members.isEmpty, popLast() == ASCII.rightBrace else { return }
    for member in members {
      if last != ASCII.leftBrace { append(ASCII.comma) }
      appendJSONString(member.key)
      append(ASCII.colon)
      member.value.append(to: &self)
    }
    append(ASCII.rightBrace)
  }
}

extension JSONObject {
  /// Lays the members of another object over this one; what is no object adds nothing.
  mutating func merge(_ other: JSON?) {
    for member in other?.objectValue ?? [:] { self[member.key] = member.value }
  }
}
