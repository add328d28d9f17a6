import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { type BlobRef, canonicalJson, type EvidenceStore, type Exchange, type Json } from '../../core/index.ts';

const readMe = `Échanges gardés par le banc Probant.

echanges.ndjson : un échange par ligne (JSON), dans l’ordre ; « n » est son rang.
octets/<empreinte> : les octets que ces lignes nomment par leur SHA-256.

Vérifier :  cd octets && for f in *; do echo "$f  $f"; done | sha256sum -c

Les échanges d’une ligne qui a « relais » ont eu lieu avec la plateforme qu’elle nomme ; les autres, avec des services
simulés : c’est une répétition.
`;

/**
 * A ZIP of exchanges and of the bytes that they name, read and written as it is taken: neither a long journal nor a long
 * message is ever whole in memory.
 *
 * @returns its bytes; the stream fails when an exchange or its bytes can't be read
 */
export function evidenceArchive(
  store: EvidenceStore,
  { exchanges, at }: { exchanges: AsyncIterable<Exchange>; at: Date },
): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream;
  zip.on('error', (thrown: Error) => output.destroy(thrown));
  zip.addBuffer(Buffer.from(readMe), 'LISEZMOI.txt', { mtime: at });
  const lines = Readable.from(linesOf());
  lines.once('error', (thrown) => output.destroy(thrown));
  zip.addReadStreamLazy('echanges.ndjson', { mtime: at }, (give) => give(null, lines));
  return output;

  // The bytes are known by their names once every line has been written, and follow them.
  async function* linesOf(): AsyncGenerator<Buffer> {
    const digests = new Set<string>();
    for await (const exchange of exchanges) {
      for (const digest of blobsOf(exchange)) digests.add(digest);
      yield Buffer.from(`${canonicalJson(exchange as unknown as Json)}\n`);
    }
    for (const digest of digests) addBytes(zip, { digest, store, at });
    zip.end();
  }
}

function addBytes(zip: ZipFile, { digest, store, at }: { digest: string; store: EvidenceStore; at: Date }): void {
  zip.addReadStreamLazy(`octets/${digest}`, { mtime: at }, (give) => {
    store.get(digest).then(
      (bytes) => give(null, Readable.from([bytes])),
      (thrown: Error) => give(thrown),
    );
  });
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
