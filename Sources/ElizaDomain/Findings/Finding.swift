/// A rule that frontends broke, with what was seen.
public struct Finding: Hashable, Sendable {
  /// The most pieces of evidence that are kept for a rule: the first ones.
  public static let evidenceLimit = 8

  /// The rule.
  public let rule: FindingRule
  /// What was seen, the earliest first; at least one.
  public internal(set) var evidence: [Evidence]
  /// The number of connections on which it was seen.
  public internal(set) var connectionCount = 1

  /// Makes a finding of its first evidence.
  init(_ rule: FindingRule, _ evidence: Evidence) {
    self.rule = rule
    self.evidence = [evidence]
  }

  /// Adds what was seen of the same rule in another world.
  public mutating func add(_ another: Finding) {
    connectionCount &+= another.connectionCount
    evidence += another.evidence.prefix(max(Finding.evidenceLimit - evidence.count, 0))
  }

  /// Adds what else was seen.
  mutating func add(_ another: Evidence, isOfAnotherConnection: Bool) {
    if isOfAnotherConnection { connectionCount += 1 }
    if evidence.count < Finding.evidenceLimit { evidence.append(another) }
  }
}
