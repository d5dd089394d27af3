import CZlib

/// Takes the content codings apart that servers use on their way to a recorder: gzip and deflate.
enum Inflater {
  /// `input` without its coding; nil when it is damaged, or longer than `limit` bytes would be needed.
  ///
  /// `deflate` is read with the frame of RFC 1950, as servers send it, or bare.
  static func inflate(_ input: [UInt8], limit: Int) -> [UInt8]? {
    // Either frame is recognised: 32 asks zlib to look.
    run(input, window: 15 + 32, limit: limit) ?? run(input, window: -15, limit: limit)
  }

  private static func run(_ input: [UInt8], window: Int32, limit: Int) -> [UInt8]? {
    guard let size = UInt32(exactly: input.count), size > 0 else { return nil }
    var stream = unsafe z_stream()
    guard
      unsafe inflateInit2_(
        &stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { unsafe inflateEnd(&stream) }
    return unsafe input.withUnsafeBufferPointer { source in
      unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.avail_in = size
      return unsafe collect(&stream, limit: limit)
    }
  }

  private static func collect(_ stream: inout z_stream, limit: Int) -> [UInt8]? {
    var output: [UInt8] = []
    var status = Z_OK
    let piece = 65_536
    while status == Z_OK {
      guard output.count < limit else { return nil }
      var count = 0
      let part = unsafe [UInt8](unsafeUninitializedCapacity: piece) { target, filled in
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(piece)
        unsafe status = CZlib.inflate(&stream, Z_NO_FLUSH)
        unsafe count = piece - Int(stream.avail_out)
        filled = count
      }
      output += part
    }
    return status == Z_STREAM_END ? output : nil
  }
}
