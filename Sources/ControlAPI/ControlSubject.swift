public import ElizaDomain

/// The server that the control API watches and moves; implemented where everything meets.
public protocol ControlSubject: AnyObject {
  /// The agents, channels, sessions and messages.
  var world: World { get }
  /// Scenario time.
  var scenarioClock: any ScenarioClock { get }
  /// The version of the program.
  var version: String { get }
}
