public import ElizaDomain
public import Scenario

/// The server that the control API watches and moves; implemented where everything meets.
public protocol ControlSubject: AnyObject {
  /// The agents, channels, sessions and messages.
  var world: World { get }
  /// Scenario time.
  var scenarioClock: any ScenarioClock { get }
  /// The version of the program.
  var version: String { get }
  /// What is played; nil for nothing but the built-in agent.
  var scenario: ScenarioDefinition? { get }

  /// Which rule would answer a message; nil where no scenario is played.
  func explain(_ message: MessageContext) -> Explanation?
}

extension ControlSubject {
  /// Nothing but the built-in agent.
  public var scenario: ScenarioDefinition? { nil }

  /// Nothing to explain.
  public func explain(_ message: MessageContext) -> Explanation? { nil }
}
