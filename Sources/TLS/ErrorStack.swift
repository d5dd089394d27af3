import COpenSSL

/// What OpenSSL left in the calling thread's queue of errors.
struct ErrorStack {
  /// The library's words, oldest first; never empty.
  let reasons: [String]

  /// Whether the peer sent a plain HTTP request where a TLS record was due.
  let isPlainHTTP: Bool

  /// Whether a private key was refused because it belongs to another certificate.
  let isKeyMismatch: Bool

  /// A reason means something within its library only.
  private struct Rule: Hashable {
    let library: Int32
    let reason: Int32

    static let plainHTTP: Set<Rule> = [
      Rule(library: ERR_LIB_SSL, reason: SSL_R_HTTP_REQUEST),
      Rule(library: ERR_LIB_SSL, reason: SSL_R_HTTPS_PROXY_REQUEST),
    ]
    static let keyMismatch: Set<Rule> = [
      Rule(library: ERR_LIB_X509, reason: X509_R_KEY_VALUES_MISMATCH),
      Rule(library: ERR_LIB_X509, reason: X509_R_KEY_TYPE_MISMATCH),
      Rule(library: ERR_LIB_SSL, reason: SSL_R_NO_CERTIFICATE_ASSIGNED),
    ]
  }

  /// Empties the queue.
  static func take() -> ErrorStack {
    var reasons: [String] = []
    var rules: Set<Rule> = []
    var data: UnsafePointer<CChar>?
    var flags: Int32 = 0
    while true {
      let code = unsafe ERR_get_error_all(nil, nil, nil, &data, &flags)
      guard code != 0 else { break }
      reasons.append(unsafe words(for: code, data: flags & ERR_TXT_STRING != 0 ? data : nil))
      rules.insert(Rule(library: copenssl_error_library(code), reason: copenssl_error_reason(code)))
    }
    return ErrorStack(
      reasons: reasons.isEmpty ? ["no reason given"] : reasons,
      isPlainHTTP: !rules.isDisjoint(with: Rule.plainHTTP),
      isKeyMismatch: !rules.isDisjoint(with: Rule.keyMismatch))
  }

  /// Forgets what earlier calls left, so that the next failure is told from its own errors.
  static func clear() {
    ERR_clear_error()
  }

  private static func words(for code: UInt, data: UnsafePointer<CChar>?) -> String {
    let text =
      unsafe ERR_reason_error_string(code).map { unsafe String(cString: $0) }
      ?? systemWords(for: code)
    guard let data = unsafe data else { return text }
    let detail = unsafe String(cString: data)
    return detail.isEmpty ? text : "\(text) (\(detail))"
  }

  /// The words for what a system call reported, found at the end of the library's long form,
  /// `error:80000002:system library::No such file or directory`.
  private static func systemWords(for code: UInt) -> String {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
      guard let start = text.baseAddress else { return "" }
      unsafe ERR_error_string_n(code, start, text.count)
      let parts = unsafe String(cString: start).split(separator: ":")
      return parts.last.map(String.init) ?? ""
    }
  }
}
