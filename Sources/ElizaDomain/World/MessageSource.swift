/// The kinds of messages servers and stock clients know; any other text is allowed as well.
public enum MessageSource {
  /// An agent's answer.
  public static let agentResponse = "agent_response"
  /// The progress of an agent's action.
  public static let agentAction = "agent_action"
  /// A message posted to a session.
  public static let session = "user"
  /// The question of a job.
  public static let job = "job_request"
  /// A message posted to a channel without a kind.
  public static let channelPost = "eliza_gui"
  /// A message sent over a socket without a kind.
  public static let socket = "socketio_client"
  /// The stock page's direct chats.
  public static let directChat = "client_chat"
}
