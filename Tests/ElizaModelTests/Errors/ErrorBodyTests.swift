import ElizaModel
import JSON
import Testing

@Suite struct ErrorBodyTests {
  static let rows: [(body: ErrorBody, text: String)] = [
    (
      .coded(code: "INVALID_ID", message: "Invalid agent ID format"),
      #"{"success":false,"error":{"code":"INVALID_ID","message":"Invalid agent ID format"}}"#
    ),
    (
      .coded(code: "CREATE_ERROR", message: "No", details: "why"),
      #"{"success":false,"error":{"code":"CREATE_ERROR","message":"No","details":"why"}}"#
    ),
    (.text("Channel not found"), #"{"success":false,"error":"Channel not found"}"#),
    (
      .text("Failed", details: "why"), #"{"success":false,"error":"Failed","details":"why"}"#
    ),
    (
      .session(
        code: "SESSION_NOT_FOUND", message: "Session with ID 'x' not found",
        timestamp: Timestamp(milliseconds: 1_768_817_730_123)),
      #"{"error":{"code":"SESSION_NOT_FOUND","message":"Session with ID 'x' not found","#
        + #""timestamp":"2026-01-19T10:15:30.123Z"}}"#
    ),
    (
      .unknownRoute,
      #"{"success":false,"error":{"message":"API endpoint not found","code":404}}"#
    ),
    (
      .handler(message: "File too large", code: "LIMIT_FILE_SIZE"),
      #"{"success":false,"error":{"message":"File too large","code":"LIMIT_FILE_SIZE"}}"#
    ),
    (
      .bare("API key required", message: "Missing or invalid X-API-KEY header"),
      #"{"error":"API key required","message":"Missing or invalid X-API-KEY header"}"#
    ),
    (.bare("Session not found"), #"{"error":"Session not found"}"#),
    (
      .transport(code: 1, message: "Session ID unknown"),
      #"{"code":1,"message":"Session ID unknown"}"#
    ),
  ]

  @Test(arguments: rows)
  func familiesAreWrittenAndToldApart(body: ErrorBody, text: String) throws {
    #expect(body.json.text == text)
    #expect(ErrorBody(json: try JSON(parsing: text)) == body)
  }

  @Test func everyFamilySaysWhy() {
    #expect(Self.rows.allSatisfy { !$0.body.message.isEmpty })
    #expect(
      Self.rows.map(\.body.code) == [
        "INVALID_ID", "CREATE_ERROR", nil, nil, "SESSION_NOT_FOUND", "404", "LIMIT_FILE_SIZE",
        nil, nil, "1",
      ])
  }

  @Test(arguments: [
    "{}", "[]", "null", #"{"error":{}}"#, #"{"error":42}"#, #"{"error":{"code":1}}"#,
    #"{"success":false}"#, #"{"code":"x","message":"m"}"#,
  ])
  func otherShapesAreNoErrors(text: String) throws {
    #expect(ErrorBody(json: try JSON(parsing: text)) == nil)
  }
}
