import Bytes
import HostInterface
import TLS

/// The fingerprint of everything that was handed over in one simulation: who, when, which bytes.
final class Transcript {
  /// What happened on a link.
  enum Kind: UInt8 {
    case received = 1
    case ended
    case failed
    case opened
  }

  /// The number of payload bytes noted.
  private(set) var byteCount = 0

  private var digest: [UInt8] = []
  private var pending: [UInt8] = []
  private let clock: any Scheduler

  init(clock: any Scheduler) {
    self.clock = clock
  }

  /// Notes that `kind` happened to the reader of `pipe`.
  func note(_ kind: Kind, pipe: Int, _ bytes: [UInt8] = []) {
    pending.append(kind.rawValue)
    append(UInt64(truncatingIfNeeded: pipe))
    append(UInt64(bitPattern: clock.now.nanoseconds))
    append(UInt64(bytes.count))
    pending += bytes
    byteCount += bytes.count
    if pending.count > 65_536 { fold() }
  }

  /// The fingerprint so far, in hexadecimal.
  var hash: String {
    fold()
    let bytes = digest
    return Hex.encode(bytes.span)
  }

  private func append(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      pending.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  private func fold() {
    let material = digest + pending
    digest = Digest.sha1(material.span)
    pending.removeAll(keepingCapacity: true)
  }
}
