/// The names under which secrets stand.
struct SecretKeys {
  private static let exact: Set<String> = [
    "auth", "authorization", "proxyauthorization", "cookie", "setcookie", "password", "passwd",
    "pwd", "passphrase", "secret", "secrets", "token", "jwt", "bearer", "credential",
    "credentials", "awscredentials", "apikey", "accesskey", "privatekey", "sessionkey",
    "connectionstring", "codeverifier", "seedphrase", "recoveryphrase",
    "encryptionkey", "passcode", "userpass", "mnemonic", "cookies", "sessioncookie", "secretsalt",
    "pw", "sig", "otp", "pin", "cvv", "signature",
  ]

  private static let endings = [
    "token", "password", "secret", "apikey", "apikeys", "accesskey", "accesskeyid", "privatekey",
    "secretkey", "encryptionkey", "authkey", "passcode", "passphrase", "authorization",
    "secretsalt",
    "signingkey", "masterkey", "servicekey", "servicerolekey", "subscriptionkey", "seedphrase",
    "amzsignature", "googsignature", "amzcredential", "googcredential",
  ]

  /// How the names of header fields begin, or what they are, that tell who somebody is; `-` and capitals left out.
  private static let headerBeginnings = ["xauth", "xsession", "xcsrf", "xxsrf", "xjwt"]
  private static let headers: Set<String> = [
    "authentication", "authenticationinfo", "session", "sessionid",
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
  func contains(_ key: String) -> Bool { holds(SecretKeys.plain(key)) }

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
    SecretKeys.plain(name) == "key" || contains(member: name, ofGrant: isGrant)
  }

  /// Whether the value of a member of an object is a secret, that has such names as make a grant or not.
  func contains(member name: String, ofGrant isGrant: Bool) -> Bool {
    let plain = SecretKeys.plain(name)
    return holds(plain) || isGrant && plain == "code"
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
    SecretKeys.exact.contains(plain) || added.contains(plain)
      || SecretKeys.endings.contains(where: plain.hasSuffix)
  }

  private static func plain(_ key: String) -> String {
    String(decoding: key.lowercased().utf8.filter { $0 != 0x5F && $0 != 0x2D }, as: UTF8.self)
  }
}
