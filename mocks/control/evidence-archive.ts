import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { type BlobRef, canonicalJson, type EvidenceStore, type Exchange, type Json } from '../../core/index.ts';

const readMe = `Échanges gardés par le banc Probant.

echanges.ndjson : un échange par ligne (JSON), dans l’ordre ; « n » est son rang.
octets/<empreinte> : les octets que ces lignes nomment par leur SHA-256.

Vérifier :  cd octets && for f in *; do echo "$f  $f"; done | sha256sum -c

Ces échanges ont eu lieu avec des services simulés : c’est une répétition.
`;

/**
 * A ZIP of exchanges and of the bytes that they name, written as it is read.
 *
 * @returns its bytes; the stream fails when a blob can't be read
 */
export function evidenceArchive(
  store: EvidenceStore,
  { exchanges, at }: { exchanges: readonly Exchange[]; at: Date },
): Readable {
  const zip = new ZipFile();
  const lines = exchanges.map((exchange) => `${canonicalJson(exchange as unknown as Json)}\n`);
  zip.addBuffer(Buffer.from(readMe), 'LISEZMOI.txt', { mtime: at });
  zip.addBuffer(Buffer.from(lines.join('')), 'echanges.ndjson', { mtime: at });
  for (const digest of new Set(exchanges.flatMap(blobsOf))) {
    zip.addReadStreamLazy(`octets/${digest}`, { mtime: at }, (give) => {
      store.get(digest).then(
        (bytes) => give(null, Readable.from([bytes])),
        (thrown: unknown) => give(thrown instanceof Error ? thrown : new Error(String(thrown))),
      );
    });
  }
  zip.end();
  return zip.outputStream;
}

function blobsOf({ request, response, tls }: Exchange): string[] {
  const refs: Array<BlobRef | undefined> = [
    request?.raw,
    request?.body,
    response?.raw,
    response?.body,
    tls?.peer?.certificate,
    tls?.clientHello?.raw,
  ];
  return refs.flatMap((ref) => (ref === undefined ? [] : [ref.sha256]));
}
