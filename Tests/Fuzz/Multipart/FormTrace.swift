import FuzzSupport
import HTTP1

/// What a decoder made of a body.
struct FormTrace: Equatable {
  /// The parts that were complete.
  private(set) var parts: [MultipartPart] = []
  /// Why it stopped; nil when it read the whole form.
  private(set) var error: MultipartError?

  /// Decodes `body` piece by piece.
  init(of body: [UInt8], type: String, limits: MultipartLimits, cut cutting: Cutting) {
    do throws(MultipartError) {
      var decoder = try MultipartDecoder(contentType: type, limits: limits)
      do throws(MultipartError) {
        for piece in cutting.pieces(of: body.count) {
          try decoder.decode(body.span.extracting(piece))
        }
        try decoder.finish()
      } catch {
        self.error = error
      }
      parts = decoder.parts
    } catch {
      self.error = error
    }
  }
}
