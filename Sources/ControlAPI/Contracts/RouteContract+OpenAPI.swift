import ElizaDomain
import ElizaModel
import HTTP1

extension RouteContract {
  /// The path as OpenAPI writes it: `/api/agents/{agentId}`.
  var template: String {
    path.split(separator: "/", omittingEmptySubsequences: false)
      .map { $0.first == ":" ? "{\($0.dropFirst())}" : String($0) }
      .joined(separator: "/")
  }

  /// A name for the operation that no other has: method and path in camel case.
  var operationID: String {
    let words = path.split { !$0.isLetter && !$0.isNumber }
    return method.rawValue.lowercased()
      + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// The part of the API it belongs to.
  var tag: String {
    let parts = path.split(separator: "/")
    guard parts.first == "api" else { return "health" }
    let isMessaging = parts.count > 2 && parts[1] == "messaging"
    return String(parts[isMessaging ? 2 : min(1, parts.count - 1)])
  }

  /// Mentions every type of the contract, so that a writer knows them.
  func mention(in writer: inout SchemaWriter) {
    switch contract.intake {
    case .json(let schema), .optionalJSON(let schema): _ = writer.write(schema)
    case .nothing, .upload: break
    }
    for promise in promises {
      switch promise.body {
      case .json(let schema): _ = writer.write(schema)
      case .events(let events): for event in events { _ = writer.write(event.schema) }
      case .content, .empty: break
      }
    }
  }
}

extension Profile {
  /// Writes schemas with the members that servers of this profile know.
  func schemaWriter(prefix: String) -> SchemaWriter {
    SchemaWriter(families: families, prefix: prefix)
  }

  private var families: Set<NamingFamily> {
    switch naming {
    case .legacy: [.legacy]
    case .current: [.current]
    case .both: [.legacy, .current]
    }
  }
}
