import { createHash } from 'node:crypto';
import { rightCda } from '../../rules/examples/pieces.ts';
import { hasMember, rightEntry, rightSet, slot, submitObjects } from '../../rules/examples/xds.ts';
import { fc } from './judgement.ts';
import { anyForm, inForm, type XmlForm } from './xml-form.ts';
import { anyZipForm, type ZipForm, zipInForm } from './zip-form.ts';

/** Ways to write the same IHE XDM archive. */
export interface ArchiveForm {
  zip: ZipForm;
  cda: XmlForm;
  metadata: XmlForm;
}

/** Any form. */
export const anyArchive: fc.Arbitrary<ArchiveForm> = fc.record({
  zip: anyZipForm,
  cda: anyForm(),
  metadata: anyForm(),
});

/** The right archive of the examples, in a form. */
export function archiveInForm({ zip, cda, metadata }: ArchiveForm): Buffer {
  const document = inForm(rightCda, cda);
  const index =
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><a href="README.TXT">lisez-moi</a> <a href="IHE_XDM/SUBSET01/DOC0001.XML">document</a></body></html>';
  const files = {
    'README.TXT': Buffer.from('Émis par le cabinet TEST'),
    'INDEX.HTM': Buffer.from(index),
    'IHE_XDM/SUBSET01/METADATA.XML': inForm(metadataOf(document), metadata),
    'IHE_XDM/SUBSET01/DOC0001.XML': document,
  };
  return zipInForm(
    Object.entries(files).map(([name, bytes]) => ({ name, bytes })),
    zip,
  );
}

/** The metadata of those very bytes: another form has another size and hash. */
export function metadataOf(document: Buffer): string {
  const more =
    slot('URI', 'DOC0001.XML') +
    slot('hash', createHash('sha1').update(document).digest('hex')) +
    slot('size', String(document.length));
  return submitObjects(rightSet() + rightEntry().replace(/^<[^>]*>/, `$&${more}`) + hasMember);
}
