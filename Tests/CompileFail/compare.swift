// swift-format-ignore-file
import BlindAnalysis

// What is blinded cannot be compared, ordered, hashed or encoded.
func needsEquality(_ value: some Equatable) {}  // expected-note {{where 'some Equatable' = 'Blinded<Int>'}}
func needsOrder(_ value: some Comparable) {}  // expected-note {{where 'some Comparable' = 'Blinded<Int>'}}
func needsHash(_ value: some Hashable) {}  // expected-note {{where 'some Hashable' = 'Blinded<Int>'}}
func needsEncoding(_ value: some Encodable) {}  // expected-note {{where 'some Encodable' = 'Blinded<Int>'}}

func compare(_ box: Blinded<Int>) {
  needsEquality(box)  // expected-error {{requires that 'Blinded<Int>' conform to 'Equatable'}}
  needsOrder(box)  // expected-error {{requires that 'Blinded<Int>' conform to 'Comparable'}}
  needsHash(box)  // expected-error {{requires that 'Blinded<Int>' conform to 'Hashable'}}
  needsEncoding(box)  // expected-error {{requires that 'Blinded<Int>' conform to 'Encodable'}}
}
