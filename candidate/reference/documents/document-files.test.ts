import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { type DefectId, DefectSet } from '../defects.ts';
import type { Act } from '../journals.ts';
import { Journals } from '../journals.ts';
import { readXml, type XmlNode } from '../mail/xml-node.ts';
import { type Patient, users } from '../model.ts';
import { Settings } from '../settings.ts';
import { Store } from '../store.ts';
import type { MedicalDocument } from './document.ts';
import { DocumentFiles } from './document-files.ts';
import { DocumentService } from './document-service.ts';
import { organisationOf } from './organisation.ts';

// A published test person (facts, INSi §1.10).
const adrtrois: Omit<Patient, 'id'> = {
  traits: {
    nomNaissance: 'ADRTROIS',
    prenom: 'DOMINIQUE',
    prenoms: 'DOMINIQUE',
    sexe: 'F',
    dateNaissance: '1997-02-26',
    lieuNaissance: '2A020',
    nomUtilise: null,
    prenomUtilise: null,
    telephone: null,
  },
  statut: 'QUAL',
  attributs: [],
  matricule: '297022A02077878',
  oid: '1.2.250.1.213.1.4.8',
  justificatif: 'CN',
  historiqueIns: [],
};

function practice(...planted: DefectId[]) {
  const defects = new DefectSet(planted);
  const store = new Store();
  const documents = new DocumentService(new Journals(store, defects), defects);
  const settings = new Settings();
  const files = new DocumentFiles({ documents, organisation: organisationOf({}), settings, planted: defects });
  const [user] = users;
  if (user === undefined) throw new Error('no user');
  const act = (statut: Patient['statut'] = 'QUAL'): Act => ({
    patient: store.add((id) => ({ ...adrtrois, id, statut })),
    user,
  });
  return { documents, files, act };
}

async function validated(documents: DocumentService, act: Act): Promise<MedicalDocument> {
  const { document } = documents.create(act, { type: 'courrier', titre: 'Avis', texte: 'Merci de votre avis.' });
  if (document === null) throw new Error('no document');
  await documents.validate(act, document.id);
  return document;
}

async function nextVersion(documents: DocumentService, act: Act, former: MedicalDocument): Promise<MedicalDocument> {
  const { document } = documents.replace(act, former.id, { texte: 'Un autre texte.' });
  if (document === null) throw new Error('no version');
  await documents.validate(act, document.id);
  return document;
}

async function xmlOf(bytes: Buffer): Promise<XmlNode> {
  const root = await readXml(bytes);
  if (root === null) throw new Error('not XML');
  return root;
}

function ids(cda: XmlNode): string[] {
  return (cda.at('recordTarget', 'patientRole')?.children('id') ?? []).map((id) => id.attribute('extension'));
}

async function unzipped(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(archive);
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.set(entry.fileName, Buffer.concat(chunks));
  }
  return files;
}

