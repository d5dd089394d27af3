public import JSON

/// The scenario that is played as the control API reads and changes it; implemented where files are read.
///
/// A change is made as a whole or not at all, counts from the next message on, and lets replies under way end as
/// they were planned. Texts are YAML or JSON.
public protocol ControlledScript: AnyObject {
  /// What is played as a scenario file has it, every rule with its id; nil when it was built in Swift.
  var document: JSON? { get }

  /// The same as YAML: as it was loaded, or written anew when it was changed since.
  var text: String? { get }

  /// Plays another scenario.
  func replace(with text: [UInt8], _ mode: ScriptMode) throws(Mistakes) -> ScriptChange

  /// Takes in a rule, whole, or with `isPatch` what is to be different about the one that is there.
  ///
  /// Without a place a rule that is there keeps its own, and a new one is asked first.
  func put(
    rule id: String, _ text: [UInt8], isPatch: Bool, at place: ScriptPlace?, _ mode: ScriptMode
  ) throws(Mistakes) -> ScriptChange

  /// Takes a rule out; nil when there is none of this id.
  func remove(rule id: String, _ mode: ScriptMode) -> ScriptChange?
}

/// Whether a change is made.
public enum ScriptMode: Hashable, Sendable {
  /// It is made.
  case change
  /// It is only looked at.
  case rehearse
}

/// Where a rule goes among the others.
public enum ScriptPlace: Hashable, Sendable {
  /// Before the rule of this id.
  case before(String)
  /// After the rule of this id.
  case after(String)
}

/// What a change of the scenario comes to.
public struct ScriptChange: Hashable, Sendable {
  /// The scenario's name; empty when it has none.
  public var name = ""
  /// The ids of all rules, in the order in which they are asked.
  public var rules: [String] = []
  /// The ids of rules that are new.
  public var newRules: [String] = []
  /// The ids of rules that say something else than before.
  public var changedRules: [String] = []
  /// The ids of rules that are gone.
  public var goneRules: [String] = []
  /// What is different but counts only for a server that is started with it, each a sentence.
  public var restarts: [String] = []
  /// What is odd about the text.
  public var warnings: [Mistake] = []

  /// Describes no change.
  public init() {}
}
