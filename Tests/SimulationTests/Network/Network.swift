import HostInterface
import TestSupport

/// All connections of one simulation.
///
/// Bytes keep their order within a connection; between connections everything may overtake.
final class Network {
  let clock: ManualScheduler
  let chance: Chance
  let transcript: Transcript
  let trace: Trace

  /// Takes the server's end of a new connection; nil while the server is not there.
  var accept: ((ServerEnd) -> Void)?

  /// The pending bytes above which the next send ends a connection.
  let outboxLimit: Int

  /// Counts what happened, for the report.
  var onEvent: ((String) -> Void)?

  /// The connections that at least one end still needs.
  private(set) var links: [Int: Link] = [:]

  /// The connections that the server has not let go of.
  private(set) var served: Set<Int> = []

  /// The number of connections ever made.
  private(set) var linkCount = 0

  init(clock: ManualScheduler, chance: Chance, transcript: Transcript, trace: Trace) {
    self.clock = clock
    self.chance = chance
    self.transcript = transcript
    self.trace = trace
    outboxLimit = chance.pick([16_384, 262_144, 262_144])
  }

  /// Begins a connection of `device`.
  func dial(from device: Device) -> ClientEnd {
    linkCount += 1
    let conditions = device.conditions()
    let link = Link(linkCount, conditions, on: self)
    links[link.number] = link
    trace.note("link \(link.number): \(device.address) \(conditions)")
    device.add(link)
    let end = ClientEnd(link)
    let arrival = chance.duration(conditions.latency)
    clock.after(arrival) { self.arrive(link, end, device.address) }
    let answer = arrival + chance.duration(conditions.latency)
    link.up.start = clock.now.advanced(by: arrival)
    link.down.start = clock.now.advanced(by: answer)
    clock.after(answer) {
      guard !link.up.isSilent, self.accept != nil else { return }
      end.connected()
    }
    return end
  }

  /// The server has let go of its end.
  func released(_ link: Link) {
    served.remove(link.number)
    trace.note("link \(link.number): the server's end is gone")
    link.endIsDone()
  }

  func forget(_ link: Link) {
    links[link.number] = nil
  }

  private func arrive(_ link: Link, _ end: ClientEnd, _ address: String) {
    guard !link.up.isSilent else { return link.endIsDone() }
    guard let accept else {
      link.endIsDone()
      return end.failed()
    }
    transcript.note(.opened, pipe: link.number * 2)
    served.insert(link.number)
    accept(ServerEnd(link, address: address, on: self))
  }
}
