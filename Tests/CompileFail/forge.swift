// swift-format-ignore-file
import BlindAnalysis
import Ledger

// A key and an opened value are made in one place only.
func forge(_ digest: Digest) {
  _ = UnblindingAuthorisation(freeze: digest)  // expected-error {{'UnblindingAuthorisation' initializer is inaccessible due to 'fileprivate' protection level}}
  _ = Observed(value: 0, freeze: digest)  // expected-error {{'Observed<Value>' initializer is inaccessible due to 'fileprivate' protection level}}
}

func read(_ box: Blinded<Int>) {
  _ = box.read  // expected-error {{'read' is inaccessible due to 'private' protection level}}
}
