import ElizaModel
import JSON
import Testing

/// Every event that real servers were seen to send is read, and written again as it came.
@Suite struct RecordedEventTests {
  static let types: [any EventPayload.Type] = [
    Authenticated.self, ChannelCleared.self, ChannelDeleted.self, ChannelUpdated.self,
    ConnectionEstablished.self, LogFiltersUpdated.self, LogStream.self,
    LogSubscriptionConfirmed.self, MessageAck.self, MessageBroadcast.self, MessageComplete.self,
    MessageDeleted.self, MessageError.self, RoomJoined.self, StreamChunk.self,
  ]

  private func rewritten(_ event: String, _ payload: JSON) -> JSON? {
    let name = event == "room_joined" ? "channel_joined" : event
    let type = Self.types.first { $0.event.rawValue == name }
    return type?.init(json: payload)?.json
  }

  private func check(_ line: JSON) throws {
    let event = try #require(line["event"]?.stringValue)
    let payload = try #require(line.at("args[0]"))
    let rewritten = rewritten(event, payload)
    if rewritten != payload { Issue.record("\(event) \(payload)") }
    // Loggers put their fields in any order.
    guard event != "log_stream" else { return }
    if rewritten?.text != payload.text { Issue.record("order of \(event) \(payload)") }
  }

  @Test func oneOfEveryShape() throws {
    let lines = try Recordings.examples("events.jsonl")
    #expect(lines.count == 53)
    for line in lines { try check(line) }
  }

  @Test func nothingIsInvented() throws {
    for line in try Recordings.examples("events.jsonl") {
      let event = try #require(line["event"]?.stringValue)
      // A broadcast is read even from servers that leave out what a page can do without.
      guard event != "messageBroadcast" else { continue }
      for payload in try #require(line.at("args[0]")).withoutOneMember {
        if let rewritten = rewritten(event, payload), !rewritten.isPart(of: payload) {
          Issue.record("\(event) \(payload) -> \(rewritten)")
        }
      }
    }
  }

  @Test func valuesOfOtherKindsDoNoHarm() throws {
    for line in try Recordings.examples("events.jsonl") {
      let event = try #require(line["event"]?.stringValue)
      for payload in try #require(line.at("args[0]")).withOneMisfit {
        guard let rewritten = rewritten(event, payload) else { continue }
        #expect(self.rewritten(event, rewritten) == rewritten)
      }
    }
  }

  @Test(.enabled(if: Recordings.areThere, "whole recordings are read from ../shared/recordings"))
  func allThereAre() throws {
    var counts: [String: Int] = [:]
    for file in Recordings.files {
      for line in try Recordings.lines(of: file) where line["dir"] == "in" && line["k"] == "sio" {
        try check(line)
        counts[line["event"]?.stringValue ?? "", default: 0] += 1
      }
    }
    let total = counts.values.reduce(0, +)
    print("recorded events read and written again: \(total) of \(counts.count) kinds")
    #expect(total > 1_000)
    #expect(counts.count == 16)
  }
}
