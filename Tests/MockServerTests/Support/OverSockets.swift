import Testing

/// All tests of whole servers over real sockets, one after another.
///
/// Each has several threads at work and blocks its own while it waits, so that many at a time would
/// starve each other, and the tests of other suites with them.
@Suite(.serialized) enum OverSockets {}
