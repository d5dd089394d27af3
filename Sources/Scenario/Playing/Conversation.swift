/// What a director remembers of one conversation.
struct Conversation {
  /// One agent's side of it.
  struct Side {
    /// The messages so far.
    var turn = 0
    /// How often each rule has answered.
    var uses: [String: Int] = [:]
    /// How the messages that had ids of their own were answered, newest last.
    var answered: [Answered] = []
    /// The built-in ELIZA's memory.
    var eliza: ElizaState
  }

  /// How a message was answered.
  struct Answered {
    let messageID: String
    let turn: Int
    /// The rule and its turn; nil where no rule answered.
    let choice: Choice?
  }

  /// A rule and how often it had answered before.
  struct Choice: Hashable {
    let ruleID: String
    let use: Int
  }

  /// The most messages whose answers are remembered for one agent.
  static let memory = 64
  /// The most UTF-8 bytes in the id of a message whose answer is remembered.
  static let idLimit = 1_024
  /// The most names that `set` steps keep.
  static let stateLimit = 256
  /// The most UTF-8 bytes of a value that `set` steps keep; what is longer is cut off there, since a value may
  /// quote itself and a message is as long as its author likes.
  static let valueLimit = 65_536

  var sides: [String: Side] = [:]
  /// What `set` steps have kept.
  private(set) var state: [String: String] = [:]
  /// The lines that were said once and are not said again.
  var said: Set<String> = []

  mutating func set(_ name: String, to value: String) {
    guard state[name] != nil || state.count < Self.stateLimit else { return }
    state[name] = value.beginning(utf8Bytes: Self.valueLimit)
  }
}

extension Conversation.Side {
  /// Keeps how a message was answered, unless its id is longer than anybody's.
  mutating func remember(_ answered: Conversation.Answered) {
    guard answered.messageID.utf8.count <= Conversation.idLimit else { return }
    if self.answered.count >= Conversation.memory { self.answered.removeFirst() }
    self.answered.append(answered)
  }

  /// How a message with an id of its own was answered when it came before.
  func earlier(_ messageID: String?) -> Conversation.Answered? {
    messageID.flatMap { id in answered.last { $0.messageID == id } }
  }
}
