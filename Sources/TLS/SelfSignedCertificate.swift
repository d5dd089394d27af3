import COpenSSL

/// A certificate for this machine's own names, made in memory and signed with its own fresh key.
///
/// EC P-256, valid from a day ago for a year from now, for `localhost`, `127.0.0.1` and `::1`.
@safe
final class SelfSignedCertificate {
  private let certificate: OpaquePointer?
  private let key: OpaquePointer?

  /// Makes a key and its certificate.
  init() throws(TLSError) {
    unsafe certificate = X509_new()
    unsafe key = copenssl_new_p256_key()
    guard unsafe certificate != nil, unsafe key != nil else { throw Self.failure("making a key") }
    guard describe(), extend() else { throw Self.failure("making a certificate") }
    guard unsafe X509_sign(certificate, key, EVP_sha256()) > 0 else {
      throw Self.failure("signing a certificate")
    }
  }

  deinit {
    unsafe X509_free(certificate)
    unsafe EVP_PKEY_free(key)
  }

  /// Lets `context` present the certificate.
  func install(in context: OpaquePointer) throws(TLSError) {
    guard unsafe SSL_CTX_use_certificate(context, certificate) == 1,
      unsafe SSL_CTX_use_PrivateKey(context, key) == 1
    else { throw Self.failure("using a certificate") }
  }

  private func describe() -> Bool {
    let day = 86_400
    return unsafe X509_set_version(certificate, 2) == 1
      && setSerialNumber()
      && X509_gmtime_adj(X509_getm_notBefore(certificate), -day) != nil
      && X509_gmtime_adj(X509_getm_notAfter(certificate), 365 * day) != nil
      && X509_set_pubkey(certificate, key) == 1
      && setNames()
  }

  /// Random, as RFC 5280 §4.1.2.2 allows: 20 bytes at most and positive.
  private func setSerialNumber() -> Bool {
    guard let number = unsafe BN_new() else { return false }
    defer { unsafe BN_free(number) }
    return unsafe BN_rand(number, 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1
      && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nil
  }

  private func setNames() -> Bool {
    guard let name = unsafe X509_get_subject_name(certificate) else { return false }
    return unsafe X509_NAME_add_entry_by_txt(name, "O", MBSTRING_ASC, "eliza-mock", -1, -1, 0) == 1
      && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, "localhost", -1, -1, 0) == 1
      && X509_set_issuer_name(certificate, name) == 1
  }

  private func extend() -> Bool {
    let extensions = [
      (NID_basic_constraints, "critical,CA:FALSE"),
      (NID_key_usage, "critical,digitalSignature"),
      (NID_ext_key_usage, "serverAuth"),
      (NID_subject_key_identifier, "hash"),
      (NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1"),
    ]
    return extensions.allSatisfy { name, value in
      unsafe copenssl_add_extension(certificate, name, value) == 1
    }
  }

  private static func failure(_ operation: String) -> TLSError {
    .library(operation: operation, reasons: ErrorStack.take().reasons)
  }
}
