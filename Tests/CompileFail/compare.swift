import BlindAnalysis

// What is blinded cannot be compared, ordered, hashed or encoded.
func compare(_ first: Blinded<Int>, _ second: Blinded<Int>) {
  _ = first == second  // expected-error {{binary operator '==' cannot be applied to two 'Blinded<Int>' operands}}
  _ = first < second  // expected-error {{binary operator '<' cannot be applied to two 'Blinded<Int>' operands}}
}

func needsHash(_ value: some Hashable) {}
func needsEncoding(_ value: some Encodable) {}

func hash(_ box: Blinded<Int>) {
  needsHash(box)  // expected-error {{global function 'needsHash' requires that 'Blinded<Int>' conform to 'Hashable'}}
  needsEncoding(box)  // expected-error {{global function 'needsEncoding' requires that 'Blinded<Int>' conform to 'Encodable'}}
}
