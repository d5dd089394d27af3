public import JSON

extension ErrorBody {
  /// Reads a refusal of any family.
  public init?(json: JSON) {
    guard let object = json.objectValue else { return nil }
    if let error = object["error"]?.objectValue {
      self.init(error)
    } else if let text = object.text("error") {
      self =
        object["success"] == nil
        ? .bare(text, message: object.text("message"))
        : .text(text, details: object.text("details"))
    } else if let code = object.integer("code"), let message = object.text("message") {
      self = .transport(code: code, message: message)
    } else {
      return nil
    }
  }

  /// Reads what stands under `error`: a time marks family C, the message before the code family D.
  private init?(_ error: JSONObject) {
    guard let message = error.text("message"), let code = error["code"] else { return nil }
    if let timestamp = error.moment("timestamp"), let code = code.stringValue {
      self = .session(code: code, message: message, timestamp: timestamp)
    } else if error.first?.key == "code", let code = code.stringValue {
      self = .coded(code: code, message: message, details: error.text("details"))
    } else {
      self = .handler(message: message, code: code)
    }
  }

  /// Appends the body.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    switch self {
    case .coded(let code, let message, let details):
      output.appendJSONMember("success", false)
      ErrorBody.append(to: &output) {
        $0.appendJSONMember("code", code)
        $0.appendJSONMember("message", message)
        $0.appendJSONMember("details", details)
      }
    case .text(let text, let details):
      output.appendJSONMember("success", false)
      output.appendJSONMember("error", text)
      output.appendJSONMember("details", details)
    case .session(let code, let message, let timestamp):
      ErrorBody.append(to: &output) {
        $0.appendJSONMember("code", code)
        $0.appendJSONMember("message", message)
        $0.appendJSONMember("timestamp", date: timestamp)
      }
    case .handler(let message, let code):
      output.appendJSONMember("success", false)
      ErrorBody.append(to: &output) {
        $0.appendJSONMember("message", message)
        $0.appendJSONMember("code", code)
      }
    case .bare(let text, let message):
      output.appendJSONMember("error", text)
      output.appendJSONMember("message", message)
    case .transport(let code, let message):
      output.appendJSONMember("code", code)
      output.appendJSONMember("message", message)
    }
    output.endJSONObject()
  }

  /// Appends the member `error`, an object with the members that `members` appends.
  private static func append(
    to output: inout [UInt8], members: (inout [UInt8]) -> Void
  ) {
    output.appendJSONKey("error")
    output.beginJSONObject()
    members(&output)
    output.endJSONObject()
  }
}
