import { newOid } from '../documents/identifiers.ts';
import { type Submission, submitObjects, uniqueId } from '../documents/metadata.ts';
import type { Source } from '../documents/subject.ts';
import type { ClientIdentity } from '../services.ts';
import type { Xml } from '../xml.ts';
import { signLot } from './lot-signature.ts';

/** A lot that is ready to be sent: its metadata, its document and its signature. */
export interface SignedSubmission {
  metadata: Xml;
  /** By the id of what describes each in the metadata. */
  documents: ReadonlyArray<{ id: string; bytes: Buffer }>;
}

/** Writes and signs the lot of one document (facts, DMP §5.7: the signature of the lot is mandatory). */
export function signedLot(
  source: Source,
  bytes: Buffer,
  { submission, seal }: { submission: Submission; seal: ClientIdentity },
): SignedSubmission {
  const { planted } = source;
  const document = { id: submission.entry, bytes };
  if (planted.has('dmp-lot-non-signe')) {
    return { metadata: submitObjects(source, bytes, submission), documents: [document] };
  }
  const signed = { lot: newOid(), document: uniqueId(source), signature: { id: 'Signature01', uniqueId: newOid() } };
  const content = planted.has('dmp-lot-signe-autre-document') ? Buffer.from('<autre/>') : bytes;
  const signature = signLot(
    { lot: signed.lot, documents: [{ uniqueId: signed.document, bytes: content }], at: submission.at },
    seal,
  );
  return {
    metadata: submitObjects(source, bytes, { ...submission, signed }),
    documents: [document, { id: signed.signature.id, bytes: signature }],
  };
}
