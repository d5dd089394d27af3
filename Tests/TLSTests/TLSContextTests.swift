import Testing

@testable import TLS

@Suite struct TLSContextTests {
  @Test func aChainAndItsKeyAreLoaded() throws {
    let context = try TLSContext(
      serverIdentity: .files(
        certificateChain: fixture("server-chain.pem"), privateKey: fixture("server.key")))
    let pem = String(decoding: context.certificatePEM, as: UTF8.self)
    #expect(pem.hasPrefix("-----BEGIN CERTIFICATE-----"))
  }

  @Test(arguments: ["missing.pem", "broken.pem", "server.key"])
  func aFileWithoutCertificateIsNamed(_ name: String) throws {
    let path = fixture(name)
    let error = try #require(throws: TLSError.self) {
      try TLSContext(
        serverIdentity: .files(certificateChain: path, privateKey: fixture("server.key")))
    }
    guard case .certificateFile(path, let reasons) = error else {
      Issue.record(error)
      return
    }
    #expect(!reasons.isEmpty)
    #expect(error.description.contains(path))
  }

  @Test func theSystemsReasonForAMissingFileIsTold() throws {
    let error = try #require(throws: TLSError.self) {
      try TLSContext(
        serverIdentity: .files(
          certificateChain: fixture("server-chain.pem"), privateKey: fixture("missing.key")))
    }
    #expect(error.description.contains("No such file or directory"))
  }

  @Test(arguments: ["missing.key", "broken.pem", "encrypted.key", "server-chain.pem"])
  func aFileWithoutUsableKeyIsNamed(_ name: String) throws {
    let path = fixture(name)
    let error = try #require(throws: TLSError.self) {
      try TLSContext(
        serverIdentity: .files(certificateChain: fixture("server-chain.pem"), privateKey: path))
    }
    guard case .privateKeyFile(path, _) = error else {
      Issue.record(error)
      return
    }
  }

  @Test(arguments: ["other-ec.key", "other-rsa.key"])
  func aKeyOfAnotherCertificateIsToldApart(_ name: String) throws {
    let (chain, key) = (fixture("server-chain.pem"), fixture(name))
    let error = try #require(throws: TLSError.self) {
      try TLSContext(serverIdentity: .files(certificateChain: chain, privateKey: key))
    }
    guard case .keyMismatch(chain, key, _) = error else {
      Issue.record(error)
      return
    }
  }

  @Test func aTrustedCertificateThatIsNoneIsRefused() {
    #expect(throws: TLSError.self) {
      try TLSContext(clientTrust: .certificate(pem: Array("nonsense".utf8)))
    }
  }

  @Test func everySelfSignedCertificateIsAnother() throws {
    let first = try TLSContext(serverIdentity: .selfSigned)
    let second = try TLSContext(serverIdentity: .selfSigned)
    #expect(first.certificatePEM != second.certificatePEM)
  }
}
