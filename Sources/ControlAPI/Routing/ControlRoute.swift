import HTTP1
import JSON

/// One call of the control API: where it is, what it takes, what it does.
struct ControlRoute {
  /// What carries a call out.
  typealias Handler = (ControlCall) throws(Problem) -> Void

  let method: HTTPMethod
  /// The path below the base; a segment in braces stands for any text.
  let pattern: String
  let summary: String
  /// The members of the body; nil for a call without one.
  var body: [ControlField]?
  /// What the body is when it is a text and no object with members that are known here.
  var text: ControlText?
  /// The items of the query.
  var query: [ControlField] = []
  /// What the answer is, in the contract.
  var answerType = "application/json"
  let handler: Handler

  private let segments: [Substring]

  init(
    _ method: HTTPMethod, _ pattern: String, _ summary: String, body: [ControlField]? = nil,
    text: ControlText? = nil, query: [ControlField] = [], answerType: String = "application/json",
    handler: @escaping Handler
  ) {
    self.method = method
    self.pattern = pattern
    self.summary = summary
    self.body = body
    self.text = text
    self.query = query
    self.answerType = answerType
    self.handler = handler
    segments = pattern.split(separator: "/")
  }

  /// The names of the segments in braces, in order.
  var parameterNames: [String] {
    segments.filter(Self.isParameter).map { String($0.dropFirst().dropLast()) }
  }

  /// The values of the segments in braces; nil when the path is another one.
  func parameters(in path: [String]) -> [String: String]? {
    guard path.count == segments.count else { return nil }
    var parameters: [String: String] = [:]
    for (segment, part) in zip(segments, path) {
      if Self.isParameter(segment) {
        parameters[String(segment.dropFirst().dropLast())] = part
      } else if segment != part {
        return nil
      }
    }
    return parameters
  }

  private static func isParameter(_ segment: Substring) -> Bool { segment.hasPrefix("{") }
}
