#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The path of a file in `fixtures/tls`.
func fixture(_ name: String) -> String {
  let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
  return root.joined(separator: "/") + "/fixtures/tls/" + name
}

/// The contents of a file in `fixtures/tls`; empty when it cannot be read.
func fixtureBytes(_ name: String) -> [UInt8] {
  guard let file = unsafe fopen(fixture(name), "r") else { return [] }
  defer { unsafe fclose(file) }
  return unsafe Array(unsafeUninitializedCapacity: 65_536) { bytes, count in
    count = unsafe fread(bytes.baseAddress, 1, bytes.count, file)
  }
}
