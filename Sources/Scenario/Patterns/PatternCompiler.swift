/// Makes the instructions of a pattern, as Thompson's construction has it.
struct PatternCompiler {
  /// The most instructions of a program.
  static let sizeLimit = 5_000

  private var instructions: [PatternProgram.Instruction] = []

  mutating func compile(
    _ node: PatternNode, names: [String: Int], groupCount: Int
  ) throws(PatternError) -> PatternProgram {
    try emit(.capture(node, index: 0))
    try append(.match)
    return PatternProgram(instructions: instructions, names: names, groupCount: groupCount)
  }

  private mutating func append(_ instruction: PatternProgram.Instruction) throws(PatternError) {
    guard instructions.count < Self.sizeLimit else {
      throw PatternError(
        column: 1, problem: .tooLarge("its counts make more than \(Self.sizeLimit) steps of it"))
    }
    instructions.append(instruction)
  }

  private mutating func emit(_ node: PatternNode) throws(PatternError) {
    switch node {
    case .scalar(let scalar, true) where scalar.lowercased != scalar.uppercased:
      try append(.letter(scalar.lowercased))
    case .scalar(let scalar, _): try append(.scalar(scalar))
    case .any(let includingNewlines): try append(.any(includingNewlines: includingNewlines))
    case .set(let set, let ignoringCase): try append(.set(set, ignoringCase: ignoringCase))
    case .assertion(let assertion): try append(.assert(assertion))
    case .capture(let inner, let index):
      try append(.save(index * 2))
      try emit(inner)
      try append(.save(index * 2 + 1))
    case .sequence(let nodes):
      for node in nodes { try emit(node) }
    case .alternatives(let nodes): try emit(alternatives: nodes)
    case .repeated(let inner, let least, let most, let isLazy):
      try emit(inner, least: least, most: most, isLazy: isLazy)
    }
  }

  private mutating func emit(alternatives nodes: [PatternNode]) throws(PatternError) {
    var exits: [Int] = []
    for (index, node) in nodes.enumerated() {
      guard index < nodes.count - 1 else {
        try emit(node)
        break
      }
      let fork = instructions.count
      try append(.match)
      try emit(node)
      exits.append(instructions.count)
      try append(.match)
      instructions[fork] = .split(fork + 1, instructions.count)
    }
    for exit in exits { instructions[exit] = .jump(instructions.count) }
  }

  private mutating func emit(
    _ node: PatternNode, least: Int, most: Int?, isLazy: Bool
  ) throws(PatternError) {
    for _ in 0..<least {
      let before = instructions.count
      try emit(node)
      // What takes no instruction matches nothing, however often.
      if instructions.count == before { return }
    }
    guard let most else { return try emitLoop(node, isLazy: isLazy) }
    var forks: [Int] = []
    for _ in least..<most {
      forks.append(instructions.count)
      try append(.match)
      let before = instructions.count
      try emit(node)
      if instructions.count == before { break }
    }
    for fork in forks { instructions[fork] = split(fork + 1, instructions.count, isLazy: isLazy) }
  }

  private mutating func emitLoop(_ node: PatternNode, isLazy: Bool) throws(PatternError) {
    let fork = instructions.count
    try append(.match)
    try emit(node)
    try append(.jump(fork))
    instructions[fork] = split(fork + 1, instructions.count, isLazy: isLazy)
  }

  private func split(_ inside: Int, _ outside: Int, isLazy: Bool) -> PatternProgram.Instruction {
    isLazy ? .split(outside, inside) : .split(inside, outside)
  }
}
