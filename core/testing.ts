export {
  type SampleAlgorithms as TestAlgorithms,
  type SampleSigner as TestSigner,
  sampleSigner as testSigner,
  signCanonical,
} from './sample-signer.ts';
