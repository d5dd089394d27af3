import Bytes

/// The names under which secrets stand.
struct SecretKeys {
  private static let exact: Set<String> = [
    "auth", "authorization", "proxyauthorization", "cookie", "setcookie", "password", "passwd",
    "pwd", "passphrase", "secret", "secrets", "token", "jwt", "bearer", "credential",
    "credentials", "awscredentials", "apikey", "accesskey", "privatekey", "sessionkey",
    "connectionstring", "codeverifier", "seedphrase", "recoveryphrase",
    "encryptionkey", "passcode", "userpass", "mnemonic", "cookies", "sessioncookie", "secretsalt",
    "pw", "sig", "otp", "pin", "cvv", "signature", "csrf", "xsrf",
  ]

  private static let endings = [
    "token", "password", "secret", "apikey", "apikeys", "accesskey", "accesskeyid", "privatekey",
    "secretkey", "encryptionkey", "authkey", "passcode", "passphrase", "authorization",
    "secretsalt",
    "signingkey", "masterkey", "servicekey", "servicerolekey", "subscriptionkey", "seedphrase",
    "amzsignature", "googsignature", "amzcredential", "googcredential",
    "accesstokens", "refreshtokens", "authtokens", "apitokens",
  ]

  /// How the names of header fields begin, or what they are, that tell who somebody is; `-` and capitals left out.
  private static let headerBeginnings = ["xauth", "xsession", "xcsrf", "xxsrf", "xjwt"]
  private static let headers: Set<String> = [
    "authentication", "authenticationinfo", "session", "sessionid", "xkey",
  ]

  /// What makes `code` an authorization code beside which it stands (RFC 6749 §4.1): in the answer and in what is
  /// exchanged for a token.
  private static let beside: Set<String> = [
    "granttype", "redirecturi", "codeverifier", "clientid",
  ]

  private let added: Set<String>

  init(_ rules: RedactionRules) {
    added = Set(rules.keys.map(SecretKeys.plain))
  }

  /// Whether what stands under `key` is a secret.
  func contains(_ key: String) -> Bool { SecretKeys.parts(of: key).contains(where: holds) }

  /// Whether the value of a header field is a secret.
  func contains(header name: String) -> Bool {
    let plain = SecretKeys.plain(name)
    return holds(plain) || SecretKeys.headers.contains(plain)
      || SecretKeys.headerBeginnings.contains(where: plain.hasPrefix)
  }

  /// Whether the value of an item of a query or form is a secret, that has such names as make a grant or not.
  ///
  /// Elsewhere a `key` or a `code` is hardly ever one.
  func contains(item name: String, ofGrant isGrant: Bool) -> Bool {
    SecretKeys.parts(of: name).last == "key" || contains(member: name, ofGrant: isGrant)
  }

  /// Whether the value of a member of an object is a secret, that has such names as make a grant or not.
  func contains(member name: String, ofGrant isGrant: Bool) -> Bool {
    let parts = SecretKeys.parts(of: name)
    return parts.contains(where: holds) || isGrant && parts.last == "code"
  }

  /// Whether a `code` beside these names is an authorization code.
  static func areGrant(_ names: [String], inQuery: Bool) -> Bool {
    names.contains { name in
      let plain = plain(name)
      // An object with a state and a code is no authorization yet.
      return beside.contains(plain) || inQuery && plain == "state"
    }
  }

  private func holds(_ plain: String) -> Bool {
    added.contains(plain) || SecretKeys.isKnown(plain)
      || SecretKeys.singular(plain).map(SecretKeys.isKnown) == true
  }

  private static func isKnown(_ plain: String) -> Bool {
    exact.contains(plain) || endings.contains(where: plain.hasSuffix)
  }

  /// A name without the number or the plural `s` at its end, as in `password1` and `passwords`; nil when it has none.
  ///
  /// `tokens` are counted or traded, as `maxTokens` are, and a plural of something short is another word, such as
  /// `pins`.
  private static func singular(_ plain: String) -> String? {
    var rest = Substring(plain)
    while let last = rest.utf8.last, ASCII.isDigit(last) { rest.removeLast() }
    if rest.utf8.last == UInt8(ascii: "s"), rest.utf8.count > 6, !rest.hasSuffix("tokens") {
      rest.removeLast()
    }
    return rest.endIndex == plain.endIndex ? nil : String(rest)
  }

  /// A name, plain, and what it is made of when it is one such as `user[password]` or `user.password`.
  ///
  /// What is in brackets stands below what is before them, as in JSON; with dots only the end tells what it is.
  private static func parts(of key: String) -> [String] {
    let whole = plain(key)
    guard whole.utf8.contains(where: { $0 == ASCII.leftBracket || $0 == ASCII.period }) else {
      return [whole]
    }
    let parts = whole.split { $0 == "[" || $0 == "]" }.compactMap { part in
      part.split(separator: ".").last.map(String.init)
    }
    return [whole] + parts
  }

  private static func plain(_ key: String) -> String {
    String(decoding: key.lowercased().utf8.filter { $0 != 0x5F && $0 != 0x2D }, as: UTF8.self)
  }
}
