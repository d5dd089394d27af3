public import JSON

/// A successful answer that says no more than that: `{"success":true,"message":…}`.
public struct Outcome: JSONRepresentable {
  /// Whether it succeeded; always true.
  public var success: Bool
  /// A line for people.
  public var message: String?

  /// Makes an answer.
  public init(message: String? = nil) {
    success = true
    self.message = message
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("success", .boolean), .optional("message", .text))

  /// Reads an answer; `success` is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let success = object.flag("success") else { return nil }
    self.success = success
    message = object.text("message")
  }

  /// Appends the answer.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("success", success)
    output.appendJSONMember("message", message)
    output.endJSONObject()
  }
}
