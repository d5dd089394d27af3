import Bytes
import HTTP1
import HostInterface
import JSON

/// A caller that reads the journal as it is written: Server-Sent Events, each with its number as id.
final class JournalStream: JournalReader {
  /// How often a caller that hears nothing is sent a comment, so that nobody takes the connection for dead.
  private static let heartbeat: Duration = .seconds(15)

  private let call: ControlCall
  private let filter: JournalFilter
  private let journal: Journal
  private let scheduler: any Scheduler
  private let wantsPackets: Bool
  private var timer: ScheduledTask?

  init(_ call: ControlCall, _ filter: JournalFilter, wantsPackets: Bool) {
    self.call = call
    self.filter = filter
    self.wantsPackets = wantsPackets
    journal = call.subject.journal
    scheduler = call.subject.scheduler
  }

  /// Sends what is kept after a number, then whatever comes; lives until the caller leaves.
  func begin(after number: UInt64) {
    call.exchange.onPeerLeft = { self.end() }
    call.exchange.beginStream(
      HTTPResponse(
        HTTPStatus(200),
        headers: ["Content-Type": "text/event-stream", "Cache-Control": "no-store"],
        body: Array(": the journal of eliza-mock\n\n".utf8)))
    for entry in journal.entries(after: number) { recorded(JournalView(entry)) }
    journal.add(self)
    if wantsPackets { journal.wantPackets(true) }
    startHeartbeat()
  }

  func recorded(_ entry: JournalView) {
    guard filter.matches(entry) else { return }
    var frame: [UInt8] = []
    frame.append(contentsOf: "id: \(entry.entry.number)\ndata: ".utf8)
    frame += entry.json.serialized()
    frame.append(ascii: "\n\n")
    call.exchange.write(frame)
  }

  private func startHeartbeat() {
    timer = scheduler.schedule(after: JournalStream.heartbeat) { [weak self] in
      guard let self else { return }
      call.exchange.write(Array(":\n\n".utf8))
      startHeartbeat()
    }
  }

  private func end() {
    journal.remove(self)
    if wantsPackets { journal.wantPackets(false) }
    if let timer { scheduler.cancel(timer) }
    timer = nil
    call.exchange.onPeerLeft = nil
  }
}
