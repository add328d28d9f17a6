import type { SampleSigner } from './sample-signer.ts';

export {
  type SampleAlgorithms as TestAlgorithms,
  type SampleSigner as TestSigner,
  sampleSigner as testSigner,
  signCanonical,
} from './sample-signer.ts';

/** The certificate of a signer, PEM. */
export function pemOf({ certificate }: Pick<SampleSigner, 'certificate'>): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`;
}
