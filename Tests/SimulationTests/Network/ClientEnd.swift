import TestSupport

/// A client's end of a simulated connection.
final class ClientEnd {
  var onConnected: (() -> Void)?
  var onBytes: (([UInt8]) -> Void)?
  /// The server has sent its last byte.
  var onEnd: (() -> Void)?
  /// The connection was refused or reset.
  var onFailure: (() -> Void)?

  let link: Link
  private(set) var isConnected = false
  private var outbox: [UInt8] = []
  private var isClosing = false
  private var hasSentEnd = false
  private var hasServerEnded = false
  private var isDone = false

  init(_ link: Link) {
    self.link = link
    link.down.onBytes = { [self] in received($0) }
    link.down.onEnd = { [self] in serverEnded() }
    link.down.onFailure = { [self] in failed() }
    link.up.onRoom = { [self] in flush() }
  }

  func connected() {
    guard !isDone else { return }
    isConnected = true
    onConnected?()
    flush()
  }

  func failed() {
    guard !isDone else { return }
    let tell = onFailure
    finish()
    tell?()
  }

  func send(_ bytes: [UInt8]) {
    guard !isClosing, !isDone else { return }
    outbox += bytes
    flush()
  }

  /// Sends what is queued, then closes; what still comes in is answered by a reset.
  func close() {
    guard !isClosing, !isDone else { return }
    note("closes")
    isClosing = true
    forget()
    flush()
  }

  /// Closes at once; the server sees a reset.
  func reset() {
    guard !isDone else { return }
    note("resets")
    link.up.fail()
    finish()
  }

  /// Is gone from one moment to the next; the server is not told.
  func vanish() {
    link.silence()
    finish()
  }

  func note(_ text: @autoclosure () -> String) {
    link.network.trace.note("link \(link.number): client \(text())")
  }

  private func received(_ bytes: [UInt8]) {
    guard isClosing else {
      onBytes?(bytes)
      return
    }
    link.up.fail()
    finish()
  }

  private func serverEnded() {
    hasServerEnded = true
    hasSentEnd ? finish() : onEnd?()
  }

  private func flush() {
    guard isConnected, !isDone else { return }
    outbox.removeFirst(link.up.write(outbox[...]))
    guard isClosing, outbox.isEmpty, !hasSentEnd else { return }
    hasSentEnd = true
    link.up.end()
    if hasServerEnded { finish() }
  }

  private func finish() {
    guard !isDone else { return }
    isDone = true
    outbox = []
    forget()
    link.endIsDone()
  }

  private func forget() {
    onConnected = nil
    onBytes = nil
    onEnd = nil
    onFailure = nil
  }
}
