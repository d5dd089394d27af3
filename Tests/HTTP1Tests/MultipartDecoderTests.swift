import HTTP1
import Testing

/// RFC 7578, RFC 2046 §5.1.
@Suite struct MultipartDecoderTests {
  private static let type = "multipart/form-data; boundary=\"cut here\""

  private static let form = """
    what comes first means nothing\r
    --cut here\r
    Content-Disposition: form-data; name="note"\r
    \r
    two\r
    lines\r
    --cut here  \r
    content-disposition: FORM-DATA; filename="C:\\tmp\\a \\"b\\".png"; name=file\r
    Content-Type: image/png\r
    X-Other: 1\r
    \r
    \r\r
    \r
    --cut her\r
    --cut here\r
    Content-Disposition: form-data; name="empty"; filename=""\r
    \r
    \r
    --cut here--
    and what comes last neither
    """

  private static let parts = [
    MultipartPart(name: "note", content: Array("two\r\nlines".utf8)),
    MultipartPart(
      name: "file", filename: "a \"b\".png", contentType: "image/png",
      content: Array("\r\r\n\r\n--cut her".utf8)),
    MultipartPart(name: "empty", filename: ""),
  ]

  private func decode(
    _ pieces: [ArraySlice<UInt8>], type: String = Self.type,
    limits: MultipartLimits = MultipartLimits()
  ) throws(MultipartError) -> [MultipartPart] {
    var decoder = try MultipartDecoder(contentType: type, limits: limits)
    for piece in pieces { try decoder.decode(Array(piece).span) }
    try decoder.finish()
    return decoder.parts
  }

  private func decode(
    _ text: String, limits: MultipartLimits = MultipartLimits()
  ) throws(MultipartError) -> [MultipartPart] {
    try decode([Array(text.utf8)[...]], type: "multipart/form-data; boundary=b", limits: limits)
  }

  @Test func aFormIsTheSameHoweverItIsCut() throws {
    let bytes = Array(Self.form.utf8)
    #expect(try decode([bytes[...]]) == Self.parts)
    #expect(try decode(bytes.indices.map { bytes[$0...$0] }) == Self.parts)
    for split in bytes.indices {
      #expect(try decode([bytes[..<split], bytes[split...]]) == Self.parts, "cut at \(split)")
    }
  }

  @Test func aFormThatBreaksOffIsIncompleteWhereverItDoes() throws {
    let end = Self.form.utf8.count - "\nand what comes last neither".utf8.count
    for length in 0..<end {
      #expect(throws: MultipartError.unexpectedEnd) {
        try decode([Array(Self.form.utf8.prefix(length))[...]])
      }
    }
  }

  @Test func anEmptyFormHasNoParts() throws {
    #expect(try decode("--b--\r\n") == [])
  }

  @Test(arguments: [
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
    "multipart/form-data; boundary=ä", "multipart/form-data; boundary=a\tb",
    "multipart/form-data; boundary=\(String(repeating: "b", count: 71))",
  ])
  func aBoundaryIsOneToSeventyVisibleCharacters(type: String) {
    #expect(throws: MultipartError.missingBoundary) { try MultipartDecoder(contentType: type) }
  }

  @Test func aFileNameIsReadInEveryFormButNeverAsAPath() throws {
    let names = [
      "filename=plain.txt": "plain.txt", "filename=\"../../etc/passwd\"": "passwd",
      "filename=\"a/\"": "", "filename=\"x;y.txt\"": "x;y.txt",
      "filename=\"old.txt\"; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt": "grüße.txt",
      "filename*=latin1''a; filename=b": "b", "filename=\"unfinished": "unfinished",
      "filename=\"\\\\server\\share\\x.txt\"": "x.txt", "filename=\"日本.png\"": "日本.png",
    ]
    for (parameter, name) in names {
      let form =
        "--b\r\nContent-Disposition: form-data; name=\"f\"; \(parameter)\r\n\r\n\r\n--b--"
      #expect(try decode(form).map(\.filename) == [name], "\(parameter)")
    }
  }

  @Test func whatIsNoFormDataHasNoNameAndIsNoFile() throws {
    let form = "--b\r\nContent-Disposition: attachment; name=x; filename=y\r\n\r\nz\r\n--b--"
    #expect(try decode(form) == [MultipartPart(name: "", content: Array("z".utf8))])
    #expect(try decode("--b\r\n\r\nz\r\n--b--").map(\.name) == [""])
  }

  @Test(arguments: [
    ("--bx\r\n\r\n", MultipartError.malformedBoundary),
    ("--b-x\r\n", .malformedBoundary), ("--b\rx", .malformedBoundary),
    ("--b x\r\n", .malformedBoundary), ("--b\n\n", .malformedBoundary),
    ("--b\r\nno colon\r\n\r\n", .malformedHeader), ("--b\r\na: b\n\r\n", .malformedHeader),
  ])
  func brokenFramingIsNamed(form: String, error: MultipartError) {
    #expect(throws: error) { try decode(form) }
  }

  @Test func everythingThatIsKeptIsBounded() throws {
    var limits = MultipartLimits()
    (limits.parts, limits.headerBytes, limits.fieldBytes, limits.fileBytes) = (2, 60, 3, 5)
    func part(_ disposition: String, _ content: String) -> String {
      "--b\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n\(content)\r\n"
    }
    let good = part("name=n", "123") + part("filename=f", "12345")
    #expect(try decode(good + "--b--", limits: limits).count == 2)
    let bad: [(String, MultipartError)] = [
      (good + part("name=n", ""), .tooManyParts(limit: 2)),
      (part("name=n", "1234"), .fieldTooLarge(limit: 3)),
      (part("filename=f", "123456"), .fileTooLarge(limit: 5)),
      (part("name=\(String(repeating: "n", count: 30))", ""), .headerTooLong(limit: 60)),
    ]
    for (form, error) in bad {
      #expect(throws: error) { try decode(form + "--b--", limits: limits) }
    }
  }

  /// Bytes that look like a boundary again and again are kept as they are, however they are cut.
  @Test(arguments: ["\r", "\r\n", "\r\n--", "\r\n--cut her", "\r\r\n-", "\r\n--cut her\r"])
  func whatOnlyBeginsLikeABoundaryIsContent(repeated: String) throws {
    let content = Array(String(repeating: repeated, count: 12).utf8)
    let header = "--cut here\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n"
    let bytes = Array(header.utf8) + content + Array("\r\n--cut here--".utf8)
    let parts = [MultipartPart(name: "f", filename: "f", content: content)]
    #expect(try decode(bytes.indices.map { bytes[$0...$0] }) == parts)
    for first in bytes.indices {
      #expect(try decode([bytes[..<first], bytes[first...]]) == parts, "cut at \(first)")
      for second in first..<min(first + 14, bytes.count) {
        let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]]
        #expect(try decode(pieces) == parts, "cut at \(first) and \(second)")
      }
    }
  }

  @Test func noiseNeverDoesMoreThanFail() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("\r\n-b: ;=\"\\a\0".utf8)
    for _ in 0..<2_000 {
      let noise = (0..<60).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      let form = Array("--b\r\n".utf8) + noise + Array("\r\n--b--".utf8)
      let parts = try? decode([form[...]], type: "multipart/form-data; boundary=b")
      #expect((parts ?? []).allSatisfy { $0.content.count <= 67 })
    }
  }
}