describe('a CDA document', () => {
  it('names a qualified identity by its INS, then by its local number', async () => {
    const { documents, files, act } = practice();
    const who = act();
    const cda = await xmlOf(await files.cdaOf(await validated(documents, who), who.patient));
    expect(ids(cda)).toEqual(['297022A02077878', who.patient.id]);
  });

  it('names any other identity by its local number alone', async () => {
    const { documents, files, act } = practice();
    const who = act('RECUP');
    const cda = await xmlOf(await files.cdaOf(await validated(documents, who), who.patient));
    expect(ids(cda)).toEqual([who.patient.id]);
  });

  it('is the same bytes each time', async () => {
    const { documents, files, act } = practice();
    const who = act();
    const document = await validated(documents, who);
    expect(await files.cdaOf(document, who.patient)).toEqual(await files.cdaOf(document, who.patient));
  });

  it('holds the PDF that goes with it', async () => {
    const { documents, files, act } = practice();
    const who = act();
    const document = await validated(documents, who);
    const cda = await xmlOf(await files.cdaOf(document, who.patient));
    const body = cda.at('component', 'nonXMLBody', 'text')?.text ?? '';
    expect(Buffer.from(body, 'base64')).toEqual(await files.pdfOf(document, who.patient));
  });

  it('names the version that it replaces', async () => {
    const { documents, files, act } = practice();
    const who = act();
    const first = await validated(documents, who);
    const second = await nextVersion(documents, who, first);
    const cda = await xmlOf(await files.cdaOf(second, who.patient));
    const related = cda.at('relatedDocument');
    expect([
      related?.attribute('typeCode'),
      related?.at('parentDocument', 'id')?.attribute('root'),
      cda.at('setId')?.attribute('root'),
      cda.at('versionNumber')?.attribute('value'),
      first.etat,
    ]).toEqual(['RPLC', first.uniqueId, first.setId, '2', 'remplacé']);
  });

  const schema = join(import.meta.dirname, '../../../../shared/data/xsd/xsd-cda/CDA_extended.xsd');
  it('is valid by the schema of the CI-SIS', async (context) => {
    if (!existsSync(schema)) context.skip('../shared/data/xsd is absent');
    const { documents, files, act } = practice();
    const who = act();
    const document = await nextVersion(documents, who, await validated(documents, who));
    const folder = await mkdtemp(join(tmpdir(), 'probant-cda-'));
    try {
      const path = join(folder, 'cda.xml');
      await writeFile(path, await files.cdaOf(document, who.patient));
      const { stderr } = await promisify(execFile)('xmllint', ['--noout', '--schema', schema, path]).catch(
        (thrown: Error & { code?: unknown; stderr: string }) => {
          if (thrown.code === 'ENOENT') context.skip('xmllint is absent');
          return thrown;
        },
      );
      expect(stderr).toContain('cda.xml validates');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('a PDF', () => {
  it('says that it is PDF/A-1b', async () => {
    const { documents, files, act } = practice();
    const who = act();
    const pdf = await files.pdfOf(await validated(documents, who), who.patient);
    expect(pdf.toString('latin1')).toMatch(/<pdfaid:part>1<.*<pdfaid:conformance>B</s);
  });

  it('is named by date, kind, patient and file', async () => {
    const { documents, files, act } = practice();
    const who = act();
    const name = files.pdfName(await validated(documents, who), who.patient);
    expect(name).toMatch(/^\d{8}_Lettre de liaison_ADRTROIS_DOMINIQUE_1001\.pdf$/);
  });
});

describe('an archive', () => {
  it('has the tree of IHE_XDM, in 8.3 names', async () => {
    const { documents, files, act } = practice();
    const who = act();
    const archive = await files.xdmOf(await validated(documents, who), who.patient);
    expect([...(await unzipped(archive)).keys()]).toEqual([
      'README.TXT',
      'INDEX.HTM',
      'IHE_XDM/SUBSET01/METADATA.XML',
      'IHE_XDM/SUBSET01/DOC0001.XML',
    ]);
  });

  it('states hash, size and name of its document', async () => {
    const { documents, files, act } = practice();
    const who = act();
    const content = await unzipped(await files.xdmOf(await validated(documents, who), who.patient));
    const cda = content.get('IHE_XDM/SUBSET01/DOC0001.XML') ?? Buffer.alloc(0);
    const metadata = await xmlOf(content.get('IHE_XDM/SUBSET01/METADATA.XML') ?? Buffer.alloc(0));
    const slot = (name: string) => metadata.all('Slot').find((one) => one.attribute('name') === name)?.text;
    const hash = createHash('sha1').update(cda).digest('hex');
    expect([slot('hash'), slot('size'), slot('URI')]).toEqual([hash, String(cda.length), 'DOC0001.XML']);
  });
});

describe('a draft', () => {
  it('is signed by the physician alone', async () => {
    const { documents, act } = practice();
    const who = act();
    const { document } = documents.create(who, { type: 'courrier', titre: 'Avis', texte: 'Merci.' });
    const secretary = users.find(({ profil }) => profil === 'sans_insi') ?? who.user;
    await documents.validate({ ...who, user: secretary }, document?.id ?? '');
    expect(document?.etat).toBe('brouillon');
  });

  it('leaves the practice in no form', async () => {
    const { documents, files, act } = practice();
    const who = act();
    const { document } = documents.create(who, { type: 'ordonnance', titre: 'Traitement', texte: 'Repos.' });
    if (document === null) throw new Error('no document');
    await expect(files.export(document, who.patient, 'pdf')).rejects.toMatchObject({ code: 'requete_invalide' });
  });

  it('is not replaced', () => {
    const { documents, act } = practice();
    const who = act();
    const { document } = documents.create(who, { type: 'ordonnance', titre: 'Traitement', texte: 'Repos.' });
    expect(documents.replace(who, document?.id ?? '', { texte: 'Autre' }).document).toBeNull();
  });
});

describe('a validated document', () => {
  it('has no new version without a new text', async () => {
    const { documents, act } = practice();
    const who = act();
    const document = await validated(documents, who);
    expect(documents.replace(who, document.id, { texte: document.texte }).document).toBeNull();
  });

  it('is told to those who asked', async () => {
    const { documents, act } = practice();
    const who = act();
    documents.onValidated((_, document) => [`Envoyé : ${document.titre}`]);
    const { document } = documents.create(who, { type: 'courrier', titre: 'Avis', texte: 'Merci.' });
    expect(await documents.validate(who, document?.id ?? '')).toEqual(['Document validé.', 'Envoyé : Avis']);
  });
});
