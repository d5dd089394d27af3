import JSON
import Scenario

extension Declaration where Value == [Effect] {
  /// What happens, in the order of the keys.
  static let effects: Declaration<[Effect]> = .named("Effects", "what happens", [.mapping]) {
    Record("what a fault does", from: WrittenEffects(), lost + changed + answered)
      .declaration.map { written, node, reading in
        guard !written.effects.isEmpty else {
          reading.error(
            "this says nothing that happens; write one of \(names.joined(separator: ", "))",
            at: node.place)
          return nil
        }
        let (effects, complaint) = written.completed()
        if let complaint { reading.error(complaint, at: node.place) }
        return effects
      }
  }

  /// The keys that make something happen.
  private static let names = (lost + changed + answered).map(\.name).filter {
    !["for", "gap", "within"].contains($0)
  }

  private static let lost: [Key<WrittenEffects>] = [
    Key(
      "lose", Declaration<Step.Disconnection>.word { Step.explanation(of: $0) },
      "The connection is lost."
    ) { $0.effects.append(.lose($1, for: nil)) },
    Key("for", .duration, "With 'lose: silent': when the silence is over.", \.silence),
    Key("forgetSid", .mark, "The Engine.IO session is unknown from now on.") { written, _ in
      written.effects.append(.forgetSession)
    },
    Key("refuse", .markOrText, "Turned away; text is what a CONNECT is told.") {
      $0.effects.append(.refuse(message: $1))
    },
    Key("restart", .duration, "Every connection is reset, and for so long nobody gets one.") {
      $0.effects.append(.restart($1))
    },
  ]

  private static let changed: [Key<WrittenEffects>] = [
    Key("delay", .time, "Late by so much.") { $0.effects.append(.delay($1)) },
    Key("throttle", .integer(1...1_000_000_000), "No faster than so many bytes a second.") {
      $0.effects.append(.throttle(bytesPerSecond: $1))
    },
    Key("truncate", .markOrCount, "Cut off after so many bytes; true is half of it.") {
      $0.effects.append(.truncate(bytes: $1))
    },
    Key("corrupt", .mark, "Garbled in the middle.") { written, _ in
      written.effects.append(.corrupt)
    },
    Key("duplicate", .integer(2...100), "So many times in all.") {
      $0.effects.append(.duplicate(times: $1, gap: .zero))
    },
    Key("gap", .duration, "With 'duplicate': how long after the one before.", \.gap),
    Key("swapWithNext", .mark, "After the next of its name.") { written, _ in
      written.effects.append(.swapWithNext(within: WrittenEffects.defaultWithin))
    },
    Key(
      "within", .duration,
      "With 'swapWithNext' or 'replyBeforePost': how long is waited; 1s unless said otherwise.",
      \.within),
  ]

  private static let answered: [Key<WrittenEffects>] = [
    Key("dropAck", .mark, "The sender gets no acknowledgement.") { written, _ in
      written.effects.append(.dropAcknowledgement)
    },
    Key("leakToRoom", .markOrText, "Sent to another room as well; true is everybody.") {
      $0.effects.append(.leakToRoom($1))
    },
    Key("replyBeforePost", .mark, "The answer waits until an agent has spoken.") { written, _ in
      written.effects.append(.replyBeforePost(within: WrittenEffects.defaultWithin))
    },
    Key("respond", .cannedAnswer, "This answer in place of the server's.") {
      $0.effects.append(.respond($1))
    },
    Key("drop", .mark, "Lost on its way.") { written, _ in written.effects.append(.drop) },
    Key("error", .filled, "An error in its place, with this message.") {
      $0.effects.append(.error($1))
    },
  ]
}
