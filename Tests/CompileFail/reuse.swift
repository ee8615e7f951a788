// swift-format-ignore-file
import BlindAnalysis

// A key opens one box once, and cannot be kept or copied.
func twice(_ first: Blinded<Int>, _ second: Blinded<Int>, _ key: consuming UnblindingAuthorisation) throws {  // expected-error {{'key' consumed more than once}}
  _ = try first.open(with: key)  // expected-note {{consumed here}}
  _ = try second.open(with: key)  // expected-note {{consumed again here}}
}

func keep(_ key: borrowing UnblindingAuthorisation) -> UnblindingAuthorisation {  // expected-error {{'key' is borrowed and cannot be consumed}}
  return key  // expected-note {{consumed here}}
}
