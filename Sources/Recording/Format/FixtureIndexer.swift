import JSON

/// Reads lines one after the other and keeps what a replay needs of them.
struct FixtureIndexer {
  private(set) var index = FixtureIndex()
  private var table = LineTable()
  private var seen = NameSet()
  /// The server's events whose acknowledgement has not come yet.
  private var asked: [Question: UInt32] = [:]
  /// By the numbers of exchanges, the requests whose answer has not ended yet, and whether it has begun.
  private var open: [Int: (place: UInt32, isBegun: Bool)] = [:]

  private struct Question: Hashable {
    let connection: UInt32
    let namespace: String
    let number: Int
  }

  /// The lines taken so far.
  var count: Int { index.entries.count }

  /// Makes room for so many lines.
  mutating func reserve(_ count: Int) {
    index.entries.reserveCapacity(count)
    index.firsts.reserveCapacity(count)
    index.nameSums.reserveCapacity(count)
  }

  /// Takes the head.
  mutating func begin(_ head: FixtureLine, length: Int, at start: Int) throws(FixtureError) {
    guard head.number == 0 else { throw FixtureError(line: 1, "'n' must be 0, the next number") }
    try add(.head, LineTime.microseconds(head.time), nil, start..<start + length, line: 1)
    index.firsts.append(0)
    index.nameSums.append(0)
  }

  /// Takes the next line.
  ///
  /// - Throws: What is wrong with it.
  mutating func take(
    _ text: Span<UInt8>, at start: Int, line: Int
  ) throws(FixtureError) {
    let place = index.entries.count
    try table.read(text, line: line)
    try number(place, line)
    var cause = try cause(line)
    if let last = index.entries.last, table.time < last.time {
      throw FixtureError(
        line: line,
        "'t' must not be earlier than that of the line before: lines stand in the order in which they happened"
      )
    }
    if let request = try answered(place, line) { cause = cause ?? request }
    try add(table.kind, table.time, cause, start..<start + text.count, line: line)
    note(namesIn: text, place)
    index.nameSums.append(table.direction == .toServer ? nameSum : 0)
  }

  /// Takes note of the number that a line has: rising ones will do, since others may have been taken out.
  private mutating func number(_ place: Int, _ line: Int) throws(FixtureError) {
    let number = table.count(.n) ?? 0
    let last = index.number(of: place - 1)
    guard number > last, number < LineEntry.none else {
      let problem = number == last ? "has it already" : "has \(last)"
      throw FixtureError(
        line: line,
        "'n' must rise from line to line, but is \(number) where the line before \(problem): "
          + "put the line where its number belongs, or give it one that is free there")
    }
    if number != place, index.numbers.isEmpty {
      index.numbers = (0..<UInt32(truncatingIfNeeded: place)).map { $0 }
    }
    if number != place || !index.numbers.isEmpty {
      index.numbers.append(UInt32(truncatingIfNeeded: number))
    }
  }

  /// The place of the line that led to one.
  private func cause(_ line: Int) throws(FixtureError) -> Int? {
    guard let number = table.count(.cause) else { return nil }
    guard number < table.count(.n) ?? 0 else {
      throw FixtureError(line: line, "'cause' must be an earlier line, not \(number)")
    }
    guard let place = index.place(ofNumber: number) else {
      throw FixtureError(
        line: line,
        "'cause' is \(number), but no line has that 'n' any more: take this line out as well, "
          + "or let it name the line that leads to it now")
    }
    return place
  }

  /// Puts requests and their answers together; gives the place of the request that a line answers.
  private mutating func answered(_ place: Int, _ line: Int) throws(FixtureError) -> Int? {
    guard table.kind == .req || table.kind == .res, let exchange = table.count(.x) else {
      return nil
    }
    guard table.kind == .res else {
      let place = UInt32(truncatingIfNeeded: place)
      if let old = open.updateValue((place, false), forKey: exchange) {
        index.unanswered.append(old.place)
      }
      return nil
    }
    guard let request = open[exchange] else {
      throw FixtureError(
        line: line,
        "no request before this answer has 'x' \(exchange) and waits for one: take this line out as well"
      )
    }
    guard request.isBegun != (table[.status] != nil) else {
      throw FixtureError(
        line: line,
        request.isBegun
          ? "'status' must stand only in the first line of an answer"
          : "'status' is missing: the first line of an answer has it")
    }
    open[exchange] = table.truth(.more) ? (request.place, true) : nil
    return Int(request.place)
  }

  private var nameSum: UInt32 {
    var sum: UInt32 = 0
    for case let node? in [table[.target], table[.json], table[.auth], table[.args]] {
      let range = table.document.rawRange(of: node)
      CompactName.visit(table.document.bytes.span.extracting(range)) { name in
        if index.serverNames.contains(name) { sum &+= name.fingerprint }
      }
    }
    return sum
  }

