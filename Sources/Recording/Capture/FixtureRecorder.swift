import HTTP1
import JSON

/// Turns what an observer sees into the lines of a fixture: ids and times replaced, secrets taken out, causes found.
///
/// Write each line as it comes, `serialized()`, so that a crash loses at most the one being written. A line that
/// still looks like it holds a secret is refused; what comes after can be recorded all the same.
package struct FixtureRecorder {
  private let head: FixtureHead
  var names: Pseudonyms
  private var redactor: Redactor
  var causes = CauseFinder()
  private var number = 0
  private var time = Duration.zero
  var responses: [Int: PendingResponse] = [:]
  /// How long the bodies are that were not kept, of requests that are still to come.
  var omittedBodies: [Int: Int] = [:]
  private var exchanges = 0
  private var connections: [Int: String] = [:]
  private var connectionCount = 0
  /// The rooms that the sockets of each connection are in.
  private var rooms: [String: Set<String>] = [:]
  var leftOut = LeftOut()

  /// How many different secrets have been taken out.
  package var secretCount: Int { redactor.count }

  /// Makes a recorder whose time begins at the moment of `head`.
  ///
  /// Where something recorded is recorded again, `earlierSecrets` is the highest number that a secret has there; else
  /// what looks like the name of one is text.
  package init(
    _ head: FixtureHead, rules: RedactionRules = RedactionRules(), earlierSecrets: Int? = nil
  ) {
    var head = head
    head.redaction = rules.summary(after: head.redaction)
    self.head = head
    names = Pseudonyms(start: head.recordedAt, knowsSecrets: earlierSecrets != nil)
    redactor = Redactor(rules, after: earlierSecrets ?? 0)
  }

  /// The first line; ask for it once, before anything else.
  package mutating func begin() throws(FixtureRefusal) -> FixtureLine {
    try line(.head(head), cause: nil)
  }

  /// The last line.
  package mutating func end(at time: Duration) throws(FixtureRefusal) -> FixtureLine {
    self.time = max(self.time, time)
    return try line(.end, cause: nil)
  }

  /// The lines that tell what was seen at a time since the start; none while an answer is not complete.
  package mutating func record(
    _ observation: Observation, at time: Duration
  ) throws(FixtureRefusal) -> [FixtureLine] {
    let microseconds = max(LineTime.microseconds(time), LineTime.microseconds(self.time))
    self.time = .microseconds(microseconds)
    switch observation {
    case .request, .requestOmitted, .responseHead, .responseBody, .responseEnd, .responseCut,
      .responseOmitted:
      return try recordExchange(observation)
    case .note(let text):
      return [try line(.note(names.replaced(text, key: "", parent: "")), cause: nil)]
    case .opening(let connection, _, _, _), .accepted(let connection, _, _),
      .refused(let connection, _, _), .upgraded(let connection, _),
      .event(let connection, _, _, _, _, _, _), .acknowledgement(let connection, _, _, _, _, _),
      .closed(let connection, _, _, _):
      return try recordSocket(observation, on: connection)
    }
  }

  /// Makes the next line: without secrets, numbered, and taken note of.
  mutating func line(
    _ content: FixtureLine.Content, cause: Int?
  ) throws(FixtureRefusal) -> FixtureLine {
    let plain = FixtureLine(number: number, time: time, cause: cause, content)
    // One that is too long is redacted all the same: the secrets in it are looked for in what comes after.
    let object = redactor.redacted(plain.object)
    let text = JSON.object(object).serialized()
    guard text.count <= FixtureReader.longestLine else {
      throw FixtureRefusal(
        line: number, field: "", what: "it has more than \(FixtureReader.longestLine) bytes")
    }
    try SecretScan(redactor: redactor, number: number).check(object)
    let line: FixtureLine
    do throws(FixtureError) {
      line = try FixtureLine(parsing: text.span, line: number + 1)
    } catch {
      throw FixtureRefusal(line: number, field: "", what: error.problem)
    }
    number += 1
    if line.content.direction == .toServer { causes.clientSpoke(line) }
    return line
  }

  /// The number that a new exchange gets.
  mutating func nextExchange() -> Int {
    exchanges += 1
    return exchanges
  }

  /// The letters of a connection: A to Z, then AA and so on.
  mutating func letters(of connection: Int) -> String {
    if let known = connections[connection] { return known }
    var rest = connectionCount
    var letters = ""
    repeat {
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    connectionCount += 1
    connections[connection] = letters
    return letters
  }

  /// Whether a connection has letters.
  func hasLetters(_ connection: Int) -> Bool { connections[connection] != nil }

  /// Makes the letters of the newest connection those of the next, when none of its lines was written.
  mutating func takeBackLetters(of connection: Int) {
    if connections.removeValue(forKey: connection) != nil { connectionCount -= 1 }
  }

  /// Forgets a connection that has ended.
  mutating func forget(_ connection: Int) {
    guard let letters = connections.removeValue(forKey: connection) else { return }
    rooms[letters] = nil
  }

  /// Whether a connection comes into a room for the first time.
  mutating func enters(_ connection: String, _ room: String) -> Bool {
    rooms[connection, default: []].insert(room).inserted
  }
}
