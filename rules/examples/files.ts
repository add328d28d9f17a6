import { ProbantError } from '../../core/index.ts';
import { dmpEnvelope, search, vihfXml } from './dmp.ts';
import { ack, adt, mdm, unanswerable, zam } from './hl7.ts';
import { datamatrix, fiche } from './identity.ts';
import { cardRequest, insiRequest } from './insi.ts';
import { archiveFile, documentMail, pdfFile, rightCda, rightPdf } from './pieces.ts';
import { deliveryNotice, failureMail, mdnMail } from './reports.ts';
import { depositExchange, fingerprint, hasMember, rightEntry, rightSet, slot, submitObjects } from './xds.ts';

/** Files of the examples: each is right, but for a signature, which a key that nobody has would make. */
export type ExampleFile =
  | 'cda'
  | 'pdf'
  | 'archive'
  | 'courriel'
  | 'accuse'
  | 'erreur'
  | 'remise'
  | 'insi'
  | 'insi-vitale'
  | 'recherche'
  | 'depot'
  | 'vihf'
  | 'mdm'
  | 'mdm-fin'
  | 'adt'
  | 'ack'
  | 'zam'
  | 'datamatrix'
  | 'identite';

/** One fragment of a file in place of another. */
export interface FileChange {
  /** Path in the archive of the file that holds the fragment; absent where the file itself does. */
  inside?: string | undefined;
  right: string;
  wrong: string;
}

const folder = 'IHE_XDM/SUBSET01';

const inArchive: Record<string, string> = {
  [`${folder}/DOC0001.XML`]: rightCda,
  [`${folder}/METADATA.XML`]: metadata(),
};

/** What describes the document of the archive: an entry of the DMP, and what an archive has more. */
function metadata(): string {
  const more = slot('URI', 'DOC0001.XML') + fingerprint(rightCda);
  return submitObjects(rightSet() + rightEntry().replace(/^<[^>]*>/, `$&${more}`) + hasMember);
}

/** The bytes of the right file, or of the one that a change makes wrong. */
export async function exampleFile(file: ExampleFile, change?: FileChange): Promise<Buffer> {
  const inside =
    change?.inside === undefined ? {} : { [change.inside]: changed(inArchive[change.inside] ?? '', change) };
  const bytes = await rightFile(file, inside);
  return change === undefined || change.inside !== undefined
    ? bytes
    : Buffer.from(changed(bytes.toString('latin1'), asBytes(change)), 'latin1');
}

async function rightFile(file: ExampleFile, inside: Record<string, string>): Promise<Buffer> {
  switch (file) {
    case 'cda':
      return Buffer.from(rightCda);
    case 'pdf':
      return rightPdf;
    case 'archive':
      return (await archiveFile({ ...inArchive, ...inside })).bytes;
    case 'courriel':
      return Buffer.from(await documentMail([await archiveFile({ ...inArchive, ...inside }), pdfFile()]));
    case 'accuse':
      return Buffer.from(mdnMail());
    case 'erreur':
      return Buffer.from(failureMail());
    case 'remise':
      return Buffer.from(deliveryNotice());
    case 'insi':
      return Buffer.from(insiRequest());
    case 'insi-vitale':
      return Buffer.from(cardRequest());
    case 'recherche':
      return Buffer.from(dmpEnvelope({ action: 'urn:ihe:iti:2007:RegistryStoredQuery', body: search() }));
    case 'depot':
      return httpRequest(depositExchange());
    case 'mdm':
      return Buffer.from(mdm());
    case 'mdm-fin':
      return Buffer.from(unanswerable());
    case 'adt':
      return Buffer.from(adt());
    case 'ack':
      return Buffer.from(ack());
    case 'zam':
      return Buffer.from(zam());
    case 'datamatrix':
      return Buffer.from(datamatrix);
    case 'identite':
      return Buffer.from(fiche);
    case 'vihf':
      return Buffer.from(vihfXml());
  }
}

function httpRequest({ body = '', path = '', contentType = '' }: ReturnType<typeof depositExchange>): Buffer {
  const head = `POST /si-dmp-server/v2/services/${path} HTTP/1.1\r\nContent-Type: ${contentType}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

// Files are read byte by byte: a PDF is no text.
function asBytes({ right, wrong }: FileChange): FileChange {
  const bytes = (text: string): string => Buffer.from(text).toString('latin1');
  return { right: bytes(right), wrong: bytes(wrong) };
}

function changed(text: string, { right, wrong }: FileChange): string {
  if (!text.includes(right))
    throw new ProbantError('exemple_invalide', { detail: `« ${right} » n’est pas dans le fichier` });
  return text.replaceAll(right, () => wrong);
}
