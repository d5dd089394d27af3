/// The names under which secrets stand.
struct SecretKeys {
  private static let exact: Set<String> = [
    "auth", "authorization", "proxyauthorization", "cookie", "setcookie", "password", "passwd",
    "pwd", "passphrase", "secret", "secrets", "token", "jwt", "bearer", "credential",
    "credentials", "awscredentials", "apikey", "accesskey", "privatekey", "sessionkey",
    "connectionstring",
    "encryptionkey", "passcode", "userpass", "mnemonic", "cookies", "sessioncookie", "secretsalt",
    "pw", "sig", "otp", "pin", "cvv", "signature",
  ]

  private static let endings = [
    "token", "password", "secret", "apikey", "accesskey", "accesskeyid", "privatekey",
    "secretkey", "encryptionkey", "authkey", "passcode", "passphrase", "authorization",
  ]

  private let added: Set<String>

  init(_ rules: RedactionRules) {
    added = Set(rules.keys.map(SecretKeys.plain))
  }

  /// Whether what stands under `key` is a secret.
  func contains(_ key: String) -> Bool {
    let plain = SecretKeys.plain(key)
    return SecretKeys.exact.contains(plain) || added.contains(plain)
      || SecretKeys.endings.contains(where: plain.hasSuffix)
  }

  private static func plain(_ key: String) -> String {
    String(decoding: key.lowercased().utf8.filter { $0 != 0x5F && $0 != 0x2D }, as: UTF8.self)
  }
}
