import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { XmlElement } from 'libxml2-wasm';
import { getResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { withXml } from '../../core/index.ts';
import { DmpDirectory, type DmpPatient, dmpHandlers, dmpStatuses } from './index.ts';

const samples = resolve(import.meta.dirname, '../../../shared/data/dmp');
const present = existsSync(samples);
const base = 'https://dmp.test/si-dmp-server/v2/services';
const at = Date.parse('2025-03-10T09:14:01.000Z');
const read = (file: string): string => readFileSync(join(samples, file), 'utf8');

let directory: DmpDirectory;
let handlers: ReturnType<typeof dmpHandlers>;

beforeEach(() => {
  const environment = {
    clock: { now: () => at },
    random: { bytes: (length: number) => crypto.getRandomValues(Buffer.alloc(length)) },
  };
  directory = new DmpDirectory(environment);
  handlers = dmpHandlers({ directory, environment, signatures: false });
  directory.declare(patient);
});

// The identity is that of the samples, and stays in them.
const [, ins = ''] = present ? (/extension="(\d{15})"/.exec(read('td02-request.xml')) ?? []) : [];
const matricule = ins.slice(0, 13);
const patient: DmpPatient = {
  matricule,
  cle: ins.slice(13),
  oid: '1.2.250.1.213.1.4.10',
  nomNaissance: 'TESTPATIENTE',
  prenom: 'CAMILLE',
  sexe: 'F',
  dateNaissance: '1985-04-12',
  etat: 'actif',
  autorisation: 'VALIDE',
};

async function send(path: string, xml: string | Buffer, type = 'application/soap+xml; charset=utf-8'): Promise<string> {
  const request = new Request(`${base}/${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(Buffer.from(xml)),
  });
  return (await getResponse(handlers, request))!.text();
}

const vihf = (encoding: BufferEncoding): string =>
  readFileSync(join(samples, 'vihf-directe-unsigned.xml'), encoding).replace(/<\?xml.*?\?>/, '');
const withVihf = (xml: string, encoding: BufferEncoding = 'utf8'): string =>
  xml.replace('<!-- saml2:Assertion (VIHF) here -->', vihf(encoding));

// All the samples are of one lot, and of one entryUUID that the registry did not give.
const ofAnotherLot = (xml: string, entry = ''): string =>
  xml
    .replaceAll('2.25.500000000000000000000000000000001', '2.25.500000000000000000000000000000002')
    .replaceAll('urn:uuid:7953af1a-ba1c-11eb-816f-000000000001', entry);

// What a namespace-aware reader sees, times, ids and message ids apart.
function contentOf(xml: string): string[] {
  return withXml(Buffer.from(xml), (document) =>
    document.find('//*').map((node) => {
      const element = node as XmlElement;
      const text = element.find('text()').map((part) => part.content.trim());
      const attributes = element.attrs.map(({ name, content }) => `${name}=${content}`).sort();
      return [`{${element.namespaceUri}}${element.name}`, ...attributes, ...text]
        .join(' ')
        .replace(/\b(urn:uuid:)?[0-9a-f]{8}-[0-9a-f-]{27}|\b(cla|ei)\d+/g, 'UUID');
    }),
  );
}

describe.skipIf(!present)('samples rebuilt from the facts (skipped: ../shared is absent)', () => {
  it.each([
    ['td02-response-active-authorised.xml', {}],
    ['td02-response-active-not-authorised.xml', { autorisation: 'NON_EXISTE' }],
    ['td02-response-not-found-INFERRED.xml', { etat: 'inexistant' }],
  ] as const)('answers TD0.2 as %s', async (file, state) => {
    directory.declare({ ...patient, ...state });
    expect(contentOf(await send('patients', withVihf(read('td02-request.xml'))))).toEqual(contentOf(read(file)));
  });

  it('answers td13a-request.xml with the administrative data', async () => {
    const answer = await send('patients', withVihf(read('td13a-request.xml')));
    expect([/<reasonCode code="(\w+)"/.exec(answer)?.[1], /queryResponseCode code="(\w+)"/.exec(answer)?.[1]]).toEqual([
      'CNSLT_DATA',
      'OK',
    ]);
  });

  it('answers TD0.3 as the sample', async () => {
    directory.declare({ ...patient, autorisation: 'EXPIRE' });
    expect(contentOf(await send('habilitations', withVihf(read('td03-request.xml'))))).toEqual(
      contentOf(read('td03-response.xml')),
    );
  });

  describe('a document deposited as TD2.1', () => {
    let deposited: string;

    /** Sends the sample of TD2.1, changed. */
    function resent(change: (mime: string) => string, entry?: string): Promise<string> {
      const sample = change(readFileSync(join(samples, 'td21-iti41-request.mime'), 'latin1'));
      const mime = withVihf(entry === undefined ? sample : ofAnotherLot(sample, entry), 'latin1');
      const type =
        'multipart/related; type="application/xop+xml"; start="<root@lps.test>"; start-info="application/soap+xml"';
      const boundary = /^--(\S+)/m.exec(mime)?.[1];
      return send('repository', Buffer.from(mime, 'latin1'), `${type}; boundary="${boundary}"`);
    }

    beforeEach(async () => {
      deposited = await resent((mime) => mime);
    });

    it('is taken as the sample says', () => {
      expect(contentOf(deposited)).toEqual(contentOf(read('td21-response-success.xml')));
    });

    it('is found by TD3.1 as the sample says, hash and size included', async () => {
      const found = await send('registry', withVihf(read('td31-iti18-finddocuments-request.xml')));
      expect(contentOf(found)).toEqual(contentOf(read('td31-iti18-finddocuments-response.xml')));
    });

    it('is given by TD3.2 with the bytes of the sample', async () => {
      const given = await send('repository', withVihf(read('td32-iti43-request.xml')));
      const document = /<ClinicalDocument.*<\/ClinicalDocument>\n/s;
      expect(document.exec(given)?.[0]).toBe(document.exec(read('td32-iti43-response.mime'))?.[0]);
    });

    it.each([
      ['td33c-delete-request.xml', dmpStatuses.deleted],
      ['td33d-archive-request.xml', dmpStatuses.archived],
    ])('changes its status by %s', async (file, status) => {
      const [before] = directory.documents(matricule);
      const answer = await send('registry', ofAnotherLot(withVihf(read(file)), before?.entryUuid));
      expect(contentOf(answer)).toEqual(contentOf(read('td33-response-success.xml')));
      expect(directory.documents(matricule).map(({ statut }) => statut)).toEqual([status]);
    });

    it('is taken back from the archives by td33d-unarchive-request.xml', async () => {
      const [before] = directory.documents(matricule);
      await send('registry', ofAnotherLot(withVihf(read('td33d-archive-request.xml')), before?.entryUuid));
      const back = ofAnotherLot(withVihf(read('td33d-unarchive-request.xml')), before?.entryUuid);
      await send(
        'registry',
        back.replaceAll('2.25.500000000000000000000000000000002', '2.25.500000000000000000000000000000003'),
      );
      expect(directory.documents(matricule).map(({ statut }) => statut)).toEqual([dmpStatuses.approved]);
    });

    it('is replaced by the lot of td21-rplc-submitobjects.xml', async () => {
      const [before] = directory.documents(matricule);
      const lot = Buffer.from(read('td21-rplc-submitobjects.xml').replace(/<\?xml.*?\?>/, '')).toString('latin1');
      // The sample is of metadata alone: the document is the first one, under another uniqueId and in its next version.
      const next = (mime: string): string =>
        mime
          .replace(/<lcm:SubmitObjectsRequest.*<\/lcm:SubmitObjectsRequest>/s, lot)
          .replaceAll(before?.uniqueId ?? '', `${before?.uniqueId}.2`)
          .replace('versionNumber value="1"', 'versionNumber value="2"');
      const answer = await resent(next, before?.entryUuid);
      const states = directory.documents(matricule).map(({ statut }) => statut);
      expect([answer.includes('ResponseStatusType:Success'), states]).toEqual([
        true,
        [dmpStatuses.deprecated, dmpStatuses.approved],
      ]);
    });

    it('is refused as td21-response-failure.xml says when its patient is not that of its lot', async () => {
      const answer = await resent((mime) => mime.replace(/(58a6f841[^>]* value=")\d{4}/, '$11111'));
      const told = /status="[^"]+"|errorCode="[^"]+"|location="[^"]+"|highestSeverity="[^"]+"/g;
      const [expected, found] = [read('td21-response-failure.xml'), answer].map((xml) => new Set(xml.match(told)));
      expect([...(found ?? [])]).toEqual(expect.arrayContaining([...(expected ?? [])]));
    });

    it('is masked by td33a-mask-request.xml in a new version of its metadata', async () => {
      const [before] = directory.documents(matricule);
      await send('registry', ofAnotherLot(withVihf(read('td33a-mask-request.xml')), before?.entryUuid));
      const after = directory
        .documents(matricule)
        .map(({ version, statut, confidentialites }) => [version, statut, confidentialites]);
      expect(after).toEqual([
        [1, dmpStatuses.deprecated, ['N']],
        [2, dmpStatuses.approved, ['N', 'MASQUE_PS']],
      ]);
    });
  });
});
