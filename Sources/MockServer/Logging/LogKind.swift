/// What a log line is about; its name stands in JSON lines as `event`.
enum LogKind: String, CaseIterable {
  case warning
  case notice
  case refused
  case socketRequestRefused = "socket-request-refused"
  case request
  case socketConnected = "socket-connected"
  case socketRefused = "socket-refused"
  case socketDisconnected = "socket-disconnected"
  case diagnostic
  case finding
  case joined
  case left
  case message
  case thinking
  case reply
  case silence
  case fault
  case hold

  /// The sign by which a person finds such lines among others.
  var sign: String {
    switch self {
    case .warning: "⚠️"
    case .notice: "📌"
    case .refused, .socketRequestRefused, .socketRefused: "⛔"
    case .request: "📡"
    case .socketConnected: "✅"
    case .socketDisconnected: "👋"
    case .diagnostic: "❓"
    case .finding: "💡"
    case .joined: "🏠"
    case .left: "🚪"
    case .message: "📨"
    case .thinking: "💭"
    case .reply: "🤖"
    case .silence: "🤐"
    case .fault: "💥"
    case .hold: "✋"
    }
  }

  /// The facts that the text of such a line says already, and those that are for programs only.
  var factsInText: Set<String> {
    switch self {
    case .request: ["method", "path", "status", "ms", "reason", "connection", "peer"]
    case .refused, .socketRequestRefused, .socketRefused, .socketDisconnected, .silence: ["reason"]
    case .finding: ["rule", "advice"]
    case .fault: ["fault", "effects", "at"]
    case .message: ["sender", "text", "message"]
    case .reply: ["agent", "agentId", "text", "message"]
    case .thinking: ["agent", "agentId", "message"]
    case .hold: ["hold"]
    case .warning, .notice, .socketConnected, .diagnostic, .joined, .left: []
    }
  }
}
