/// One thing that goes wrong, and when.
public struct Fault: Hashable, Sendable {
  /// Names it; unique in its overlay.
  public var id: String
  /// When it happens.
  public var trigger: Trigger
  /// What happens, in this order; not empty.
  public var effects: [Effect]

  /// Describes a fault.
  public init(id: String, at trigger: Trigger, do effects: [Effect]) {
    self.id = id
    self.trigger = trigger
    self.effects = effects
  }

  /// What makes no sense about it, for people; empty when it does.
  public var problems: [String] {
    var found = trigger.problems
    if effects.isEmpty { found.append("'do' names nothing that happens") }
    for effect in effects where !effect.suits(trigger) {
      found.append("'\(effect.name)' cannot happen \(place); \(hint(for: effect))")
    }
    return found
  }

  private var place: String {
    (trigger.isAfterwards ? "after " : "at ") + trigger.subject.summary
  }

  private func hint(for effect: Effect) -> String {
    guard !trigger.isAfterwards else {
      return "afterwards there is only 'lose', 'forgetSid' and 'restart'"
    }
    return "it can at: " + effect.places.map(\.rawValue).joined(separator: ", ")
  }
}
