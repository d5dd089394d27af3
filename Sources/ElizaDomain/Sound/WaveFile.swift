/// A RIFF/WAVE file of 16-bit samples, one channel, with a comment in its INFO list.
struct WaveFile: Hashable {
  /// Samples a second.
  static let rate: UInt32 = 8_000

  /// What the comment says; at most 65,535 bytes of it are written.
  var comment = ""
  /// The program that made it.
  var software = ""
  /// The sound.
  var samples: [Int16] = []

  /// The file.
  var bytes: [UInt8] {
    var body: [UInt8] = Array("WAVE".utf8)
    Self.append("fmt ", Self.format, to: &body)
    var info: [UInt8] = Array("INFO".utf8)
    Self.append("ISFT", Self.text(software), to: &info)
    Self.append("ICMT", Self.text(comment), to: &info)
    Self.append("LIST", info, to: &body)
    var data: [UInt8] = []
    data.reserveCapacity(samples.count * 2)
    for sample in samples { Self.append(UInt16(bitPattern: sample), to: &data) }
    Self.append("data", data, to: &body)
    var file: [UInt8] = []
    Self.append("RIFF", body, to: &file)
    return file
  }

  /// One channel of 16-bit PCM.
  private static var format: [UInt8] {
    var format: [UInt8] = []
    append(UInt16(1), to: &format)
    append(UInt16(1), to: &format)
    append(rate, to: &format)
    append(rate * 2, to: &format)
    append(UInt16(2), to: &format)
    append(UInt16(16), to: &format)
    return format
  }

  /// A text with a zero at its end, as INFO chunks have it.
  private static func text(_ text: String) -> [UInt8] { text.utf8.prefix(65_535) + [0] }

  /// Chunks begin at even places.
  private static func append(_ name: String, _ content: [UInt8], to file: inout [UInt8]) {
    file += name.utf8
    append(UInt32(truncatingIfNeeded: content.count), to: &file)
    file += content
    if !content.count.isMultiple(of: 2) { file.append(0) }
  }

  private static func append(
    _ number: some FixedWidthInteger & UnsignedInteger, to file: inout [UInt8]
  ) {
    for place in 0..<(number.bitWidth / 8) {
      file.append(UInt8(truncatingIfNeeded: number >> (place * 8)))
    }
  }
}

extension WaveFile {
  /// Reads what this type writes: the texts, and samples in its own format.
  ///
  /// Nil for what is no WAVE file or has another format; chunks it does not know are passed over.
  init?(_ file: [UInt8]) {
    guard let riff = RIFFChunk(file[...]), riff.name == "RIFF", riff.content.count >= 4,
      Self.name(riff.content.prefix(4)) == "WAVE"
    else { return nil }
    var isOurs = false
    for chunk in RIFFChunk.all(riff.content.dropFirst(4)) {
      switch chunk.name {
      case "fmt ": isOurs = Array(chunk.content) == Self.format
      case "LIST": readInfo(chunk.content)
      case "data": samples = Self.samples(chunk.content)
      default: continue
      }
    }
    guard isOurs else { return nil }
  }

  private mutating func readInfo(_ list: ArraySlice<UInt8>) {
    guard list.count >= 4, Self.name(list.prefix(4)) == "INFO" else { return }
    for chunk in RIFFChunk.all(list.dropFirst(4)) {
      let text = String(decoding: chunk.content.prefix { $0 != 0 }, as: UTF8.self)
      if chunk.name == "ISFT" { software = text }
      if chunk.name == "ICMT" { comment = text }
    }
  }

  private static func samples(_ data: ArraySlice<UInt8>) -> [Int16] {
    stride(from: data.startIndex, to: data.endIndex - 1, by: 2).map { index in
      Int16(bitPattern: UInt16(data[index]) | UInt16(data[index + 1]) << 8)
    }
  }

  private static func name(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

/// One chunk of a RIFF file: four letters, a length, and so many bytes.
private struct RIFFChunk {
  let name: String
  let content: ArraySlice<UInt8>
  /// What follows it.
  let rest: ArraySlice<UInt8>

  /// Reads the first chunk; nil when it is not all there.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count >= 8 else { return nil }
    name = String(decoding: bytes.prefix(4), as: UTF8.self)
    let length = bytes.dropFirst(4).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    let tail = bytes.dropFirst(8)
    guard length <= tail.count else { return nil }
    content = tail.prefix(length)
    rest = tail.dropFirst(length + length % 2)
  }

  static func all(_ bytes: ArraySlice<UInt8>) -> [RIFFChunk] {
    var chunks: [RIFFChunk] = []
    var rest = bytes
    while let chunk = RIFFChunk(rest) {
      chunks.append(chunk)
      rest = chunk.rest
    }
    return chunks
  }
}
