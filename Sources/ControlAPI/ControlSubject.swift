public import ElizaDomain
public import HostInterface
public import JSON
public import Scenario

/// The server that the control API watches and moves; implemented where everything meets.
public protocol ControlSubject: AnyObject {
  /// The agents, channels, sessions and messages.
  var world: World { get }
  /// Scenario time.
  var scenarioClock: any ScenarioClock { get }
  /// What happened.
  var journal: Journal { get }
  /// Real time, in which callers wait.
  var scheduler: any Scheduler { get }
  /// The sockets that are connected, oldest first.
  var connections: [any ControlledConnection] { get }
  /// The isolated worlds that it makes; nil when it makes none.
  var spaces: (any ControlledSpaces)? { get }
  /// The faults of overlays; nil where there are none to be had.
  var faultControl: (any ControlledFaults)? { get }
  /// The scenario as it can be read and changed; nil where it cannot.
  var script: (any ControlledScript)? { get }
  /// The recordings that are replayed; nil where none can be.
  var replays: (any ControlledReplays)? { get }
  /// The version of the program.
  var version: String { get }
  /// What chance was begun with: with it as `--seed` the same is drawn again.
  var seed: UInt64 { get }
  /// What is played; nil for nothing but the built-in agent.
  var scenario: ScenarioDefinition? { get }

  /// Which rule would answer a message; nil where no scenario is played.
  func explain(_ message: MessageContext) -> Explanation?

  /// Sends an event to the sockets in a room; answers how many there are.
  func emit(_ event: String, _ arguments: [JSON], toRoom room: String) -> Int

  /// Forgets what has happened.
  func reset(_ parts: Set<ResetPart>)
}

extension ControlSubject {
  /// Nothing but the built-in agent.
  public var scenario: ScenarioDefinition? { nil }

  /// Nothing to explain.
  public func explain(_ message: MessageContext) -> Explanation? { nil }
}

extension ControlSubject {
  /// None.
  public var replays: (any ControlledReplays)? { nil }

  /// It cannot.
  public var script: (any ControlledScript)? { nil }

  /// None.
  public var faultControl: (any ControlledFaults)? { nil }
}
