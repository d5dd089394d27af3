/// One pattern of a keyword, and the answers that take turns when it fits.
struct ElizaRule: Hashable, Sendable {
  let pattern: Decomposition
  let answers: [Reassembly]

  init(_ pattern: String, _ answers: [String]) {
    self.pattern = Decomposition(pattern)
    self.answers = answers.map(Reassembly.init)
  }
}
