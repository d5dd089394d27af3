import COpenSSL

/// SHA-1 over and over: what libcrypto has to look up for it is kept from one use to the next.
///
/// Not thread-safe.
@safe
public final class SHA1Hasher {
  private let algorithm: OpaquePointer
  private let context: OpaquePointer

  /// Looks the algorithm up.
  ///
  /// Depends on nothing from outside: a libcrypto without SHA-1 can open no WebSocket at all (RFC 6455
  /// §4.2.2), so the program ends at its start rather than serve without one.
  public init() {
    guard let algorithm = unsafe EVP_MD_fetch(nil, "SHA1", nil),
      let context = unsafe EVP_MD_CTX_new(),
      unsafe EVP_DigestInit_ex(context, algorithm, nil) == 1
    else { preconditionFailure("libcrypto knows SHA-1 and there is memory for it") }
    unsafe self.algorithm = algorithm
    unsafe self.context = context
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
    unsafe EVP_MD_free(algorithm)
  }

  /// The 20 bytes of the SHA-1 of `bytes` (FIPS 180-4).
  public func hash(_ bytes: Span<UInt8>) -> [UInt8] {
    var hash: [UInt8] = []
    hash.append(addingCapacity: Int(SHA_DIGEST_LENGTH)) { (output: inout OutputSpan<UInt8>) in
      unsafe output.withUnsafeMutableBufferPointer { digest, count in
        unsafe bytes.withUnsafeBytes { unsafe compute($0, to: digest.baseAddress) }
        count = Int(SHA_DIGEST_LENGTH)
      }
    }
    return hash
  }

  private func compute(_ input: UnsafeRawBufferPointer, to digest: UnsafeMutablePointer<UInt8>?) {
    // Without an algorithm the context begins anew with the one it has.
    let isDone =
      unsafe EVP_DigestInit_ex(context, nil, nil) == 1
      && EVP_DigestUpdate(context, input.baseAddress, input.count) == 1
      && EVP_DigestFinal_ex(context, digest, nil) == 1
    precondition(isDone, "libcrypto can compute a SHA-1")
  }
}
