/// Why TLS could not be set up; each case carries the whole of OpenSSL's error stack, oldest first.
public enum TLSError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file holds no usable PEM certificate chain, or cannot be read.
  case certificateFile(path: String, reasons: [String])

  /// The file holds no usable PEM private key, or cannot be read; encrypted keys are not supported.
  case privateKeyFile(path: String, reasons: [String])

  /// Both files are sound, but the key is not the certificate's.
  case keyMismatch(certificatePath: String, keyPath: String, reasons: [String])

  /// A certificate given in memory cannot be read.
  case trustedCertificate(reasons: [String])

  /// The library failed at `operation`, for reasons of its own.
  case library(operation: String, reasons: [String])

  /// What failed and why, in one line.
  public var description: String {
    switch self {
    case .certificateFile(let path, let reasons):
      "cannot use the certificate file \(path): \(reasons.joined(separator: "; "))"
    case .privateKeyFile(let path, let reasons):
      "cannot use the private key file \(path): \(reasons.joined(separator: "; "))"
    case .keyMismatch(let certificatePath, let keyPath, let reasons):
      "the private key in \(keyPath) is not that of the certificate in \(certificatePath): "
        + reasons.joined(separator: "; ")
    case .trustedCertificate(let reasons):
      "cannot read the trusted certificate: \(reasons.joined(separator: "; "))"
    case .library(let operation, let reasons):
      "\(operation) failed: \(reasons.joined(separator: "; "))"
    }
  }
}
