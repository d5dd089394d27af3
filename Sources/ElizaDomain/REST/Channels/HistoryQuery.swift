import Bytes
import ElizaModel

/// The `limit` and `before` of a request for a channel's messages: the newest ones before a moment.
struct HistoryQuery {
  private let limit: String?
  private let before: Timestamp?

  /// Reads the query; the lenient profile understands dates as well as milliseconds.
  init(_ call: Call, _ profile: Profile) {
    limit = call.query["limit"]
    before = HistoryQuery.before(call.queryValue("before"), profile)
  }

  /// The places in the log of the messages that are meant, oldest first.
  func range(in log: MessageLog) -> Range<Int> {
    let end = before.map(log.count(before:)) ?? log.count
    return max(end - count(otherwise: end), 0)..<end
  }

  /// There is no upper limit, and what is no count means all.
  private func count(otherwise all: Int) -> Int {
    guard let limit else { return 50 }
    guard let number = JavaScript.parseInt(limit), number >= 0 else { return all }
    return Int(min(number, Double(all)))
  }

  private static func before(_ text: String?, _ profile: Profile) -> Timestamp? {
    guard let text else { return nil }
    if profile.isLenient, let date = Timestamp(isoText: text) { return date }
    guard let number = JavaScript.parseInt(text), number != 0 else { return nil }
    return Timestamp(representing: number)
  }
}
