import Scenario

/// Where a rule goes among the others, of which the first that matches answers.
package enum RulePlace: Hashable, Sendable {
  /// It is asked first.
  case first
  /// It is asked right before the rule of this id; last where there is none.
  case before(String)
  /// It is asked right after the rule of this id; last where there is none.
  case after(String)

  func index(among rules: [Rule]) -> Int {
    switch self {
    case .first: 0
    case .before(let id): rules.firstIndex { $0.id == id } ?? rules.count
    case .after(let id): rules.firstIndex { $0.id == id }.map { $0 &+ 1 } ?? rules.count
    }
  }
}
