public import Bytes

/// What the query of a request says about its session (Engine.IO 4, "Protocol").
///
/// Of a repeated key the first counts; `t` and unknown keys are ignored.
public struct SessionQuery: Hashable, Sendable {
  /// `EIO`, the protocol revision; nil when missing.
  public let revision: String?
  /// `transport`; nil when missing or unknown.
  public let transport: Transport?
  /// `sid`; nil when missing or empty.
  public let sid: String?

  /// Reads a query.
  public init(_ query: QueryString) {
    revision = query["EIO"]
    transport = query["transport"].flatMap(Transport.init(rawValue:))
    sid = query["sid"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether the query asks for the revision that is implemented here, 4.
  public var isCurrentRevision: Bool { revision == "4" }
}
