import JSON

extension ErrorBody {
  /// The shapes of refusals, each of one part of the API.
  public enum Family: String, CaseIterable, Sendable {
    /// Family A: agents, memory, runs, media; also rate limits and content types.
    case coded = "CodedError"
    /// Family B: channels, message servers, jobs.
    case text = "TextError"
    /// Family C: sessions.
    case session = "SessionError"
    /// Family D: what a handler failed with.
    case handler = "HandlerError"
    /// Family E: an error without an envelope.
    case bare = "BareError"
    /// Engine.IO: a transport request that was refused.
    case transport = "TransportError"
  }

  /// What the JSON looks like: any of the families.
  public static var schema: Schema { .either(Family.allCases.map(\.schema)) }

  /// None: the families have names, and a route has one or two of them.
  public static var schemaName: String? { nil }
}

extension ErrorBody.Family {
  /// What a refusal of this family looks like.
  public var schema: Schema { .named(rawValue, shape) }

  private var shape: Schema {
    switch self {
    case .coded:
      failure(
        .needed("code", .text), .needed("message", .text), .optional("details", .text))
    case .text:
      .object(
        .needed("success", .constant(false)), .needed("error", .text),
        .optional("details", .text))
    case .session:
      .object(
        .needed(
          "error",
          .object(
            .needed("code", .text), .needed("message", .text), .needed("timestamp", .date))))
    case .handler:
      failure(.needed("message", .text), .needed("code", .either([.integer, .text])))
    case .bare: .object(.needed("error", .text), .optional("message", .text))
    case .transport: .object(.needed("code", .integer), .needed("message", .text))
    }
  }

  private func failure(_ fields: Field...) -> Schema {
    .object(
      .needed("success", .constant(false)), .needed("error", .members(fields, others: .none)))
  }
}
