/// What stands in for speech: a tone for each word, and the words themselves as the file's comment.
///
/// The same text always sounds the same.
enum MockSpeech {
  /// The program that such files name as their maker.
  static let software = "eliza-mock: generated tones, no speech"
  /// The field that marks an answer as made up, and its value.
  static let mark = (name: "X-Eliza-Mock", value: "generated")

  /// Words beyond these are not heard.
  private static let wordLimit = 60
  /// Samples of a tone: 90 ms.
  private static let toneLength = 720
  /// Samples of silence after it: 30 ms.
  private static let pauseLength = 240
  private static let loudness = 6_000

  /// The sound of a text as a WAVE file.
  static func file(saying text: String) -> [UInt8] {
    let words = text.split(whereSeparator: \.isWhitespace).prefix(wordLimit)
    let samples = words.flatMap { word in
      tone(of: word) + Array(repeating: 0, count: pauseLength)
    }
    return WaveFile(comment: text, software: software, samples: samples).bytes
  }

  /// The text of a file that came from here; nil for any other.
  static func text(in file: [UInt8]) -> String? {
    guard let wave = WaveFile(file), wave.software == software else { return nil }
    return wave.comment
  }

  /// A triangle wave between 160 and 400 Hz that fades in and out.
  private static func tone(of word: Substring) -> [Int16] {
    let letters = word.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    let period = 20 + letters % 31
    return (0..<toneLength).map { place in
      let phase = place % period * 4
      let wave = phase < period * 2 ? phase - period : period * 3 - phase
      let edge = min(place, toneLength - place, 80)
      return Int16(clamping: loudness * wave / period * edge / 80)
    }
  }
}
