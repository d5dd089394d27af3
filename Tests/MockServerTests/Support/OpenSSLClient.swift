import COpenSSL

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// OpenSSL's own client on a blocking connection, for what our streams never do.
@safe
final class OpenSSLClient {
  private let tcp: TCPClient
  private let context: OpaquePointer
  private let connection: OpaquePointer

  /// Takes over a connection; nil when memory has run out.
  init?(over tcp: TCPClient, limitedToTLS12: Bool = false) {
    // OpenSSL writes to its sockets in the plain way.
    signal(SIGPIPE, SIG_IGN)
    guard let context = unsafe SSL_CTX_new(TLS_client_method()) else { return nil }
    if limitedToTLS12 { _ = unsafe copenssl_limit_to_tls12(context) }
    guard let connection = unsafe SSL_new(context) else { return nil }
    self.tcp = tcp
    unsafe self.context = context
    unsafe self.connection = connection
    unsafe SSL_set_fd(connection, tcp.number)
    unsafe SSL_set_connect_state(connection)
  }

  deinit {
    unsafe SSL_free(connection)
    unsafe SSL_CTX_free(context)
  }

  /// Makes the handshake, or whatever of it is due; false when the server refuses.
  func shakeHands() -> Bool {
    unsafe SSL_do_handshake(connection) == 1
  }

  /// Begins another handshake on the open connection (RFC 5246 §7.4.1.1).
  func renegotiate() -> Bool {
    unsafe SSL_renegotiate(connection) == 1 && shakeHands()
  }

  /// Changes its keys and asks the server to do the same (RFC 8446 §4.6.3).
  func updateKeys() -> Bool {
    unsafe SSL_key_update(connection, SSL_KEY_UPDATE_REQUESTED) == 1 && shakeHands()
  }

  /// Sends a request and reads what comes first.
  func ask(_ request: String) -> String? {
    let bytes = Array(request.utf8)
    guard unsafe SSL_write(connection, bytes, Int32(bytes.count)) > 0 else { return nil }
    var answer = [UInt8](repeating: 0, count: 16_384)
    let count = unsafe SSL_read(connection, &answer, Int32(answer.count))
    guard count > 0 else { return nil }
    return String(decoding: answer[..<Int(count)], as: UTF8.self)
  }
}
