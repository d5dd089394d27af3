import COpenSSL

/// What the WebSocket handshake asks of libcrypto: SHA-1 and base64.
///
/// SHA-1 marks and names things here; it protects nothing.
public enum Digest {
  /// The 20 bytes of the SHA-1 of `bytes` (FIPS 180-4).
  ///
  /// Depends on nothing from outside: a libcrypto without SHA-1 can open no WebSocket at all (RFC 6455 §4.2.2), so
  /// the program ends rather than serve without one.
  public static func sha1(_ bytes: Span<UInt8>) -> [UInt8] {
    unsafe Array(unsafeUninitializedCapacity: Int(SHA_DIGEST_LENGTH)) { digest, count in
      unsafe bytes.withUnsafeBufferPointer { input in
        let result = unsafe copenssl_sha1(input.baseAddress, input.count, digest.baseAddress)
        precondition(result == 1, "libcrypto can compute a SHA-1")
      }
      count = Int(SHA_DIGEST_LENGTH)
    }
  }

  /// The base64 text of `bytes`, with padding and without line breaks (RFC 4648 §4).
  public static func base64(_ bytes: Span<UInt8>) -> [UInt8] {
    let capacity = (bytes.count + 2) / 3 * 4
    // libcrypto ends what it writes with a zero byte.
    return unsafe Array(unsafeUninitializedCapacity: capacity + 1) { text, count in
      unsafe bytes.withUnsafeBufferPointer { input in
        _ = unsafe EVP_EncodeBlock(text.baseAddress, input.baseAddress, Int32(input.count))
      }
      count = capacity
    }
  }

  /// The bytes a base64 text stands for; nil unless it is whole groups of four, padded only at the end
  /// and free of white space.
  public static func bytes(fromBase64 text: Span<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0, let padding = padding(of: text) else { return nil }
    var isValid = true
    let decoded = unsafe [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3) {
      bytes, count in
      let result = unsafe text.withUnsafeBufferPointer { input in
        unsafe EVP_DecodeBlock(bytes.baseAddress, input.baseAddress, Int32(input.count))
      }
      isValid = result >= 0
      // The padding is decoded as zero bytes.
      count = isValid ? Int(result) - padding : 0
    }
    return isValid ? decoded : nil
  }

  /// The number of `=` at the end; nil when there is one elsewhere, or white space, both of which
  /// libcrypto would let pass.
  private static func padding(of text: Span<UInt8>) -> Int? {
    let equals = UInt8(ascii: "=")
    var padding = 0
    for index in text.indices {
      if text[index] == equals {
        padding += 1
      } else if padding > 0 || text[index] <= UInt8(ascii: " ") {
        return nil
      }
    }
    return padding <= 2 ? padding : nil
  }
}
