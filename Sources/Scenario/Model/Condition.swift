public import JSON

/// What a message must be for a rule to answer it.
public indirect enum Condition: Sendable {
  /// Every message.
  case always
  /// All of them hold.
  case all([Condition])
  /// At least one holds.
  case any([Condition])
  /// It does not hold.
  case not(Condition)
  /// The text of the message.
  case text(TextMatcher)
  /// Something in the message as the client sent it.
  case path(PathCondition)
  /// The author's id or display name.
  case sender(TextMatcher)
  /// The id or the name of the channel.
  case room(TextMatcher)
  /// What is attached.
  case attachment(AttachmentCondition)
  /// The number of the message in its session, from 1.
  case turn(NumberCondition)
  /// What earlier steps of the session have set.
  case state(StateCondition)

  /// A place in the message, such as `metadata.userTimezone`, and what it must hold.
  public struct PathCondition: Sendable {
    /// Names of members and indices of elements, divided by points.
    public var path: String
    /// What is asked of it.
    public var value: ValueCondition

    /// Asks something of a place.
    public init(path: String, value: ValueCondition) {
      self.path = path
      self.value = value
    }
  }

  /// What a JSON value must be.
  public indirect enum ValueCondition: Sendable {
    /// Whether it is there at all; null counts as there.
    case exists(Bool)
    /// The same value of the same type; numbers by value, objects in any order.
    ///
    /// What steps have kept is text, of which a number or a truth value may be asked as it is written.
    case equals(JSON)
    /// Its text, or the text a number or truth value is written as.
    case text(TextMatcher)
    /// At least one holds.
    case any([ValueCondition])
  }

  /// What must be attached to the message.
  public struct AttachmentCondition: Hashable, Sendable {
    /// Whether there must be any.
    public var isPresent: Bool
    /// A media type such as `image/png`, or a family such as `image/*` or `image`; nil is any.
    public var type: String?

    /// Asks for attachments or none.
    public init(isPresent: Bool = true, type: String? = nil) {
      self.isPresent = isPresent
      self.type = type
    }
  }

  /// What a count must be; several bounds must all hold.
  public struct NumberCondition: Hashable, Sendable {
    /// Exactly this.
    public var equals: Int?
    /// This or more.
    public var atLeast: Int?
    /// This or less.
    public var atMost: Int?

    /// Bounds a count.
    public init(equals: Int? = nil, atLeast: Int? = nil, atMost: Int? = nil) {
      self.equals = equals
      self.atLeast = atLeast
      self.atMost = atMost
    }
  }

  /// A name in the session's state and what it must hold.
  public struct StateCondition: Sendable {
    /// The name a `set` step gave it.
    public var name: String
    /// What is asked of it.
    public var value: ValueCondition

    /// Asks something of the session's state.
    public init(name: String, value: ValueCondition) {
      self.name = name
      self.value = value
    }
  }
}
