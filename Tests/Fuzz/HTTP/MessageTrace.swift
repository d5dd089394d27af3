import FuzzSupport
import HTTP1

/// What a decoder makes of an input, told so that the cuts between its pieces do not show.
struct MessageTrace<Decoder: MessageDecoder>: Equatable {
  /// One message, as far as it came.
  struct Message: Equatable {
    let head: Decoder.Head
    var body: [UInt8] = []
    var isComplete = false
  }

  private(set) var messages: [Message] = []
  private(set) var failure: HTTPError?

  /// Feeds `input` to `decoder`, an empty piece after each piece, and then the end of the connection.
  init(_ decoder: Decoder, fed input: [UInt8], cut cutting: Cutting) {
    var decoder = decoder
    do throws(HTTPError) {
      for range in cutting.pieces(of: input.count) {
        try feed(&decoder, input.span.extracting(range))
        try feed(&decoder, [UInt8]().span)
      }
      take(try decoder.finish(), [UInt8]().span, limit: decoder.bodyLimit)
    } catch {
      failure = error
      // How much of a body that turns out too long comes out first is a matter of the cuts.
      if case .bodyTooLarge = error, !messages.isEmpty { messages.removeLast() }
      checkIsFinal(error, decoder)
    }
  }

  private mutating func feed(
    _ decoder: inout Decoder, _ piece: Span<UInt8>
  ) throws(HTTPError) {
    var position = 0
    while true {
      let start = position
      let step = try decoder.step(in: piece, at: &position)
      Invariant.holds(position >= start && position <= piece.count, "reading goes forward")
      if case .body(let range) = step {
        Invariant.holds(
          range.lowerBound >= start && range.upperBound <= position && !range.isEmpty,
          "data lies in what was read")
      }
      take(step, piece, limit: decoder.bodyLimit)
      if step == nil {
        return Invariant.equal(position, piece.count, "more is asked for when nothing is left")
      }
    }
  }

  private mutating func take(
    _ step: MessageStep<Decoder.Head>?, _ piece: Span<UInt8>, limit: Int
  ) {
    if case .head(let head) = step {
      Invariant.holds(messages.last?.isComplete ?? true, "a message ends before the next begins")
      return messages.append(Message(head: head))
    }
    guard let step else { return }
    guard var message = messages.popLast(), !message.isComplete else {
      Invariant.fail("a body has a head")
    }
    if case .body(let range) = step {
      message.body += range.map { piece[$0] }
      Invariant.holds(message.body.count <= limit, "a body stays within its limit")
    } else {
      message.isComplete = true
    }
    messages.append(message)
  }

  private func checkIsFinal(_ error: HTTPError, _ decoder: Decoder) {
    guard error != .unexpectedEnd else { return }
    var decoder = decoder
    var position = 0
    do throws(HTTPError) {
      _ = try decoder.step(in: [0x47].span, at: &position)
      Invariant.fail("an error is final")
    } catch let again {
      Invariant.equal(again, error, "an error is thrown again")
    }
  }
}
