import COpenSSL

/// What the connections of one server, or of one client, have in common: certificates, keys, trust.
///
/// TLS 1.2 or newer, without renegotiation; ALPN agrees on `http/1.1` and refuses a peer that offers
/// protocols without it (RFC 7301 §3.2). OpenSSL is set up when the first context is made.
@safe
public final class TLSContext {
  /// Who the context's connections are.
  enum Role {
    case server
    case client(Trust)
  }

  /// What a server shows its clients.
  public enum Identity: Hashable, Sendable {
    /// A certificate made on the spot for `localhost`, `127.0.0.1` and `::1`.
    case selfSigned

    /// PEM files: the certificate with its chain, the server's own first, and the private key.
    case files(certificateChain: String, privateKey: String)
  }

  /// What a client believes.
  public enum Trust: Hashable, Sendable {
    /// The certificate authorities of the system.
    case system

    /// One certificate or authority, as PEM text.
    case certificate(pem: [UInt8])

    /// Every certificate, for servers whose certificate cannot be known.
    case anyone
  }

  /// What a server answers, unencrypted, to a peer that speaks plain HTTP to it; nothing when empty.
  public var plainHTTPReply: [UInt8] = []

  let role: Role
  let pointer: OpaquePointer

  /// Makes a server's context; throws `TLSError` naming the file that is at fault.
  public init(serverIdentity identity: Identity) throws(TLSError) {
    role = .server
    unsafe pointer = try Self.make(TLS_server_method())
    switch identity {
    case .selfSigned:
      let certificate = try SelfSignedCertificate()
      unsafe try certificate.install(in: pointer)
    case .files(let certificateChain, let privateKey):
      try load(certificateChain: certificateChain, privateKey: privateKey)
    }
    unsafe SSL_CTX_set_alpn_select_cb(pointer, selectHTTP11, nil)
  }

  /// Makes a client's context; throws `TLSError`.
  public init(clientTrust trust: Trust) throws(TLSError) {
    role = .client(trust)
    unsafe pointer = try Self.make(TLS_client_method())
    switch trust {
    case .system: unsafe SSL_CTX_set_default_verify_paths(pointer)
    case .certificate(let pem): try trustOnly(pem)
    case .anyone: break
    }
    let mode = trust == .anyone ? SSL_VERIFY_NONE : SSL_VERIFY_PEER
    unsafe SSL_CTX_set_verify(pointer, mode, nil)
    let offer: [UInt8] = [8] + "http/1.1".utf8
    unsafe SSL_CTX_set_alpn_protos(pointer, offer, UInt32(offer.count))
  }

  deinit { unsafe SSL_CTX_free(pointer) }

  /// The server's own certificate as PEM text, for clients that shall trust it; empty for a client.
  public var certificatePEM: [UInt8] {
    guard let certificate = unsafe SSL_CTX_get0_certificate(pointer),
      let memory = unsafe BIO_new(BIO_s_mem())
    else { return [] }
    defer { unsafe BIO_free(memory) }
    guard unsafe PEM_write_bio_X509(memory, certificate) == 1 else { return [] }
    return unsafe Array(unsafeUninitializedCapacity: BIO_ctrl_pending(memory)) { text, count in
      count = Int(unsafe max(BIO_read(memory, text.baseAddress, Int32(text.count)), 0))
    }
  }

  /// Holds connections to TLS 1.2.
  func limitToTLS12() {
    _ = unsafe copenssl_limit_to_tls12(pointer)
  }

  private static func make(_ method: OpaquePointer?) throws(TLSError) -> OpaquePointer {
    ErrorStack.clear()
    guard let pointer = unsafe SSL_CTX_new(method) else {
      throw .library(operation: "starting OpenSSL", reasons: ErrorStack.take().reasons)
    }
    _ = unsafe copenssl_harden(pointer)
    return unsafe pointer
  }

  private func load(certificateChain: String, privateKey: String) throws(TLSError) {
    // The default would ask for the key's password on the terminal.
    unsafe SSL_CTX_set_default_passwd_cb(pointer) { _, _, _, _ in 0 }
    guard unsafe SSL_CTX_use_certificate_chain_file(pointer, certificateChain) == 1 else {
      throw .certificateFile(path: certificateChain, reasons: ErrorStack.take().reasons)
    }
    guard unsafe SSL_CTX_use_PrivateKey_file(pointer, privateKey, SSL_FILETYPE_PEM) == 1,
      unsafe SSL_CTX_check_private_key(pointer) == 1
    else {
      let stack = ErrorStack.take()
      guard !stack.isKeyMismatch else {
        throw .keyMismatch(
          certificatePath: certificateChain, keyPath: privateKey, reasons: stack.reasons)
      }
      throw .privateKeyFile(path: privateKey, reasons: stack.reasons)
    }
  }

  private func trustOnly(_ pem: [UInt8]) throws(TLSError) {
    let memory = unsafe BIO_new_mem_buf(pem, Int32(clamping: pem.count))
    defer { unsafe BIO_free(memory) }
    guard let certificate = unsafe PEM_read_bio_X509(memory, nil, nil, nil),
      let store = unsafe SSL_CTX_get_cert_store(pointer)
    else { throw .trustedCertificate(reasons: ErrorStack.take().reasons) }
    defer { unsafe X509_free(certificate) }
    unsafe X509_STORE_add_cert(store, certificate)
  }
}

@available(*, unavailable)
extension TLSContext: Sendable {}

/// Picks `http/1.1` out of the protocols a client offers (RFC 7301 §3.1: names with their lengths).
private func selectHTTP11(
  _ connection: OpaquePointer?, _ selected: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
  _ selectedLength: UnsafeMutablePointer<UInt8>?, _ offered: UnsafePointer<UInt8>?,
  _ offeredLength: UInt32, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  let names = unsafe UnsafeBufferPointer(start: offered, count: Int(offeredLength))
  var start = 0
  while start < names.count {
    let length = Int(unsafe names[start])
    let end = start + 1 + length
    guard end <= names.count else { break }
    if unsafe names[(start + 1)..<end].elementsEqual("http/1.1".utf8) {
      unsafe selected?.pointee = offered?.advanced(by: start + 1)
      unsafe selectedLength?.pointee = UInt8(length)
      return SSL_TLSEXT_ERR_OK
    }
    start = end
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL
}
