import Bytes
import Testing

@Suite struct OutputSpanAppendTests {
  @Test func appendsBehindWhatIsThere() {
    let source: [UInt8] = [1, 2, 3]
    var bytes: [UInt8] = [9]
    bytes.append(addingCapacity: 16) { output in
      output.append(8)
      output.append(copying: source.span)
      output.append(ascii: "ab")
      output.append(copying: source.span.extracting(0..<0))
      output.append(7)
    }
    #expect(bytes == [9, 8, 1, 2, 3, 0x61, 0x62, 7])
  }

  @Test(arguments: [0, 9, 10, 99, 100, 1_768_817_730_123, -1, -10, .max, .min] as [Int64])
  func writesNumbersAsTheyAreDescribed(_ value: Int64) {
    var bytes: [UInt8] = [9]
    bytes.append(addingCapacity: 64) { output in
      output.append(decimal: value)
      output.append(utf8: " · ")
      output.append(decimal: value)
    }
    #expect(String(decoding: bytes.dropFirst(), as: UTF8.self) == "\(value) · \(value)")
  }
}
