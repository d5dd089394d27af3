import COpenSSL

/// One TLS connection apart from its transport: encrypted bytes in and out of memory.
@safe
final class TLSEngine {
  /// What an attempt to get on came to.
  enum Step {
    /// It did.
    case done

    /// The peer must send more first.
    case needsInput

    /// The peer has said that it will send no more (close_notify).
    case ended

    /// The connection is broken; an alert may wait to be sent.
    case failed(Failure)
  }

  /// Why a connection is broken.
  struct Failure {
    let message: String
    let isPlainHTTP: Bool
  }

  /// The most plain bytes one record carries (RFC 8446 §5.1).
  static let recordLimit = 16_384

  private let connection: OpaquePointer
  private let input: OpaquePointer
  private let output: OpaquePointer

  /// Begins a connection; `serverName` is whom a client wants to reach, a host name or an address.
  init(context: TLSContext, serverName: String?) throws(TLSError) {
    guard let connection = unsafe SSL_new(context.pointer),
      let input = unsafe BIO_new(BIO_s_mem()), let output = unsafe BIO_new(BIO_s_mem())
    else { throw .library(operation: "starting a connection", reasons: ErrorStack.take().reasons) }
    unsafe self.connection = connection
    unsafe self.input = input
    unsafe self.output = output
    // The connection owns both from here on.
    unsafe SSL_set_bio(connection, input, output)
    switch context.role {
    case .server: unsafe SSL_set_accept_state(connection)
    case .client(let trust):
      unsafe SSL_set_connect_state(connection)
      if let serverName { aim(at: serverName, isVerified: trust != .anyone) }
    }
  }

  deinit { unsafe SSL_free(connection) }

  /// Whether the handshake is over.
  var isEstablished: Bool { unsafe SSL_is_init_finished(connection) == 1 }

  /// The protocol version agreed on, such as `TLSv1.3`.
  var version: String { unsafe String(cString: SSL_get_version(connection)) }

  /// The protocol agreed on by ALPN; empty for none.
  var applicationProtocol: String {
    var name: UnsafePointer<UInt8>?
    var length: UInt32 = 0
    unsafe SSL_get0_alpn_selected(connection, &name, &length)
    let bytes = unsafe UnsafeBufferPointer(start: name, count: Int(length))
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// Takes encrypted bytes from the peer, which the next steps work on.
  func feed(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      _ = unsafe BIO_write(input, bytes.baseAddress, Int32(bytes.count))
    }
  }

  /// Gets on with the handshake.
  func shakeHands() -> Step {
    ErrorStack.clear()
    let result = unsafe SSL_do_handshake(connection)
    return result == 1 ? .done : step(after: result)
  }

  /// Decrypts one record, and lends its bytes to `body` when the step is `done`.
  func read(_ body: (Span<UInt8>) -> Void) -> Step {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.recordLimit) { buffer in
      ErrorStack.clear()
      let count = unsafe SSL_read(connection, buffer.baseAddress, Int32(buffer.count))
      guard count > 0 else { return step(after: count) }
      let filled = unsafe UnsafeMutableBufferPointer(rebasing: buffer[..<Int(count)])
      body(unsafe filled.span)
      return .done
    }
  }

  /// Encrypts one record of up to `recordLimit` bytes; the handshake must be over.
  func write(_ bytes: Span<UInt8>) -> Step {
    ErrorStack.clear()
    let result = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe SSL_write(connection, bytes.baseAddress, Int32(bytes.count))
    }
    return result > 0 ? .done : step(after: result)
  }

  /// Tells the peer that no more will be sent (close_notify).
  func sayGoodbye() {
    ErrorStack.clear()
    unsafe SSL_shutdown(connection)
    ErrorStack.clear()
  }

  /// Lends what must be sent to the peer, in pieces, and forgets it.
  func takeOutput(_ body: (Span<UInt8>) -> Void) {
    while unsafe BIO_ctrl_pending(output) > 0 {
      // A record and what it adds to its contents.
      unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.recordLimit + 512) {
        let count = unsafe BIO_read(output, $0.baseAddress, Int32($0.count))
        let filled = unsafe UnsafeMutableBufferPointer(rebasing: $0[..<Int(max(count, 0))])
        body(unsafe filled.span)
      }
    }
  }

  /// Asks for `name` (SNI, RFC 6066 §3, which knows no addresses) and for a certificate that has it.
  private func aim(at name: String, isVerified: Bool) {
    let parameters = unsafe SSL_get0_param(connection)
    if unsafe X509_VERIFY_PARAM_set1_ip_asc(parameters, name) == 1 { return }
    _ = unsafe copenssl_set_server_name(connection, name)
    if isVerified { unsafe SSL_set1_host(connection, name) }
  }

  private func step(after result: Int32) -> Step {
    switch unsafe SSL_get_error(connection, result) {
    case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .needsInput
    case SSL_ERROR_ZERO_RETURN: return .ended
    default: return .failed(failure())
    }
  }

  private func failure() -> Failure {
    let stack = ErrorStack.take()
    var message = stack.reasons.joined(separator: "; ")
    let verdict = unsafe SSL_get_verify_result(connection)
    if verdict != Int(X509_V_OK), let words = unsafe X509_verify_cert_error_string(verdict) {
      message += " (\(unsafe String(cString: words)))"
    }
    if stack.isPlainHTTP { message = "plain HTTP where TLS was expected" }
    return Failure(message: message, isPlainHTTP: stack.isPlainHTTP)
  }
}
