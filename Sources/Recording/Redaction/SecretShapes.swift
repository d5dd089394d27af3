import Bytes
import JSON

/// Finds what looks like a secret, wherever it stands.
enum SecretShapes {
  /// A secret in a text.
  struct Finding: Equatable {
    let range: Range<Int>
    let what: String
  }

  /// How far a text has been looked through, so that nothing in it is walked anew from each word.
  private struct Progress {
    /// Where the run of token bytes ends that was looked at last.
    var runEnd = 0
    /// Where the plain words end that stood last behind `Bearer` or `Basic`.
    var plainEnd = 0
  }

  /// How the tokens of well-known services begin, with the least number of characters that follow.
  private static let prefixes: [(StaticString, Int, String)] = [
    ("sk-", 12, "an API key"), ("sk_live_", 8, "a payment key"), ("sk_test_", 8, "a payment key"),
    ("rk_live_", 8, "a payment key"), ("ghp_", 16, "a GitHub token"),
    ("gho_", 16, "a GitHub token"),
    ("ghu_", 16, "a GitHub token"), ("ghs_", 16, "a GitHub token"), ("ghr_", 16, "a GitHub token"),
    ("github_pat_", 16, "a GitHub token"), ("glpat-", 12, "a GitLab token"),
    ("xoxb-", 8, "a Slack token"), ("xoxp-", 8, "a Slack token"), ("xoxa-", 8, "a Slack token"),
    ("xapp-", 8, "a Slack token"), ("AKIA", 16, "an AWS key id"), ("ASIA", 16, "an AWS key id"),
    ("AIza", 30, "a Google key"), ("ya29.", 16, "a Google token"), ("hf_", 20, "a model hub token"),
    ("npm_", 24, "a registry token"), ("pypi-", 24, "a registry token"), ("gsk_", 20, "an API key"),
    ("xai-", 20, "an API key"), ("SG.", 30, "a mail key"), ("dop_v1_", 20, "a cloud token"),
    ("xoxs-", 8, "a Slack token"), ("xoxr-", 8, "a Slack token"), ("xoxe-", 8, "a Slack token"),
    ("xoxe.", 8, "a Slack token"), ("whsec_", 16, "a webhook secret"), ("r8_", 30, "an API key"),
    ("GOCSPX-", 20, "a Google secret"), ("lin_api_", 20, "an API key"), ("tvly-", 16, "an API key"),
    ("pplx-", 20, "an API key"), ("nvapi-", 20, "an API key"), ("csk-", 20, "an API key"),
    ("hvs.", 20, "a vault token"), ("shpat_", 20, "a shop token"),
    ("dckr_pat_", 16, "a registry token"),
    ("rk_test_", 8, "a payment key"), ("sntrys_", 20, "an API key"),
    ("AGE-SECRET-KEY-1", 20, "a private key"),
  ]

  /// Everything in a text that looks like a secret, from left to right, not overlapping.
  static func findings(in bytes: [UInt8], keys: SecretKeys) -> [Finding] {
    var found: [Finding] = []
    var index = 0
    var progress = Progress()
    while index < bytes.count {
      if let finding = finding(in: bytes, at: index, keys, &progress) {
        found.append(finding)
        index = max(finding.range.upperBound, index + 1)
      } else if bytes[index].isWord {
        index = bytes[index...].firstIndex { !$0.isWord } ?? bytes.count
      } else {
        index += 1
      }
    }
    return found
  }

