import ElizaModel

@testable import Recording

/// A conversation of any length: a session, a socket, then questions, each with its answer, and looks at the state.
struct LongChat {
  static let channel = "cccccccc-2222-4333-8444-555555555555"

  private(set) var text =
    #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z"}"#
    + "\n"
  private var count = 1

  /// Six lines for each of `rounds`, and two before.
  init(rounds: Int) {
    add(#""k":"open","t":0,"c":"A","dir":"c2s","transport":"websocket""#)
    add(#""k":"open","t":0,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}""#)
    for round in 1...rounds {
      let time = round * 1_000
      ask(
        round, at: time, #""type":2,"payload":{"message":"question \#(round)","round":\#(round)}"#)
      ask(round, at: time + 500, #""type":2,"payload":{"message":"always","round":0}"#)
      add(#""k":"req","t":\#(time + 900),"x":\#(round),"method":"GET","target":"/state?full=1""#)
      add(
        #""k":"res","t":\#(time + 900),"x":\#(round),"cause":\#(count - 1),"status":200,"json":{"round":\#(round)}"#
      )
    }
  }

  private mutating func ask(_ round: Int, at time: Int, _ question: String) {
    add(#""k":"ev","t":\#(time),"c":"A","dir":"c2s","event":"message","args":[{\#(question)}]"#)
    add(
      #""k":"ev","t":\#(time + 100),"c":"A","dir":"s2c","cause":\#(count - 1),"event":"answer","args":[{"id":"{message:\#(count)}","round":\#(round),"at":"{epoch:+\#(time + 90)}"}]"#
    )
  }

  private mutating func add(_ line: String) {
    text += #"{"n":\#(count),\#(line)}"# + "\n"
    count += 1
  }
}
