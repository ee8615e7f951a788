// swift-format-ignore-file
import BlindAnalysis
import EventData
import Inference

// Estimators cannot name the raw reader, and no limit is observed without an opened box.
func readRaw(_ rows: ClassifiedRows) {}  // expected-error {{cannot find type 'ClassifiedRows' in scope}}

func batch(_ rows: RawBatch) {}  // expected-error {{cannot find type 'RawBatch' in scope}}

func limit(_ experiment: CountingExperiment, _ box: Blinded<BoxContent>) throws {
  _ = try experiment.observedLimit(box)  // expected-error {{cannot convert value of type 'Blinded<BoxContent>' to expected argument type 'Observed<BoxContent>'}}
  _ = try experiment.observedLimit(3)  // expected-error {{cannot convert value of type 'Int' to expected argument type 'Observed<BoxContent>'}}
}

func events() {
  _ = OpenEvents(region: "signal box", values: [1])  // expected-error {{'OpenEvents' initializer is inaccessible due to 'package' protection level}}
}
