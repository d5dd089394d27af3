import Testing

@testable import Scenario

@Suite struct PatternTests {
  private func found(_ source: String, _ text: String) throws -> [String?]? {
    try Pattern(source).firstMatch(in: text)?.groups
  }

  @Test(
    arguments: [
      ("abc", "xabcx", "abc"), ("a|ab", "ab", "a"), ("a.c", "a\nc a-c", "a-c"),
      ("(?s)a.c", "a\nc", "a\nc"), ("^b", "a\nb", nil), ("(?m)^b$", "a\nb\nc", "b"),
      ("\\Ab", "ab", nil), ("a\\z", "ba", "a"), ("a$", "a\n", nil), ("", "x", ""),
      ("[a-c]+", "xxabcd", "abc"), ("[^a-c]+", "abxyc", "xy"),
      ("[a\\]]+", "a]b", "a]"), ("[a-]+", "b-a", "-a"), ("[\\d.]+", "v1.25!", "1.25"),
      ("\\bcat\\b", "concat cat", "cat"), ("\\Bcat", "concat cat", "cat"),
      ("\\w+", "-Zoë_1-", "Zoë_1"),
      ("\\s\\S", "a b", " b"), ("\\D\\W", "1a-", "a-"), ("a{2}", "aaa", "aa"),
      ("a{2,}", "aaaa", "aaaa"),
      ("a{1,2}", "aaa", "aa"), ("a{1,2}?", "aaa", "a"), ("a*?b", "aab", "aab"), ("a+?", "aa", "a"),
      ("(?i)hÉllo", "HéLLO", "HéLLO"), ("(?i:a)b", "Ab aB", "Ab"), ("(?i)a(?-i)b", "AB Ab", "Ab"),
      ("(?i)[a-z]+", "ÀBC", "BC"), ("(?i)[^a]", "Ab", "b"), ("\\.\\*\\/", "a.*/", ".*/"),
      ("\\x41\\u00e9\\u{1F600}\\t", "Aé😀\t", "Aé😀\t"), ("(a*)*", "aab", "aa"),
      ("(a|b*)*c", "abc", "abc"),
      ("(?:ab)+", "ababa", "abab"), ("x*", "aaa", ""), ("a{0}b", "ab", "b"),
      ("☕+", "a☕☕", "☕☕"), ("a]", "a]", "a]"), ("a}", "a}", "a}"), ("(?i)ß", "ß", "ß"),
      ("(?:){9}a", "a", "a"),
    ] as [(String, String, String?)])
  func `finds the first from the left`(source: String, text: String, expected: String?) throws {
    #expect(try found(source, text)?.first ?? nil == expected)
  }

  @Test(
    arguments: [
      ("(a)(b)?", "ac", ["a", "a", nil]), ("(a|(b))+", "ab", ["ab", "b", "b"]),
      ("(?:x)(y)", "xy", ["xy", "y"]), ("(a(b(c)))", "abc", ["abc", "abc", "bc", "c"]),
      ("(.*)-(.*)", "a-b-c", ["a-b-c", "a-b", "c"]),
      ("(.*?)-(.*)", "a-b-c", ["a-b-c", "a", "b-c"]),
    ] as [(String, String, [String?])])
  func `captures groups`(source: String, text: String, expected: [String?]) throws {
    #expect(try found(source, text) == expected)
  }

