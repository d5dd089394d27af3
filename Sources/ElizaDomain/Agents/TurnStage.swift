/// Where a turn's words go: a channel and its room, or a caller that waits.
protocol TurnStage: AnyObject {
  /// Whether the turn may speak now; a turn that may not is resumed when it may.
  func maySpeak(_ turn: AgentTurn) -> Bool

  /// How a reply whose plan gives no pace is streamed, or nil when it is said at once.
  var defaultPace: StreamPace? { get }

  /// Whether pieces of a streamed reply are wanted.
  var wantsChunks: Bool { get }

  /// Takes one piece of a reply that is being streamed.
  func chunk(_ text: String, index: Int, messageID: String, of turn: AgentTurn)

  /// Takes a whole reply; `id` is the one its pieces had.
  ///
  /// Returns a reason when it cannot be taken, and the turn ends.
  func take(_ reply: AgentReply, id: String?, of turn: AgentTurn) -> Silence?

  /// Shows how far an action of the turn is, under the id it was first shown by.
  ///
  /// Returns that id, or nil when actions are not shown here.
  func show(_ action: AgentAction, id: String?, of turn: AgentTurn) -> String?

  /// Whether the actions that replies name are shown as well, as on a real server.
  func showsNamedActions(of turn: AgentTurn) -> Bool

  /// The agent goes on thinking, or begins to when its plan began with a wait.
  func thinks(_ turn: AgentTurn)

  /// The answer is complete, though the turn may not be over.
  func completed(_ turn: AgentTurn)

  /// The turn is over; with a reason when it ended before its plan did, or nothing was said.
  ///
  /// A turn that failed says which HTTP status a waiting caller is answered with, if its plan does.
  func finished(_ turn: AgentTurn, reason: Silence?, status: Int?)
}
