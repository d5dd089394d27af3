import ElizaDomain
import ElizaModel
import HTTP1
import HostInterface
import JSON

/// Plays the requests of a recording to the API and compares the answers.
final class RecordingReplay {
  /// The number of answers compared.
  private(set) var compared = 0
  /// The number of answers that were equal.
  private(set) var equal = 0
  /// One paragraph for each answer that was not.
  private(set) var reports: [String] = []

  private let traffic: RecordedTraffic
  private let world: World
  private let api: RESTAPI
  private let pipeline: ReplyPipeline
  private let script = RecordedAgentScript()
  private var values = RecordedValues()
  private var requests: [Int64: (line: JSON, exchange: MemoryExchange)] = [:]

  init(_ traffic: RecordedTraffic) throws {
    self.traffic = traffic
    let recordedAt = traffic.lines.first?["recordedAt"]?.stringValue ?? ""
    let start = Timestamp(isoText: recordedAt) ?? Timestamp(milliseconds: 0)
    world = World(
      profile: try Profile.named(traffic.release), clock: WorldClock(start: start),
      random: RandomSource(seed: 1))
    world.add(.recorded(at: start))
    pipeline = ReplyPipeline(world: world, script: script)
    api = .testing(world)
  }

  /// Plays every request at its time, but those whose label `skips` names.
  func run(skipping skips: Set<String>) {
    for line in traffic.lines {
      if let time = line["t"]?.doubleValue {
        world.clock.advance(to: Instant(nanoseconds: Int64(time * 1_000_000)))
      }
      switch line["k"]?.stringValue {
      case "req" where !skips.contains(line["label"]?.stringValue ?? ""): send(line)
      case "res": compare(line)
      default: break
      }
    }
  }

  private func send(_ line: JSON) {
    guard let number = line["n"]?.intValue else { return }
    let exchange = MemoryExchange()
    requests[number] = (line, exchange)
    api.handle(request(line), on: exchange)
  }

  private func request(_ line: JSON) -> HTTPRequest {
    var request = HTTPRequest(
      method: HTTPMethod(line["method"]?.stringValue ?? ""),
      target: values.translate(line["path"]?.stringValue ?? ""), body: body(line))
    for header in line["headers"]?.objectValue ?? [:] where header.key != "Content-Length" {
      request.headers.add(header.key, values.translate(MessageContent(header.value).text))
    }
    if line["headers"]?["Content-Length"] != nil {
      request.headers.add("Content-Length", String(request.body.count))
    }
    return request
  }

  private func body(_ line: JSON) -> [UInt8] {
    if let json = line["json"] { return values.translate(json).serialized() }
    guard let text = line["body"]?.stringValue else { return [] }
    return Array(RecordedValues.restored(values.translate(text)).utf8)
  }

  private func compare(_ line: JSON) {
    guard let number = line["n"]?.intValue, let (request, exchange) = requests[number] else {
      return
    }
    compared += 1
    var comparison = AnswerComparison(values: values)
    if let recorded = line["json"] {
      comparison.compare(lostRepliesAside(recorded), lostRepliesAside(exchange.json))
    }
    values = comparison.values
    let sameStatus = line["status"]?.intValue == Int64(exchange.status)
    guard !sameStatus || !comparison.differences.isEmpty else {
      equal += 1
      return
    }
    let status = sameStatus ? "" : "status \(line["status"]?.text ?? "") but \(exchange.status); "
    reports.append(
      "\(traffic.release) \(traffic.scenario) #\(number) \(request["label"]?.stringValue ?? ""): "
        + status + comparison.differences.joined(separator: "; "))
  }

  /// Up to 1.6.5 a real server lost some replies to messages posted to channels.
  private func lostRepliesAside(_ body: JSON) -> JSON {
    guard traffic.scenario == "04-channels", traffic.release != "1.7.2",
      let messages = body["data"]?["messages"]?.arrayValue
    else { return body }
    let kept = messages.filter { $0["sourceType"] != "agent_response" }
    return ["success": true, "data": ["messages": .array(kept)]]
  }
}

extension Agent {
  /// The agent of the recordings.
  static func recorded(at start: Timestamp) -> Agent {
    Agent(
      id: .eliza, name: "Eliza", username: "eliza",
      bio: ["A scripted agent used for protocol recordings."], system: "Scripted test agent.",
      character: StoredJSON([
        "topics": ["testing"], "adjectives": ["terse"],
        "style": ["all": ["short"], "chat": ["short"]],
      ]), createdAt: start)
  }
}
