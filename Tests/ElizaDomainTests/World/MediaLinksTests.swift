import JSON
import Testing

@testable import ElizaDomain

/// §2.5: which attachments are shown by another path.
@Suite struct MediaLinksTests {
  @Test(arguments: [
    ("/home/a/.eliza/data/generated/\(String.eliza)/cat.png", "generated/\(String.eliza)/cat.png"),
    ("/.eliza/data/uploads/agents/x/1-2.wav", "uploads/agents/x/1-2.wav"),
    ("/app/.eliza/data/uploads/channels/x/my cat.png", "uploads/channels/x/my%20cat.png"),
    ("/app\\.eliza\\data\\generated\\x\\cat.png", "generated/x/cat.png"),
  ])
  func section2_5_aKeptFileIsShownByThePathThatServesIt(path: String, served: String) {
    #expect(MediaLinks.link(to: path) == "/media/" + served)
  }

  @Test(arguments: [
    "", "/", "x.png", "https://a.b/.eliza/data/generated/x/cat.png", "data:image/png;base64,AA==",
    "/media/uploads/agents/.eliza/data/generated/x/cat.png", "/etc/passwd",
    "/app/.eliza/data/generated/cat.png", "/app/.eliza/data/generated/x/y/cat.png",
    "/app/.eliza/data/generated/x/..", "/app/.eliza/data/generated/../cat.png",
    "/app/.eliza/data/generated/x/", "/app/not.eliza/data/generated/x/cat.png",
    "/app/.eliza/data/other/x/cat.png", "app/.eliza/data/generated/x/cat.png",
  ])
  func section2_5_whatIsNoKeptFileStays(path: String) {
    #expect(MediaLinks.link(to: path) == path)
  }

  @Test func section2_5_everyShapeOfAttachmentsIsUnderstood() {
    let path: JSON = "/a/.eliza/data/generated/x/c.png"
    let served: JSON = "/media/generated/x/c.png"
    let other: JSON = ["title": "t", "url": 4]
    #expect(
      MediaLinks.rewriting([path, ["id": "1", "url": path, "title": "c"], other, .null])
        == [served, ["id": "1", "url": served, "title": "c"], other, .null])
    #expect(MediaLinks.rewriting(path) == served)
    #expect(MediaLinks.rewriting(["url": path]) == ["url": served])
    #expect(MediaLinks.rewriting(7) == 7)
  }
}