  /// What has been taken, to be looked up from now on.
  consuming func finish() -> FixtureIndex {
    index.prints.sort()
    index.unanswered += open.values.map(\.place)
    index.unanswered.sort()
    return index
  }

  private mutating func add(
    _ kind: LineKind, _ time: Int64, _ cause: Int?, _ range: Range<Int>, line: Int
  ) throws(FixtureError) {
    guard range.upperBound < Int(UInt32.max), index.entries.count < LineEntry.none else {
      throw FixtureError(line: line, "the file must be shorter than 4 GiB")
    }
    let place = UInt32(truncatingIfNeeded: index.entries.count)
    let connection =
      kind != .head && table[.c] != nil
      ? index.connections.place(keeping: table.text(.c)) : LineEntry.none
    let direction = kind == .head ? nil : table.direction
    let key = direction == .toServer ? key(of: kind, place) : nil
    if kind == .ev || kind == .ack { link(kind, direction, connection, place) }
    index.entries.append(
      LineEntry(
        time: time, start: UInt32(truncatingIfNeeded: range.lowerBound), print: key?.print ?? 0,
        cause: cause.map { UInt32(truncatingIfNeeded: $0) } ?? LineEntry.none,
        connection: connection, key: key?.place ?? LineEntry.none, kind: kind,
        direction: direction,
        isRead: kind == .req && RecordedRequest.isRead(table.text(.method)),
        isError: kind == .ev && direction == .toClient && table.word(.event) == LineTable.error))
    index.end = range.upperBound
  }

  /// Finds out which of the server's events a client's acknowledgement is for.
  private mutating func link(
    _ kind: LineKind, _ direction: Direction?, _ connection: UInt32, _ place: UInt32
  ) {
    guard let number = table.count(.ack) else { return }
    let question = Question(
      connection: connection, namespace: table.text(.ns), number: number)
    if kind == .ev, direction == .toClient {
      asked[question] = place
    } else if kind == .ack, direction == .toServer,
      let event = asked.removeValue(forKey: question)
    {
      index.answers[event] = place
    }
  }

  private mutating func note(namesIn text: Span<UInt8>, _ place: Int) {
    var bits: UInt64 = 0
    var late: Set<Int> = []
    var count = 0
    let isServers = table.direction == .toClient
    CompactName.visit(text) { name in
      if seen.insert(name) {
        if count < 64 { bits |= 1 << UInt64(count) } else { late.insert(count) }
        if isServers { _ = index.serverNames.insert(name) }
      }
      count += 1
    }
    index.firsts.append(bits)
    if !late.isEmpty { index.lateFirsts[place] = late }
  }
}

extension FixtureIndexer {
  /// What a client's line is found by; notes its print as well.
  private mutating func key(
    of kind: LineKind, _ line: UInt32
  ) -> (place: UInt32, print: UInt32)? {
    var print = LinePrint()
    let text: String
    let values: UInt64
    switch kind {
    case .req:
      let target = table.text(.target)
      text = ReplayScript.key(method: table.text(.method), target: target)
      values = print.request(target: target, body)
    case .open:
      text = ReplayScript.key(opening: namespace)
      values = print.value(table.document, table[.auth])
    case .ev:
      text = ReplayScript.key(event: table.text(.event), namespace)
      values = print.value(table.document, table[.args])
    case .head, .res, .up, .ack, .room, .shut, .note, .end: return nil
    }
    let key = index.keys.place(keeping: text)
    let template = template(print.found.sorted(), of: key)
    let number = FixtureIndex.print(key: key, template: template, values)
    index.prints.append(UInt64(number) << 32 | UInt64(line))
    return (key, number)
  }

  private var namespace: String { table[.ns] == nil ? "/" : table.text(.ns) }

  private var body: LinePrint.Body {
    if let node = table[.json] { return .json(table.document, node) }
    if table[.text] != nil {
      let text = table.text(.text)
      return text.isEmpty ? .none : .text(text)
    }
    if table[.base64] != nil { return .bytes }
    return table[.omitted] == nil ? .none : .omitted
  }

  /// The number of the template that lines with names at `places` have; nil when the key has too many others.
  private mutating func template(_ places: [UInt64], of key: UInt32) -> UInt64? {
    let number = places.reduce(7) { LinePrint.mix($0, $1) }
    while index.templates.count <= Int(key) { index.templates.append([]) }
    let known = index.templates[Int(key)]
    if known.contains(where: { $0.number == number }) { return number }
    guard known.count < FixtureIndex.templateLimit else { return nil }
    index.templates[Int(key)].append(FixtureIndex.Template(number: number, places: places))
    return number
  }
}
