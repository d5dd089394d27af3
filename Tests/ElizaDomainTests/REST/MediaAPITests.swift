import HTTP1
import HostInterface
import JSON
import Testing

@testable import ElizaDomain

/// §4.11 and §10: what goes in comes out again, and nothing else does.
@Suite struct MediaAPITests {
  private static let base = "/api/media/agents/\(String.eliza)/upload-media"
  private static let channel = "/api/messaging/channels/\(String.bob)/upload-media"

  private let world: World
  private let api: RESTAPI

  init() {
    world = .testing(.v1_7_2)
    api = .testing(world)
  }

  private func upload(
    _ target: String, name: String = "file", filename: String = "cat.png",
    type: String = "image/png", content: [UInt8] = Array("meow".utf8), to api: RESTAPI? = nil
  ) -> MemoryExchange {
    let head =
      "--b\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(filename)\"\r\n"
      + "Content-Type: \(type)\r\n\r\n"
    return (api ?? self.api).post(
      target, Array(head.utf8) + content + Array("\r\n--b--\r\n".utf8),
      type: "multipart/form-data; boundary=b")
  }

  @Test func section4_11_aChannelsFileIsAnsweredWithItsTypeAndServedBack() throws {
    let answer = upload(Self.channel)
    #expect(answer.status == 200)
    let data = try #require(answer.json["data"])
    let filename = try #require(data["filename"]?.stringValue)
    #expect(filename.hasPrefix("1768817730123-"))
    #expect(filename.hasSuffix(".png"))
    #expect(data["url"] == .string("/media/uploads/channels/\(String.bob)/\(filename)"))
    #expect(data["type"] == "image/png")
    #expect(data["originalName"] == "cat.png")
    #expect(data["size"] == 4)
    let file = api.call(.get, data["url"]?.stringValue ?? "")
    #expect(file.status == 200)
    #expect(file.text == "meow")
    #expect(file.response?.headers["Content-Type"] == "image/png")
    #expect(file.response?.headers["Accept-Ranges"] == "bytes")
    #expect(file.response?.headers["Last-Modified"] == "Mon, 19 Jan 2026 10:15:30 GMT")
    #expect(file.response?.headers["ETag"] == "W/\"4-19bd5c0a24b\"")
    #expect(file.response?.headers["X-Content-Type-Options"] == "nosniff")
  }

  @Test(arguments: [
    ("image/png", "image"), ("audio/wav", "audio"), ("video/mp4", "video"),
    ("application/pdf", "document"), ("Text/Plain; charset=utf-8", "document"),
  ])
  func section10_1_anAgentsFileIsAnsweredWithItsKind(type: String, kind: String) {
    let answer = upload(Self.base, filename: "x", type: type)
    #expect(answer.json["data"]?["type"] == .string(kind))
  }

