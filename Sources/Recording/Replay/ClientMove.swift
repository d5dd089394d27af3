import JSON

/// Something that a live client does and that a recorded line may tell of.
struct ClientMove {
  enum Deed {
    case request(RecordedRequest)
    case opening(auth: JSON)
    case event(String, [JSON])
  }

  /// What lines that tell of it are found by.
  let key: String
  /// What to call it.
  let asked: String
  let deed: Deed
  /// The body or the arguments, as they are reckoned with.
  private let document: JSONDocument

  init(_ request: RecordedRequest) {
    key = ReplayScript.key(method: request.method, target: request.target)
    asked = "\(request.method) \(request.target)"
    deed = .request(request)
    document = ClientMove.document(request.body.json)
  }

  init(opening namespace: String, auth: JSON?) {
    key = ReplayScript.key(opening: namespace)
    asked = "a connection to \(namespace)"
    deed = .opening(auth: auth ?? .null)
    document = ClientMove.document(auth)
  }

  init(event name: String, _ namespace: String, _ arguments: [JSON]) {
    key = ReplayScript.key(event: name, namespace)
    asked = "event '\(name)'"
    deed = .event(name, arguments)
    document = ClientMove.document(.array(arguments))
  }

  private static func document(_ json: JSON?) -> JSONDocument {
    var document = JSONDocument()
    if let json { try? document.parse(json.serialized().span) }
    return document
  }

  /// Whether it changes nothing.
  var isRead: Bool {
    if case .request(let request) = deed { request.isRead } else { false }
  }

  /// The values in which ids may stand.
  var values: [JSON] {
    switch deed {
    case .request(let request): [.string(request.target), request.body.json ?? .null]
    case .opening(let auth): [auth]
    case .event(_, let arguments): arguments
    }
  }

  /// What its values come to, those at places of a template left out.
  func print(leavingOut places: [UInt64]) -> UInt64 {
    var print = LinePrint(leavingOut: places)
    switch deed {
    case .opening, .event: return print.value(document, document.root)
    case .request(let request):
      let body: LinePrint.Body =
        switch request.body {
        case .none: .none
        case .json: .json(document, document.root)
        case .text(let text): .text(text)
        case .bytes: .bytes
        case .omitted: .omitted
        }
      return print.request(target: request.target, body)
    }
  }

  /// Compares a recorded line with it.
  func compare(_ content: FixtureLine.Content, _ likeness: inout Likeness) {
    switch (content, deed) {
    case (.request(let recorded), .request(let live)): likeness.compare(recorded, live)
    case (.open(let recorded), .opening(let auth)):
      likeness.compare(recorded.auth ?? .null, auth, at: "auth")
    case (.event(let recorded), .event(let name, let arguments)):
      if recorded.name != name { likeness.compare(recorded.name, name, at: "event") }
      likeness.compare(.array(recorded.arguments), .array(arguments), at: "args")
    default: break
    }
  }
}
