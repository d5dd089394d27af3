import Scenario

extension Expectation {
  /// A count of something that goes by a name.
  struct Named: Sendable {
    var name: String?
    var count = Condition.NumberCondition()

    func expectation(_ subject: Subject) -> Expectation {
      let isBounded = count != Condition.NumberCondition()
      return Expectation(subject, isBounded ? count : Condition.NumberCondition(atLeast: 1))
    }
  }
}

extension Declaration where Value == Expectation {
  /// What the client is expected to do.
  static let expectation: Declaration<Expectation> = .named(
    "Expectation", "an expectation such as { joined: { atLeast: 1 } }", [.mapping]
  ) {
    Variants("an expectation", counted + named).declaration
  }

  private typealias Case = Variants<Expectation>.Case

  private static let counted = [
    Case("sessions", Declaration<Condition.NumberCondition>.count, "How many sessions it creates.")
    {
      Expectation(.sessions, $0)
    },
    Case("joined", Declaration<Condition.NumberCondition>.count, "How many rooms it joins.") {
      Expectation(.joined, $0)
    },
    Case("sent", Declaration<Condition.NumberCondition>.count, "How many messages it sends.") {
      Expectation(.sent, $0)
    },
    Case(
      "replied", Declaration<Condition.NumberCondition>.count,
      "How many replies of agents are delivered."
    ) { Expectation(.replied, $0) },
  ]

  private static let named = [
    Case("rule", named("a rule", "id", .usedRule), "How often a rule answers.") {
      $0.expectation(.rule($0.name ?? ""))
    },
    Case(
      "request", named("a request", "match", .filled),
      "How many HTTP requests it makes, by a method and a path such as POST /api/messaging/*."
    ) { $0.expectation(.request($0.name ?? "")) },
    Case("event", named("an event", "name", .filled), "How many socket events it sends.") {
      $0.expectation(.event($0.name ?? ""))
    },
    Case(
      "finding", named("a finding", "id", .filled, required: false),
      "How many findings there are about it; with an id, of that kind."
    ) { $0.expectation(.finding($0.name)) },
  ]

  private static func named(
    _ title: String, _ key: String, _ name: Declaration<String>, required: Bool = true
  ) -> Declaration<Expectation.Named> {
    .either(
      title,
      [
        name.map { Expectation.Named(name: $0) },
        Record(
          "\(title) that is expected", from: Expectation.Named(),
          [Key(key, name, required: required, "Which.", \.name)]
            + Declaration<Condition.NumberCondition>.keys(\.count)
        ) { expected, node, reading in
          expected.count.isSound(node, &reading)
        }.declaration,
      ])
  }
}

extension Declaration where Value == String {
  /// The id of a rule of the file.
  static let usedRule = filled.map { name, node, reading in
    reading.names.use(name, of: [.rule], at: node.place)
    return name
  }
}
