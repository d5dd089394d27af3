import EngineIO
import Testing

@Suite struct RefusalTests {
  @Test(arguments: [
    (Refusal.unknownTransport, #"{"code":0,"message":"Transport unknown"}"#, 400),
    (.unknownSession, #"{"code":1,"message":"Session ID unknown"}"#, 400),
    (.badHandshakeMethod, #"{"code":2,"message":"Bad handshake method"}"#, 400),
    (.badRequest, #"{"code":3,"message":"Bad request"}"#, 400),
    (.forbidden, #"{"code":4,"message":"Forbidden"}"#, 403),
    (.unsupportedVersion, #"{"code":5,"message":"Unsupported protocol version"}"#, 400),
  ])
  func saysCodeAndMessage(refusal: Refusal, body: String, status: Int) {
    #expect(String(decoding: refusal.body, as: UTF8.self) == body)
    #expect(refusal.statusCode == status)
  }
}
