/// Isolated worlds beside the one that is asked, each on a port of its own; implemented where servers are made.
public protocol ControlledSpaces: AnyObject {
  /// The spaces there are, in the order they were made.
  var all: [Space] { get }

  /// Makes a space and calls `completion` once, when it can be reached or cannot be made.
  func open(_ settings: SpaceSettings, completion: @escaping (SpaceOutcome) -> Void)

  /// Ends a space and calls `completion` with what came of it once its port is free; answers false when there is
  /// none.
  func close(_ id: String, completion: @escaping (RunReport?) -> Void) -> Bool
}

/// A world of its own.
public struct Space: Hashable, Sendable {
  /// Its id.
  public let id: String
  /// The address clients use.
  public let url: String
  /// The port it listens on.
  public let port: UInt16

  /// Describes a space.
  public init(id: String, url: String, port: UInt16) {
    self.id = id
    self.url = url
    self.port = port
  }
}

/// Whether a space could be made.
public enum SpaceOutcome: Sendable {
  /// It can be reached.
  case opened(Space)
  /// It cannot be made, for this reason.
  case failed(String)
}
