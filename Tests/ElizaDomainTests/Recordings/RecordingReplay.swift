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
      random: RandomSource(seed: 1),
      sessionLimits: SessionLimits(
        environment: traffic.lines.first?["serverEnv"]?.objectValue?.reduce(into: [:]) {
          $0[$1.key] = $1.value.stringValue
        } ?? [:]))
    world.add(.recorded(at: start))
    pipeline = ReplyPipeline(world: world, script: script)
    api = .testing(
      world,
      apiKey: traffic.lines.first?["serverEnv"]?["ELIZA_SERVER_AUTH_TOKEN"]?.stringValue)
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
    if traffic.scenario == "10-cors-and-headers" {
      comparison.compare(Self.stable(line["headers"]), Self.stable(headers(of: exchange)))
    }
    values = comparison.values
    learnTag(line, exchange)
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

  private func headers(of exchange: MemoryExchange) -> JSON {
    var headers: JSONObject = [:]
    for field in exchange.response?.headers.fields ?? [] {
      headers[field.name] = .string(field.value)
    }
    return .object(headers)
  }

  /// The headers that do not depend on the connection, the length of a body or a count of requests.
  private static func stable(_ headers: JSON?) -> JSON {
    var headers = headers?.objectValue ?? [:]
    for name in [
      "Date", "Connection", "Keep-Alive", "Content-Length", "ETag", "RateLimit-Policy",
      "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset",
    ] {
      headers[name] = nil
    }
    return .object(headers)
  }

  /// Later requests repeat the tag they were given.
  private func learnTag(_ line: JSON, _ exchange: MemoryExchange) {
    guard let recorded = line["headers"]?["ETag"]?.stringValue,
      let ours = exchange.response?.headers["ETag"]
    else { return }
    _ = values.learn(recorded, ours)
  }

  /// Up to 1.6.5 a real server lost some replies to messages posted by HTTP.
  private func lostRepliesAside(_ body: JSON) -> JSON {
    guard traffic.release != "1.7.2" else { return body }
    switch traffic.scenario {
    case "04-channels":
      guard let messages = body["data"]?["messages"]?.arrayValue else { return body }
      let kept = messages.filter { $0["sourceType"] != "agent_response" }
      return ["success": true, "data": ["messages": .array(kept)]]
    case "09-transport":
      guard let messages = body["messages"]?.arrayValue else { return body }
      return .array(messages.filter { $0["isAgent"] != true })
    default: return body
    }
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
