/// What one read of a client came to.
enum Received: Equatable {
  case bytes([UInt8])
  /// The server has ended the connection in order.
  case end
  /// The server has reset the connection.
  case reset
  /// Nothing came in the time a client waits.
  case timedOut
}

/// A client's end of a connection, with or without TLS; every call blocks, reads for a while only.
protocol Wire: AnyObject {
  /// Sends all of it; false when the server has gone.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool

  /// Waits for the next bytes.
  func receive() -> Received

  /// Ends the connection.
  func close()
}

extension Wire {
  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Everything up to the end of the connection, and how it ended.
  func receiveAll() -> (text: String, ending: Received) {
    var bytes: [UInt8] = []
    while true {
      let received = receive()
      guard case .bytes(let more) = received else {
        return (String(decoding: bytes, as: UTF8.self), received)
      }
      bytes += more
    }
  }
}