  /// What looks like a secret and is told by what stands at `index`, at the beginning of a word.
  private static func finding(
    in bytes: [UInt8], at index: Int, _ keys: SecretKeys, _ progress: inout Progress
  ) -> Finding? {
    if bytes[index] == ASCII.minus, let range = pem(bytes, index) {
      return Finding(range: range, what: "a PEM block")
    }
    if bytes[index] == ASCII.colon, let range = userInformation(bytes, index) {
      return Finding(range: range, what: "a password in an address")
    }
    guard bytes[index].isWord else { return nil }
    // Within a path every part counts by itself; elsewhere a slash may be a part of the secret.
    let isPath = index > 0 && bytes[index - 1] == ASCII.slash
    let end: Int
    if isPath {
      end = bytes[index...].firstIndex { !isTokenByte($0) || $0 == ASCII.slash } ?? bytes.count
    } else {
      if index >= progress.runEnd {
        progress.runEnd = bytes[index...].firstIndex { !isTokenByte($0) } ?? bytes.count
      }
      end = progress.runEnd
    }
    if ASCII.isDigit(bytes[index]), let range = bot(bytes, index) {
      return Finding(range: range, what: "a bot token")
    }
    if let known = known(bytes, index..<end) { return known }
    return named(bytes, index, keys, &progress) ?? random(bytes, index..<end)
  }

  private static func known(_ bytes: [UInt8], _ run: Range<Int>) -> Finding? {
    for (prefix, count, what) in prefixes
    where run.count >= prefix.utf8CodeUnitCount + count && starts(bytes, run, prefix) {
      return Finding(range: run, what: what)
    }
    // The first part of a token is short: where it does not end soon, nothing more is counted.
    if run.count >= 24, starts(bytes, run, "eyJ"),
      bytes[run.prefix(1_024)].contains(ASCII.period),
      bytes[run].count(where: { $0 == ASCII.period }) >= 2
    {
      return Finding(range: run, what: "a JSON web token")
    }
    // The private keys of wallets, which look like the hashes of transactions.
    if run.count == 66, starts(bytes, run, "0x"),
      bytes[run.dropFirst(2)].allSatisfy({ Hex.value(of: $0) != nil })
    {
      return Finding(range: run, what: "a private key")
    }
    return nil
  }

  /// The token of a Telegram bot, `123456789:AA…`, told by the number it begins with.
  private static func bot(_ bytes: [UInt8], _ index: Int) -> Range<Int>? {
    let number = bytes[index...].prefix(11).prefix(while: ASCII.isDigit)
    guard 8...10 ~= number.count, number.endIndex < bytes.count,
      bytes[number.endIndex] == ASCII.colon
    else { return nil }
    let secret = bytes[(number.endIndex + 1)...].prefix(36).prefix { $0.isWord }
    return secret.count == 35 ? index..<secret.endIndex : nil
  }

  /// Whether a list is the key pair of a wallet as its tools keep it: 64 bytes.
  static func isKeyPair(_ elements: [JSON]) -> Bool {
    elements.count == 64
      && elements.allSatisfy { element in
        guard case .number(let number) = element else { return false }
        return UInt8(number.text) != nil
      }
  }

