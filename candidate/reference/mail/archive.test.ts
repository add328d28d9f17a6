import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readArchive } from './archive.ts';

const ins = '279035121518989';
const oid = '1.2.250.1.213.1.4.10';

function cda(matricule = ins): Buffer {
  return Buffer.from(
    `<ClinicalDocument xmlns="urn:hl7-org:v3"><id root="2.25.1"/><title>Lettre</title><recordTarget><patientRole><id root="${oid}" extension="${matricule}"/></patientRole></recordTarget></ClinicalDocument>`,
  );
}

function metadata(document: Buffer, uri = 'DOC0001.XML'): Buffer {
  const slot = (name: string, value: string): string =>
    `<rim:Slot name="${name}"><rim:ValueList><rim:Value>${value}</rim:Value></rim:ValueList></rim:Slot>`;
  const hash = createHash('sha1').update(document).digest('hex');
  const slots = slot('URI', uri) + slot('hash', hash) + slot('size', String(document.length));
  const patient = `<rim:ExternalIdentifier identificationScheme="urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427" value="${ins}^^^&amp;${oid}&amp;ISO^NH"/>`;
  return Buffer.from(
    `<lcm:SubmitObjectsRequest xmlns:lcm="urn:l" xmlns:rim="urn:r"><rim:RegistryObjectList><rim:ExtrinsicObject>${slots}${patient}</rim:ExtrinsicObject></rim:RegistryObjectList></lcm:SubmitObjectsRequest>`,
  );
}

async function zip(files: Record<string, Buffer>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(files)) archive.addBuffer(content, name);
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function subset(files: Record<string, Buffer>): Promise<Buffer> {
  return zip(Object.fromEntries(Object.entries(files).map(([name, content]) => [`IHE_XDM/SUBSET01/${name}`, content])));
}

describe('an archive that came by mail', () => {
  it('gives its documents, with the patient of the metadata', async () => {
    const document = cda();
    const { documents } = await readArchive(
      await subset({ 'METADATA.XML': metadata(document), 'DOC0001.XML': document }),
    );
    expect(documents.map(({ entry, doubts }) => [entry.patientId, entry.patientOid, doubts])).toEqual([[ins, oid, []]]);
  });

  it('gives the style sheet joined to it', async () => {
    const document = cda();
    const files = { 'METADATA.XML': metadata(document), 'DOC0001.XML': document, 'BIO.XSL': Buffer.from('<x/>') };
    expect((await readArchive(await subset(files))).styleSheet?.name).toBe('BIO.XSL');
  });

  it('doubts a document that was changed', async () => {
    const files = { 'METADATA.XML': metadata(cda()), 'DOC0001.XML': Buffer.concat([cda(), Buffer.from(' ')]) };
    const { documents } = await readArchive(await subset(files));
    expect(documents[0]?.doubts).toContain('Empreinte différente de celle qui est annoncée');
  });

  it('doubts a document that is about someone else than the metadata', async () => {
    const document = cda('185057800608436');
    const { documents } = await readArchive(
      await subset({ 'METADATA.XML': metadata(document), 'DOC0001.XML': document }),
    );
    expect(documents[0]?.doubts).toEqual(['Le patient des métadonnées n’est pas celui du document']);
  });

  it.each([
    ['is no zip', async () => Buffer.from('PK pas une archive'), /^Archive refusée/],
    ['holds no metadata', () => zip({ 'README.TXT': Buffer.from('x') }), /METADATA\.XML/],
    ['lacks a document that it announces', () => subset({ 'METADATA.XML': metadata(cda()) }), /DOC0001\.XML.*manque/],
    [
      'holds something else than a CDA',
      () => subset({ 'METADATA.XML': metadata(cda()), 'DOC0001.XML': Buffer.from('<html/>') }),
      /pas un CDA/,
    ],
    ['holds metadata that are no ebRIM', () => subset({ 'METADATA.XML': Buffer.from('<a>') }), /illisible/],
    ['is a bomb', () => zip({ 'ZERO.BIN': Buffer.alloc(31 * 1024 * 1024) }), /30 Mo/],
    [
      'has names that climb out of it',
      async () => {
        const bytes = await zip({ 'aa/AA.TXT': Buffer.from('x') });
        return Buffer.from(bytes.toString('latin1').replaceAll('aa/AA.TXT', '../AA.TXT'), 'latin1');
      },
      /^Archive refusée/,
    ],
  ])('is refused with a reason when it %s', async (_case, make, reason) => {
    const { documents, refusal } = await readArchive(await make());
    expect([documents, refusal]).toEqual([[], expect.stringMatching(reason)]);
  });
});
