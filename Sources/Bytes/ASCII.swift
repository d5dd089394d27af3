/// Byte values that the protocols here name again and again.
public enum ASCII {
  /// Horizontal tab.
  public static let tab: UInt8 = 0x09
  /// Line feed.
  public static let lineFeed: UInt8 = 0x0A
  /// Carriage return.
  public static let carriageReturn: UInt8 = 0x0D
  /// The record separator, between the packets of an Engine.IO payload.
  public static let recordSeparator: UInt8 = 0x1E
  /// Space.
  public static let space: UInt8 = 0x20
  /// `"`.
  public static let quote: UInt8 = 0x22
  /// `%`.
  public static let percent: UInt8 = 0x25
  /// `&`.
  public static let ampersand: UInt8 = 0x26
  /// `+`.
  public static let plus: UInt8 = 0x2B
  /// `,`.
  public static let comma: UInt8 = 0x2C
  /// `-`.
  public static let minus: UInt8 = 0x2D
  /// `.`.
  public static let period: UInt8 = 0x2E
  /// `/`.
  public static let slash: UInt8 = 0x2F
  /// `0`.
  public static let zero: UInt8 = 0x30
  /// `9`.
  public static let nine: UInt8 = 0x39
  /// `:`.
  public static let colon: UInt8 = 0x3A
  /// `;`.
  public static let semicolon: UInt8 = 0x3B
  /// `=`.
  public static let equals: UInt8 = 0x3D
  /// `?`.
  public static let questionMark: UInt8 = 0x3F
  /// `[`.
  public static let leftBracket: UInt8 = 0x5B
  /// `\`.
  public static let backslash: UInt8 = 0x5C
  /// `]`.
  public static let rightBracket: UInt8 = 0x5D
  /// `{`.
  public static let leftBrace: UInt8 = 0x7B
  /// `}`.
  public static let rightBrace: UInt8 = 0x7D

  /// Whether `byte` is one of `0`…`9`.
  public static func isDigit(_ byte: UInt8) -> Bool {
    byte &- zero < 10
  }

  /// The byte with `A`…`Z` turned to `a`…`z`.
  public static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }
}