  @Test func `captures by name`() throws {
    let match = try #require(
      try Pattern("(?<day>\\d+)\\. (?P<month>\\w+)").firstMatch(in: "on 19. January"))
    #expect(match["day"] == "19" && match["month"] == "January" && match["2"] == "January")
    #expect(match["3"] == nil && match["year"] == nil)
  }

  @Test(
    arguments: [
      ("a(", 2, .unclosed("group")), ("a)", 2, .unopened), ("[a", 1, .unclosed("class")),
      ("[]", 1, .emptyClass), ("*a", 1, .nothingToRepeat), ("a**", 3, .nothingToRepeat),
      ("^*", 2, .nothingToRepeat), ("a{2", 2, .unclosed("count")), ("a{x}", 2, .count("{x}")),
      ("a{3,2}", 2, .count("{3,2}")), ("a{1001}", 2, .count("{1001}")), ("{a}", 1, .count("{a}")),
      ("\\q", 1, .escape("\\q")), ("a\\", 2, .escape("\\")), ("\\x4", 1, .escape("\\x4")),
      ("[z-a]", 2, .range("z-a")), ("[a-\\d]", 2, .range("a-\\d")),
      ("(?<1a>x)", 4, .groupName("1a")), ("(?<a>x)(?<a>y)", 8, .groupName("a")),
      ("(?<a b>x)", 5, .groupName("a ")), ("(?x)a", 3, .flag("x")),
      ("(?=a)", 1, .refused("looking ahead")), ("(?!a)", 1, .refused("looking ahead")),
      ("(?<=a)", 1, .refused("looking behind")), ("(?<!a)", 1, .refused("looking behind")),
      ("(?>a)", 1, .refused("an atomic group")), ("(a)\\1", 4, .refused("a reference back")),
      ("(?<n>a)\\k<n>", 8, .refused("a reference back")),
      ("a++", 3, .refused("possessive repetition")), ("(?P=n)", 1, .refused("this kind of group")),
    ] as [(String, Int, PatternError.Problem)])
  func `says what is wrong and where`(source: String, column: Int, problem: PatternError.Problem) {
    #expect(throws: PatternError(column: column, problem: problem)) { try Pattern(source) }
  }

  @Test func `says it in words`() {
    let error = PatternError(column: 4, problem: .refused("a reference back"))
    #expect(
      error.description == "at character 4: a reference back is not supported, since matching must "
        + "take time linear in the text")
  }

  @Test(arguments: [
    String(repeating: "(", count: 200), String(repeating: "a", count: 5_000),
    String(repeating: "(a)", count: 100), "((a{1000}){1000}){1000}",
    "(a{100}b{100}){30}",
  ])
  func `what is too large is refused before it takes long`(source: String) {
    #expect(throws: PatternError.self) { try Pattern(source) }
  }

  /// Expressions that take exponential or quadratic time where ways are tried one after the other.
  @Test(arguments: [
    "(a+)+$", "(a|aa)+$", "(a|a)*b", "(.*)*x", "^(a?){50}a{50}$", "(x+x+)+y", "\\b(\\w+\\s?)+$!",
  ])
  func `takes steps linear in the text`(source: String) throws {
    let pattern = try Pattern(source)
    func steps(_ length: Int) -> Int {
      let text = String(repeating: "a", count: length) + "!"
      var machine = PatternMachine(pattern.program, Array(text.unicodeScalars))
      _ = machine.firstMatch()
      return machine.steps
    }
    let bound = 2 * pattern.program.instructions.count
    for length in [100, 1_000, 4_000] { #expect(steps(length) <= bound * (length + 2)) }
  }

  @Test func `what matches nothing takes no steps, however often it is repeated`() throws {
    let source =
      String(repeating: "(?:", count: 60) + String(repeating: "){1000}", count: 60) + "a"
    #expect(try Pattern(source).program.instructions.count == 4)
  }

  @Test(
    arguments: [
      ("\\d+", "1 22 333", ["1", "22", "333"]), ("a*", "aabaéa", ["aa", "a", "a"]),
      ("\\Aa", "aaa", ["a"]), ("\\ba", "aa a", ["a", "a"]), ("a.*b|a", "aaxb a", ["aaxb", "a"]),
      ("(?m)^x", "x\nxx\nx", ["x", "x", "x"]), ("☕.", "☕😀☕a☕", ["☕😀", "☕a"]), ("b", "", []),
    ] as [(String, String, [String])])
  func `finds everything from left to right`(
    source: String, text: String, expected: [String]
  ) throws {
    #expect(try Pattern(source).matches(in: text).map { String(text[$0]) } == expected)
  }

  @Test func `finds everything in steps linear in the text, behind the limit too`() throws {
    let pattern = try Pattern("ticket-[0-9]+")
    let text = String(repeating: "ticket-17, ", count: 10_000)
    var machine = PatternMachine(pattern.program, Array(text.unicodeScalars))
    #expect(machine.matches(lookingAhead: Pattern.textLimit).count == 10_000)
    #expect(machine.steps <= 3 * pattern.program.instructions.count * text.utf8.count)
    let far = String(repeating: " ", count: 2 * Pattern.textLimit) + "ticket-1"
    #expect(pattern.matches(in: far).map { String(far[$0]) } == ["ticket-1"])
  }

  @Test func `a longer way to match is looked for within the limit`() throws {
    let pattern = try Pattern("a.*b|a")
    let text = String(repeating: "a", count: 500) + "b"
    var machine = PatternMachine(pattern.program, Array(text.unicodeScalars))
    #expect(machine.matches(lookingAhead: 100).count == 401)
    #expect(machine.matches(lookingAhead: 1_000).count == 1)
  }

  @Test func `looks no further than the limit`() throws {
    let text = String(repeating: "a", count: Pattern.textLimit) + "b"
    #expect(try Pattern("b").firstMatch(in: text) == nil)
    #expect(try Pattern("a$").firstMatch(in: text) != nil)
  }
}
