import HostInterface
import TestSupport

@testable import TLS

/// A server and a client stream over memory; nothing moves until a test pumps.
final class TLSPair {
  let scheduler = ManualScheduler()
  let serverWire = MemoryStream()
  let clientWire = MemoryStream()
  let server: TLSStream
  let client: TLSStream
  let serverSide = Recorder()
  let clientSide = Recorder()

  init(
    server serverContext: TLSContext, client clientContext: TLSContext,
    serverName: String? = "localhost"
  ) throws {
    server = try TLSStream(over: serverWire, context: serverContext, scheduler: scheduler)
    server.handler = serverSide
    client = try TLSStream(
      over: clientWire, context: clientContext, scheduler: scheduler, serverName: serverName)
    client.handler = clientSide
  }

  /// A pair whose client trusts the server's own certificate.
  convenience init(tls12: Bool = false) throws {
    let server = try TLSContext(serverIdentity: .selfSigned)
    if tls12 { server.limitToTLS12() }
    let client = try TLSContext(clientTrust: .certificate(pem: server.certificatePEM))
    try self.init(server: server, client: client)
  }

  /// Carries bytes both ways, at most `pieceSize` at a time, until neither side has anything to say.
  func pump(pieceSize: Int = .max) {
    while true {
      let upward = clientWire.takeSent()
      let downward = serverWire.takeSent()
      guard !upward.isEmpty || !downward.isEmpty else { return }
      deliver(upward, to: serverWire, pieceSize)
      deliver(downward, to: clientWire, pieceSize)
    }
  }

  private func deliver(_ bytes: [UInt8], to wire: MemoryStream, _ pieceSize: Int) {
    var start = 0
    while start < bytes.count {
      let end = start + min(pieceSize, bytes.count - start)
      wire.receive(Array(bytes[start..<end]))
      start = end
    }
  }
}

extension TLSStream {
  func send(_ text: String) {
    send(shared: Array(text.utf8))
  }
}
