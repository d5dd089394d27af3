import HostInterface

/// Feeds a codec the same bytes in every way they can be cut, and compares what comes out.
///
/// The ways: whole, byte by byte, in two pieces at every split point, and in random pieces. An empty
/// piece is among them, as a codec must bear one.
public enum CodecVerifier {
  /// Runs `decode` on a fresh codec for every cutting of `input`; nil when each gave `expected`.
  ///
  /// Otherwise says which cutting gave what, for a test's failure message.
  public static func firstDifference<Output: Equatable>(
    _ input: [UInt8], expecting expected: Output, decode: (_ pieces: [[UInt8]]) -> Output
  ) -> String? {
    for pieces in cuttings(of: input) {
      let output = decode(pieces)
      guard output == expected else {
        return "in pieces of \(pieces.map(\.count)): \(output), not \(expected)"
      }
    }
    return nil
  }

  /// Every way to cut `input` that is tried.
  public static func cuttings(of input: [UInt8]) -> [[[UInt8]]] {
    var result = [[input], input.map { [$0] }]
    for split in 0...input.count {
      result.append([Array(input[..<split]), Array(input[split...])])
    }
    var random = SeededRandom(seed: UInt64(input.count))
    for _ in 0..<16 { result.append(randomPieces(of: input, using: &random)) }
    return result
  }

  private static func randomPieces(
    of input: [UInt8], using random: inout SeededRandom
  ) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var start = 0
    while start < input.count {
      let end = min(input.count, start + Int.random(in: 0...32, using: &random))
      pieces.append(Array(input[start..<end]))
      start = end
    }
    return pieces
  }
}
