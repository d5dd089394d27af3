import ElizaModel
import JSON

extension Channel {
  /// The channel as answers and events show it.
  var publicBody: ChannelBody {
    var body = ChannelBody(
      id: id, messageServerID: messageServerID, name: name, type: .string(type),
      createdAt: createdAt, updatedAt: updatedAt)
    body.sourceType = sourceType
    body.sourceID = sourceID
    body.topic = topic
    body.metadata = metadata?.value
    return body
  }
}
