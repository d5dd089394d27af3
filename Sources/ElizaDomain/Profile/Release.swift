/// A stable ElizaOS 1.x release whose traffic was recorded.
public enum Release: String, CaseIterable, Comparable, Sendable {
  /// August 2025: the simple sessions API; the last one to send `messageComplete`.
  case v1_4_2 = "1.4.2"
  /// November 2025: `serverId` and `central-*` names.
  case v1_6_4 = "1.6.4"
  /// December 2025: `messageServerId` names; handshakes need an entity id.
  case v1_6_5 = "1.6.5"
  /// January 2026, the last 1.x: transports `http` and `sse`, streamed chunks.
  case v1_7_2 = "1.7.2"

  /// Whether `left` came out before `right`.
  public static func < (left: Release, right: Release) -> Bool {
    left.age < right.age
  }

  private var age: Int {
    switch self {
    case .v1_4_2: 0
    case .v1_6_4: 1
    case .v1_6_5: 2
    case .v1_7_2: 3
    }
  }
}
