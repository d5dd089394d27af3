import Bytes
import HTTP1
import HostInterface

extension HTTPConnection {
  /// Bodies up to this many bytes are copied behind their head; longer ones are sent by reference.
  private static let copyLimit = 16_384

  /// Sends a whole answer.
  func send(_ response: HTTPResponse, answering exchange: RequestExchange) {
    guard exchange === self.exchange else { return }
    let keepsAlive = exchange.keepsAlive && !response.closesConnection
    let connection: ResponseEncoder.Connection = keepsAlive ? .keepAlive : .close
    if response.isCompressible {
      var response = response
      compress(&response, for: exchange)
      write(response, isHead: exchange.isHead, connection: connection)
    } else {
      write(response, isHead: exchange.isHead, connection: connection)
    }
    answered(keepsAlive: keepsAlive)
  }

  /// Sends the head of a streamed answer, and the first piece if it brings one.
  func sendStreamHead(_ head: HTTPResponse, answering exchange: RequestExchange) {
    guard exchange === self.exchange else { return }
    exchange.streamKeepsAlive =
      exchange.keepsAlive && !head.closesConnection && exchange.version == .http11
    let framing: ResponseEncoder.Framing =
      if !head.status.allowsBody { .unstated } else {
        exchange.version == .http11 ? .chunked : .untilClose
      }
    exchange.dropsBody = exchange.isHead || framing == .unstated
    var output = context.takeOutputBuffer()
    context.encoder.append(
      head, framing: framing, connection: exchange.streamKeepsAlive ? .keepAlive : .close,
      date: context.currentDate(), to: &output)
    flush(&output)
    if !head.body.isEmpty { sendPiece(head.body, answering: exchange) }
  }

  /// Sends a piece of a streamed answer.
  func sendPiece(_ bytes: [UInt8], answering exchange: RequestExchange) {
    guard exchange === self.exchange, !exchange.dropsBody else { return }
    var output = context.takeOutputBuffer()
    if exchange.version == .http11 {
      ChunkEncoder.append(bytes.span, to: &output)
    } else {
      output.append(contentsOf: bytes)
    }
    flush(&output)
  }

  /// Ends a streamed answer.
  func sendStreamEnd(answering exchange: RequestExchange) {
    guard exchange === self.exchange else { return }
    if exchange.version == .http11, !exchange.dropsBody {
      var output = context.takeOutputBuffer()
      ChunkEncoder.appendEnd(to: &output)
      flush(&output)
    }
    answered(keepsAlive: exchange.streamKeepsAlive)
  }

  /// Sends the answer to a request that could not be read.
  func send(refusal: HTTPResponse) {
    write(refusal, isHead: false, connection: .close)
  }

  /// Sends the 101 of an opening handshake.
  func sendUpgrade(_ response: HTTPResponse) {
    var output = context.takeOutputBuffer()
    context.encoder.append(
      response, framing: .unstated, connection: .upgrade, date: context.currentDate(),
      to: &output)
    flush(&output)
  }

  /// Asks for the body of a request.
  func sendContinue() {
    var output = context.takeOutputBuffer()
    context.encoder.appendContinue(to: &output)
    flush(&output)
  }

  private func write(
    _ response: HTTPResponse, isHead: Bool, connection: ResponseEncoder.Connection
  ) {
    var output = context.takeOutputBuffer()
    let allowsBody = response.status.allowsBody
    context.encoder.append(
      response, framing: allowsBody ? .length(response.body.count) : .unstated,
      connection: connection, date: context.currentDate(), to: &output)
    let body = allowsBody && !isHead ? response.body : []
    if body.count <= HTTPConnection.copyLimit {
      output.append(contentsOf: body)
      return flush(&output)
    }
    flush(&output)
    stream?.send(shared: body)
  }

  private func flush(_ output: inout [UInt8]) {
    stream?.send(output.span)
    context.giveOutputBuffer(&output)
  }

  /// Compresses a large body for a client that can read it, and says that the answer depends on that.
  private func compress(_ response: inout HTTPResponse, for exchange: RequestExchange) {
    guard response.isCompressible, response.status.allowsBody,
      response.body.count >= context.configuration.compressionThreshold,
      response.headers["Content-Encoding"] == nil
    else { return }
    response.headers.add("Vary", "Accept-Encoding")
    guard AcceptEncoding(exchange.headers).allowsGzip,
      let compressed = context.compress(response.body)
    else { return }
    response.body = compressed
    response.headers.add("Content-Encoding", "gzip")
  }
}
