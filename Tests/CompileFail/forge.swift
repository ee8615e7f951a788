// swift-format-ignore-file
import BlindAnalysis
import Ledger

// A key and an opened value are made in one place only, and its label is not to be changed.
func forge(_ label: ObservationLabel, _ observed: Observed<Int>) {
  _ = UnblindingAuthorisation(label: label)  // expected-error {{'UnblindingAuthorisation' initializer is inaccessible due to 'fileprivate' protection level}}
  _ = Observed(value: 0, label: label)  // expected-error {{'Observed<Value>' initializer is inaccessible due to 'fileprivate' protection level}}
  var copy = observed
  copy.label = label  // expected-error {{cannot assign to property: 'label' is a 'let' constant}}
}

func read(_ box: Blinded<Int>) {
  _ = box.read  // expected-error {{'read' is inaccessible due to 'private' protection level}}
}