  /// A value behind a name that says it is a secret: `token=…`, `"apiKey":"…"`, `password: …`, `Bearer …`.
  private static func named(
    _ bytes: [UInt8], _ index: Int, _ keys: SecretKeys, _ progress: inout Progress
  ) -> Finding? {
    let end = bytes[index...].firstIndex { !$0.isWord } ?? bytes.count
    guard end - index <= 40, end < bytes.count else { return nil }
    if let range = PageField.content(bytes, index..<end, keys) {
      return Finding(range: range, what: "the content of an element")
    }
    var start = end
    while start < bytes.count, start - end < 8, isSeparator(bytes[start]) { start += 1 }
    let separators = bytes[end..<start]
    // Told by what follows first, since that costs less than looking up every word of a text.
    let hasSign = separators.contains { $0 == ASCII.equals || $0 == ASCII.colon }
    guard hasSign || 5...6 ~= end - index else { return nil }
    guard start < bytes.count, !isName(bytes, start) else { return nil }
    let word = String(decoding: bytes[index..<end], as: UTF8.self)
    if word == "name", let range = formValue(bytes, start, keys) {
      return Finding(range: range, what: "a value of a form")
    }
    if let range = PageField.value(bytes, index..<end, keys) {
      return Finding(range: range, what: "a value of a form")
    }
    let isScheme = word.lowercased() == "bearer" || word == "Basic"
    guard isScheme || hasSign && keys.contains(word) else { return nil }
    let what = "the value of '\(word)'"
    if isScheme, separators.allSatisfy({ $0 == ASCII.space }) {
      return credentials(bytes, start, &progress).map { Finding(range: $0, what: what) }
    }
    guard hasSign, keys.contains(word) else { return nil }
    if let range = quoted(bytes, start) { return Finding(range: range, what: what) }
    if bytes[start] == UInt8(ascii: "["), let range = list(bytes, start) {
      return Finding(range: range, what: what)
    }
    // Words behind a colon are text as a rule; a value of that kind shows a digit soon.
    let isAssigned = separators.contains(ASCII.equals)
    let beginning = bytes[start...].prefix(512).prefix { !endsValue($0) }
    guard isAssigned || beginning.count >= 6 && beginning.contains(where: ASCII.isDigit) else {
      return nil
    }
    let stop = bytes[start...].firstIndex(where: endsValue) ?? bytes.count
    return stop > start ? Finding(range: start..<stop, what: what) : nil
  }

  /// Whether something begins with a brace that is no secret: a name that one was given, or a structure.
  private static func isName(_ bytes: [UInt8], _ start: Int) -> Bool {
    guard bytes[start] == ASCII.leftBrace else { return false }
    guard start + 1 < bytes.count, bytes[start + 1].isAlphanumeric else { return true }
    return FixtureToken.read(bytes[start...]) != nil
  }

  /// A list of numbers, such as the key pair of a wallet; nil when none begins here.
  private static func list(_ bytes: [UInt8], _ start: Int) -> Range<Int>? {
    let rest = bytes[(start + 1)...].prefix(1_024)
    let end = rest.firstIndex { !ASCII.isDigit($0) && $0 != ASCII.comma && $0 != ASCII.space }
    guard let end, end > start + 1, bytes[end] == UInt8(ascii: "]") else { return nil }
    return start..<end + 1
  }

  /// What stands behind `Bearer` or `Basic`, unless it is a word of a sentence.
  private static func credentials(
    _ bytes: [UInt8], _ start: Int, _ progress: inout Progress
  ) -> Range<Int>? {
    // What is left of plain words is as plain.
    guard start >= progress.plainEnd else { return nil }
    let stop = bytes[start...].firstIndex(where: endsValue) ?? bytes.count
    let text = bytes[start..<stop]
    let isPlainWord = text.dropFirst().allSatisfy { 0x61...0x7A ~= $0 || $0 == ASCII.period }
    if isPlainWord { progress.plainEnd = stop }
    return text.count >= 8 && !isPlainWord ? start..<stop : nil
  }

  /// The whole of a value between quotes, however many words it has; nil when none begins here.
  ///
  /// In JSON within a text the quotes are escaped themselves.
  private static func quoted(_ bytes: [UInt8], _ start: Int) -> Range<Int>? {
    let quote = bytes[start - 1]
    guard quote == ASCII.quote || quote == UInt8(ascii: "'") else { return nil }
    let depth = bytes[..<(start - 1)].reversed().prefix { $0 == ASCII.backslash }.count
    var slashes = 0
    var end = start
    while end < bytes.count {
      if bytes[end] == quote, slashes <= depth { break }
      if bytes[end] == ASCII.lineFeed, quote != ASCII.quote { break }
      slashes = bytes[end] == ASCII.backslash ? slashes + 1 : 0
      end += 1
    }
    let stop = end < bytes.count ? end - slashes : end
    return stop > start ? start..<stop : nil
  }

