/// Runs a pattern over a text: all ways at once, one character at a time, as Pike's machine does.
///
/// No instruction is run twice at one place of the text, so the steps are at most the length of the
/// text times that of the program, whatever either is.
struct PatternMachine {
  /// How many instructions were run so far.
  private(set) var steps = 0

  private struct Thread {
    var position: Int
    var slots: [Int]
  }

  private enum Task {
    case explore(Int)
    case restore(slot: Int, Int)
  }

  private let program: PatternProgram
  private let text: [Unicode.Scalar]
  /// At which place of the text, on top of `base`, each instruction was run last.
  private var marks: [Int]
  /// What keeps the marks of one search apart from those of the one before.
  private var base = 0
  private var tasks: [Task] = []

  init(_ program: PatternProgram, _ text: [Unicode.Scalar]) {
    self.program = program
    self.text = text
    marks = Array(repeating: 0, count: program.instructions.count)
  }

  /// What is found first from the left, or nil.
  mutating func firstMatch() -> PatternMatch? { search(from: 0, lookingAhead: .max).map(match) }

  /// Every match from left to right but the empty ones; a longer way to match is looked for so far behind a shorter one.
  mutating func matches(lookingAhead limit: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start <= text.count, let slots = search(from: start, lookingAhead: limit) {
      let range = slots[0]..<slots[1]
      if range.isEmpty {
        start = range.upperBound + 1
      } else {
        found.append(range)
        start = range.upperBound
      }
    }
    return found
  }

  /// The slots of what is found first at or behind a place, or nil.
  private mutating func search(from first: Int, lookingAhead limit: Int) -> [Int]? {
    base += text.count + 1
    var current: [Thread] = []
    var next: [Thread] = []
    var found: [Int]?
    let nowhere = Array(repeating: -1, count: (program.groupCount + 1) * 2)
    for place in first...text.count {
      if let found, place - found[1] > limit { break }
      if found == nil { start(0, nowhere, at: place, in: &current) }
      if found != nil, current.isEmpty { break }
      for thread in current {
        steps += 1
        if case .match = program.instructions[thread.position] {
          found = thread.slots
          break
        }
        guard place < text.count, takes(text[place], thread.position) else { continue }
        start(thread.position + 1, thread.slots, at: place + 1, in: &next)
      }
      swap(&current, &next)
      next.removeAll(keepingCapacity: true)
    }
    return found
  }

  private func takes(_ scalar: Unicode.Scalar, _ position: Int) -> Bool {
    switch program.instructions[position] {
    case .scalar(let wanted): scalar == wanted
    case .letter(let wanted): scalar.lowercased == wanted
    case .any(let includingNewlines): includingNewlines || scalar != "\n"
    case .set(let set, let ignoringCase): set.contains(scalar, ignoringCase: ignoringCase)
    case .assert, .split, .jump, .save, .match: false
    }
  }

  /// Adds every way that leads on from an instruction without taking a character.
  private mutating func start(
    _ position: Int, _ slots: [Int], at place: Int, in threads: inout [Thread]
  ) {
    var slots = slots
    tasks.append(.explore(position))
    while let task = tasks.popLast() {
      switch task {
      case .restore(let slot, let value): slots[slot] = value
      case .explore(let position):
        guard marks[position] != base + place else { continue }
        marks[position] = base + place
        steps += 1
        switch program.instructions[position] {
        case .jump(let target): tasks.append(.explore(target))
        case .split(let first, let second):
          tasks.append(.explore(second))
          tasks.append(.explore(first))
        case .save(let slot):
          tasks.append(.restore(slot: slot, slots[slot]))
          slots[slot] = place
          tasks.append(.explore(position + 1))
        case .assert(let assertion):
          if holds(assertion, at: place) { tasks.append(.explore(position + 1)) }
        case .scalar, .letter, .any, .set, .match:
          threads.append(Thread(position: position, slots: slots))
        }
      }
    }
  }

  private func holds(_ assertion: PatternNode.Assertion, at place: Int) -> Bool {
    switch assertion {
    case .textStart: place == 0
    case .textEnd: place == text.count
    case .lineStart: place == 0 || text[place - 1] == "\n"
    case .lineEnd: place == text.count || text[place] == "\n"
    case .wordBoundary: isBoundary(place)
    case .noWordBoundary: !isBoundary(place)
    }
  }

  private func isBoundary(_ place: Int) -> Bool {
    let before = place > 0 && text[place - 1].isWordScalar
    let after = place < text.count && text[place].isWordScalar
    return before != after
  }

  private func match(_ slots: [Int]) -> PatternMatch {
    let groups = (0...program.groupCount).map { group -> String? in
      let (start, end) = (slots[group * 2], slots[group * 2 + 1])
      guard start >= 0, start <= end else { return nil }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text[start..<end])
      return String(view)
    }
    return PatternMatch(groups: groups, names: program.names)
  }
}