  @Test func section4_11_refusalsComeInTheOrderOfARealServer() {
    let list = MediaTypes.accepted.joined(separator: ", ")
    #expect(list.hasPrefix("audio/mpeg, audio/mp3, audio/wav, audio/ogg"))
    let type = upload("/api/messaging/channels/nope/upload-media", type: "application/x-thing")
    #expect(type.status == 500)
    #expect(
      type.text
        == #"{"success":false,"error":{"message":"Invalid file type. Only \#(list) are allowed","code":500}}"#
    )
    let field = upload(Self.channel, name: "picture")
    #expect(
      field.text == #"{"success":false,"error":{"message":"Unexpected field","code":500}}"#)
    let id = upload("/api/messaging/channels/nope/upload-media")
    #expect(id.status == 400)
    #expect(id.text == #"{"success":false,"error":"Invalid channelId format"}"#)
    let nothing = api.post(
      Self.channel, Array("--b--\r\n".utf8), type: "multipart/form-data; boundary=b")
    #expect(nothing.text == #"{"success":false,"error":"No media file provided"}"#)
    #expect(api.call(.post, Self.channel, [:]).text == nothing.text)
    let name = upload(Self.channel, filename: "a..png")
    #expect(name.text == #"{"success":false,"error":"Invalid filename detected"}"#)
  }

  @Test func section10_1_refusalsOfAgentsHaveCodes() {
    #expect(
      upload(Self.base, type: "text/html").text
        == #"{"success":false,"error":{"message":"Invalid file type","code":500}}"#)
    #expect(
      upload("/api/media/agents/nope/upload-media").text
        == #"{"success":false,"error":{"code":"INVALID_ID","message":"Invalid agent ID format"}}"#)
    #expect(
      api.call(.post, Self.base, [:]).text
        == #"{"success":false,"error":{"code":"INVALID_REQUEST","message":"No media file provided"}}"#
    )
  }

  @Test(arguments: [Profile.v1_4_2, .v1_6_4, .v1_6_5, .v1_7_2])
  func section1_6_theUploaderNamesItsErrorsUpTo1_6_5(profile: Profile) {
    var configuration = RESTConfiguration { _ in [UInt8](repeating: 0, count: 20) }
    configuration.uploadBytes = 3
    let api = RESTAPI(world: .testing(profile), configuration: configuration)
    let answer = upload(Self.base, to: api)
    let code = profile.release < .v1_7_2 ? "\"LIMIT_FILE_SIZE\"" : "500"
    #expect(answer.status == 500)
    #expect(
      answer.text == #"{"success":false,"error":{"message":"File too large","code":\#(code)}}"#)
    #expect(upload(Self.base, content: Array("mew".utf8), to: api).status == 200)
  }

  @Test(arguments: [
    ("--b\r\n", "Unexpected end of form"), ("--b\r\nx\r\n\r\n", "Malformed part header"),
  ])
  func brokenFormsAreNamed(form: String, message: String) {
    let answer = api.post(
      Self.channel, Array(form.utf8), type: "multipart/form-data; boundary=b")
    #expect(answer.json["error"]?["message"] == .string(message))
    let type = api.post(Self.channel, Array(form.utf8), type: "multipart/form-data")
    #expect(type.json["error"]?["message"] == "Multipart: Boundary not found")
  }

  @Test func section10_3_missingFilesAreNamedByTheirFolder() {
    let answers = [
      "uploads/agents/nope/x.png": (400, "Invalid agent ID format"),
      "uploads/agents/\(String.eliza)/x.png": (404, "File does not exist!!!!!!!"),
      "generated/\(String.eliza)/x.png": (404, "File not found"),
      "generated/nope/x.png": (400, "Invalid agent ID format"),
      "uploads/channels/nope/x.png": (400, "Invalid channel ID format"),
      "uploads/channels/\(String.bob)/x.png": (404, "File not found"),
    ]
    for (path, (status, text)) in answers {
      let answer = api.call(.get, "/media/\(path)")
      #expect(answer.status == status, "\(path)")
      #expect(answer.text == "{\"error\":\"\(text)\"}", "\(path)")
    }
  }

  @Test(arguments: [
    "%2e%2e", "..%2fsecret", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "a%2f..%2f..%2fx", "%2fetc%2fpasswd",
    "..%2F..%2Fchannels%2F\(String.bob)%2Fx.png",
  ])
  func section10_3_noPathLeadsOutOfAFolder(name: String) {
    for folder in ["uploads/agents/\(String.eliza)", "generated/\(String.eliza)"] {
      let answer = api.call(.get, "/media/\(folder)/\(name)")
      #expect(answer.status == 403)
      #expect(answer.text == #"{"error":"Access denied"}"#)
    }
  }

  @Test(arguments: [
    "..", "../\(String.eliza)/NAME", "%00NAME", "NAME%00", "%252e%252e%252fNAME", "./NAME", "NAME/",
    "x%2f..%2fNAME", "NAME%2f", "%ff",
  ])
  func section10_3_aFileHasOneAddressOnly(path: String) throws {
    let name = try #require(upload(Self.base).json["data"]?["filename"]?.stringValue)
    let path = path.split(separator: "NAME", omittingEmptySubsequences: false)
      .joined(separator: name)
    let answer = api.call(.get, "/media/uploads/agents/\(String.eliza)/\(path)")
    // A slash at the end does not count, as on every path.
    #expect(answer.status == (path == "\(name)/" ? 200 : answer.status))
    #expect(answer.text != "meow" || path == "\(name)/")
    #expect(answer.status >= 400 || path == "\(name)/")
  }

  @Test func aFileOfOneFolderIsInNoOther() throws {
    let name = try #require(upload(Self.base).json["data"]?["filename"]?.stringValue)
    #expect(api.call(.get, "/media/uploads/agents/\(String.bob)/\(name)").status == 404)
    #expect(api.call(.get, "/media/uploads/channels/\(String.eliza)/\(name)").status == 404)
  }

  @Test(arguments: [
    ("bytes=1-2", 206, "eo", "bytes 1-2/4"), ("bytes=1-", 206, "eow", "bytes 1-3/4"),
    ("bytes=-3", 206, "eow", "bytes 1-3/4"), ("bytes=-9", 206, "meow", "bytes 0-3/4"),
    ("bytes=0-99", 206, "meow", "bytes 0-3/4"), ("bytes=4-", 416, "", "bytes */4"),
    ("bytes=-0", 416, "", "bytes */4"), ("bytes=2-1", 200, "meow", nil),
    ("bytes=0-0,2-2", 200, "meow", nil), ("lines=1-2", 200, "meow", nil),
    ("bytes=99999999999999999999-", 200, "meow", nil), ("bytes=-", 200, "meow", nil),
  ])
  func section10_3_rangesWork(range: String, status: Int, text: String, field: String?) {
    let url = upload(Self.base).json["data"]?["url"]?.stringValue ?? ""
    let answer = api.call(.get, url, headers: [("Range", range)])
    #expect(answer.status == status)
    #expect(answer.text == text)
    #expect(answer.response?.headers["Content-Range"] == field)
    let other = api.call(.get, url, headers: [("Range", range), ("If-Range", "\"old\"")])
    #expect(other.text == "meow")
  }

  @Test func section10_3_aKnownFileIsNotSentAgain() {
    let url = upload(Self.base).json["data"]?["url"]?.stringValue ?? ""
    let headers = api.call(.get, url).response?.headers
    for (condition, field) in [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")] {
      let answer = api.call(.get, url, headers: [(condition, headers?[field] ?? "")])
      #expect(answer.status == 304)
      #expect(answer.text.isEmpty)
    }
  }

  @Test func theExtensionIsTheOriginalsUnlessItIsUnfit() {
    let names = [
      "a.tar.gz": ".gz", "README": "", ".profile": "", "x.p ng": "", "x.ä": "", "x.": ".",
      "x.JPG": ".JPG",
    ]
    for (name, text) in names { #expect(MediaTypes.fileExtension(of: name) == text, "\(name)") }
    #expect(MediaTypes.servedType(name: "x.JPG", uploadedAs: "image/png") == "image/jpeg")
    #expect(
      MediaTypes.servedType(name: "x.html", uploadedAs: "text/plain")
        == "text/plain; charset=utf-8")
  }

  @Test func theOldestFilesGoWhenThereIsTooMuch() {
    var retention = Retention()
    retention.mediaBytes = 10
    retention.mediaFiles = 2
    let world = World.testing(.v1_7_2, retention: retention)
    let api = RESTAPI.testing(world)
    func url(_ size: Int) -> String {
      upload(Self.base, content: [UInt8](repeating: 1, count: size), to: api)
        .json["data"]?["url"]?.stringValue ?? ""
    }
    let urls = [url(4), url(4), url(1), url(9)]
    #expect(urls.map { api.call(.get, $0).status } == [404, 404, 200, 200])
    #expect(world.media.byteCount == 10)
    let tooMuch = upload(Self.base, content: [UInt8](repeating: 1, count: 11), to: api)
    #expect(tooMuch.status == 500)
    #expect(tooMuch.json["error"]?["code"] == "UPLOAD_ERROR")
    #expect(world.media.count == 2)
  }

  @Test(arguments: [
    ("/api/messaging/channels/x/upload-media", true), ("/API/media/agents/x/Upload-Media/", true),
    ("/api/media/agents/x/upload-media?a=/b", true), ("/api/audio/x/transcriptions", true),
    ("/api/messaging/channels/x/messages", false), ("/upload-media", false), ("", false),
    ("/x/y/z/upload-media", false), ("/api/agents?/x/upload-media", false),
  ])
  func onlyUploadsMayBeLong(target: String, may: Bool) {
    #expect(RESTAPI.takesUpload(target) == may)
  }
}