  /// The value of a part of a form, when the name of the part says that it is a secret (RFC 7578 §4.2).
  private static func formValue(_ bytes: [UInt8], _ start: Int, _ keys: SecretKeys) -> Range<Int>? {
    guard bytes[start - 1] == ASCII.quote,
      let end = bytes[start...].prefix(64).firstIndex(of: ASCII.quote),
      keys.contains(String(decoding: bytes[start..<end], as: UTF8.self)),
      let head = bytes[end...].prefix(512).firstRange(of: Array("\r\n\r\n".utf8))
    else { return nil }
    let rest = bytes[head.upperBound...]
    // Told first, so that the end is not looked for again and again where it is of no use.
    guard let first = rest.first, first != ASCII.leftBrace else { return nil }
    let stop = rest.firstRange(of: Array("\r\n--".utf8))?.lowerBound ?? rest.endIndex
    return stop > rest.startIndex ? rest.startIndex..<stop : nil
  }

  /// A long run without sense: all kinds of characters, none much more often than the others.
  private static func random(_ bytes: [UInt8], _ run: Range<Int>) -> Finding? {
    guard run.count >= 32 else { return nil }
    // The beginning of a very long run tells enough.
    let look = RandomLook(bytes[run.prefix(256)])
    if look.isHexadecimal {
      guard run.count >= 40, look.hasDigit, look.variety >= 10 else { return nil }
      return Finding(range: run, what: "a long random number")
    }
    guard look.hasDigit, look.hasSmall, look.hasCapital, look.variety >= 20,
      look.changes * 5 >= look.count * 2
    else { return nil }
    return Finding(range: run, what: "a long random text")
  }

  private static func pem(_ bytes: [UInt8], _ index: Int) -> Range<Int>? {
    guard starts(bytes, index..<bytes.count, "-----BEGIN ") else { return nil }
    let mark = Array("-----END ".utf8)
    var end = index
    while end + mark.count <= bytes.count, !bytes[end...].starts(with: mark) { end += 1 }
    guard end + mark.count <= bytes.count else { return index..<bytes.count }
    end += mark.count
    while end < bytes.count, bytes[end] != ASCII.minus { end += 1 }
    while end < bytes.count, bytes[end] == ASCII.minus { end += 1 }
    return index..<end
  }

  /// The password of `scheme://user:password@host`, told by the colon before it.
  private static func userInformation(_ bytes: [UInt8], _ index: Int) -> Range<Int>? {
    let before = bytes[max(0, index - 80)..<index]
    guard let slash = before.lastIndex(of: ASCII.slash), slash > before.startIndex,
      bytes[slash - 1] == ASCII.slash,
      !bytes[(slash + 1)..<index].contains(where: endsValue)
    else { return nil }
    let end = bytes[(index + 1)...].prefix(200).firstIndex {
      $0 == UInt8(ascii: "@") || $0 == ASCII.slash || endsValue($0)
    }
    guard let end, bytes[end] == UInt8(ascii: "@"), end > index + 1,
      bytes[index + 1] != ASCII.leftBrace
    else { return nil }
    return index + 1..<end
  }

  private static func starts(
    _ bytes: [UInt8], _ run: Range<Int>, _ prefix: StaticString
  ) -> Bool {
    guard unsafe bytes[run.lowerBound] == prefix.utf8Start.pointee else { return false }
    let prefix = unsafe UnsafeBufferPointer(
      start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
    return unsafe bytes[run].starts(with: prefix)
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    byte.isWord || byte == ASCII.period || byte == ASCII.plus || byte == ASCII.slash
      || byte == UInt8(ascii: "~")
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == ASCII.equals || byte == ASCII.colon || byte == ASCII.space || byte == ASCII.quote
      || byte == ASCII.backslash || byte == UInt8(ascii: "'")
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    byte <= ASCII.space || byte == ASCII.ampersand || byte == ASCII.quote || byte == ASCII.comma
      || byte == ASCII.semicolon || byte == UInt8(ascii: "'") || byte == ASCII.backslash
      || byte == UInt8(ascii: "<") || byte == ASCII.rightBrace
  }
}
