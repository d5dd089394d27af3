import ElizaDomain
import Testing

@Suite struct SessionLimitsTests {
  @Test func takesWholeNumbersInRangeFromTheEnvironment() {
    let limits = SessionLimits(environment: [
      "SESSION_DEFAULT_TIMEOUT_MINUTES": "45", "SESSION_MIN_TIMEOUT_MINUTES": "0",
      "SESSION_MAX_TIMEOUT_MINUTES": "99999", "SESSION_MAX_DURATION_MINUTES": "ten",
      "SESSION_WARNING_THRESHOLD_MINUTES": "7.9",
    ])
    #expect(limits.defaultTimeout == 45)
    #expect(limits.minimumTimeout == 1)
    #expect(limits.maximumTimeout == 10_080)
    #expect(limits.defaultMaxDuration == 720)
    #expect(limits.warningThreshold == 7)
    #expect(limits.cleanupInterval == 5)
    #expect(limits.defaults.timeoutMinutes == 45)
  }
}
