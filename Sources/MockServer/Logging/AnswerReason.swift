import ElizaModel
import HTTP1
import JSON

/// Why a request was refused, as its answer says.
enum AnswerReason {
  /// The longest body that is looked into.
  private static let bodyLimit = 4_096
  /// The longest reason in characters.
  private static let textLimit = 200

  /// The reason in an answer with a status of 400 or above; nil when it gives none.
  static func of(_ response: HTTPResponse) -> String? {
    guard response.status.code >= 400, response.body.count <= bodyLimit else { return nil }
    let type = response.headers["Content-Type"] ?? ""
    let text =
      type.hasPrefix("application/json")
      ? message(response.body)
      : type.hasPrefix("text/") ? String(decoding: response.body, as: UTF8.self) : nil
    guard let text, !text.isEmpty, !text.hasPrefix("<") else { return nil }
    return text.count <= textLimit ? text : text.prefix(textLimit) + "…"
  }

  private static func message(_ body: [UInt8]) -> String? {
    guard let json = try? JSON(parsing: body) else { return nil }
    return ErrorBody(json: json)?.message ?? json["message"]?.stringValue
  }
}
