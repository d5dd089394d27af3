import JSON

extension Fixture {
  /// The same recording with more taken out: whatever the rules name, and whatever looks like a secret by now.
  ///
  /// A secret is taken out of the lines before the one that gives it away as well. Names of secrets that are there
  /// already stay, and new ones go on from them.
  ///
  /// - Throws: `FixtureRefusal` for a line in which something still looks like a secret, or `FixtureError` for one
  ///   that makes no sense without what was taken out.
  package func redacted(_ rules: RedactionRules) throws -> Fixture {
    let known = lines.reduce(0) { max($0, FixtureToken.highestSecret(in: $1.serialized())) }
    var redactor = Redactor(rules, after: known)
    for line in lines { _ = redactor.redacted(line.object) }
    var redacted: [FixtureLine] = []
    redacted.reserveCapacity(lines.count)
    for line in lines {
      let object = redactor.redacted(line.object)
      try SecretScan(redactor: redactor, number: line.number).check(object)
      let text = JSON.object(object).serialized()
      redacted.append(try FixtureLine(parsing: text.span, line: line.number + 1))
    }
    if case .head(var head) = redacted.first?.content {
      head.redaction = rules.summary(after: head.redaction)
      redacted[0].content = .head(head)
    }
    return try Fixture(redacted, isCut: isCut)
  }
}

extension FixtureToken {
  /// The highest number that a secret has in a text; 0 when there is none.
  static func highestSecret(in bytes: [UInt8]) -> Int {
    var highest = 0
    Mentions.visit(bytes) { token in
      guard case .secret(let name) = token else { return }
      highest = max(highest, Int(name.dropFirst(8).dropLast()) ?? 0)
    }
    return highest
  }
}
