package import TLS

extension ServerAddress {
  /// Whom a program that is told nothing else believes there.
  ///
  /// On this machine a certificate that the mock made for itself will do.
  package var usualTrust: TLSContext.Trust {
    ["localhost", "127.0.0.1", "::1"].contains(host) ? .anyone : .system
  }
}
