public import JSON

/// The faults of a server as the control API sees them.
public protocol ControlledFaults: AnyObject {
  /// The overlays that are on, each with its faults and how often they have happened.
  var description: JSON { get }

  /// The names of the overlays that come with the program.
  var builtInNames: [String] { get }

  /// Lays overlays on in place of all that are on: names, or what overlay files say.
  ///
  /// They are armed when it returns. Throws everything that is wrong with them, and changes nothing then.
  func replace(with overlays: [JSON]) throws(Mistakes)

  /// Takes an overlay or a fault off; false when there is none of that name.
  func remove(_ name: String) -> Bool
}
