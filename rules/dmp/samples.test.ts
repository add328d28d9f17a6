import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../core/index.ts';
import { attributs } from '../vihf/attributs.rule.ts';
import { auteur } from '../vihf/auteur.rule.ts';
import { patient as vihfPatient } from '../vihf/patient.rule.ts';
import { associations } from '../xds/associations.rule.ts';
import { codes } from '../xds/codes.rule.ts';
import { coherenceCda } from '../xds/coherence-cda.rule.ts';
import { coherenceVihf } from '../xds/coherence-vihf.rule.ts';
import { confidentialite } from '../xds/confidentialite.rule.ts';
import { empreinte } from '../xds/empreinte.rule.ts';
import { fiche } from '../xds/fiche.rule.ts';
import { lot } from '../xds/lot.rule.ts';
import { patient as xdsPatient } from '../xds/patient.rule.ts';
import { consultation } from './consultation.rule.ts';
import { enveloppe } from './enveloppe.rule.ts';
import { mtom } from './mtom.rule.ts';
import { patient } from './patient.rule.ts';
import { reponse } from './reponse.rule.ts';
import { suppression } from './suppression.rule.ts';
import { type DmpExchange, dmpEchanges } from './testing.ts';

const samples = resolve(import.meta.dirname, '../../../shared/data/dmp');
const ins = { matricule: '285047505612322', oid: '1.2.250.1.213.1.4.10' };
const blocking = (findings: Finding[]): Finding[] => findings.filter(({ severity }) => severity === 'bloquant');

function read(name: string): Buffer {
  return readFileSync(join(samples, name));
}

// The samples have a comment where the assertion goes.
function withVihf(name: string, vihf = 'vihf-directe-unsigned.xml'): string {
  const assertion = read(vihf)
    .toString()
    .replace(/<\?xml.*?\?>\s*/, '');
  return read(name).toString().replace('<!-- saml2:Assertion (VIHF) here -->', assertion);
}

describe.skipIf(!existsSync(samples))('messages rebuilt from the facts (skipped: ../shared is absent)', () => {
  const mime = 'td21-iti41-request.mime';
  const boundary = '----=_Part_1_own';
  const deposit = (): DmpExchange => ({
    body: withVihf(mime),
    path: 'repository',
    contentType: `multipart/related; type="application/xop+xml"; start="<root@lps.test>"; start-info="application/soap+xml"; boundary="${boundary}"`,
  });
  const plain = (name: string, path: string, response?: string): DmpExchange => ({
    body: withVihf(name),
    path,
    contentType: 'application/soap+xml; charset=utf-8',
    ...(response === undefined ? {} : { response: read(response) }),
  });

  it.each([
    ['td02-request.xml', 'patients'],
    ['td03-request.xml', 'habilitations'],
    ['td13a-request.xml', 'patients'],
    ['td31-iti18-finddocuments-request.xml', 'registry'],
    ['td32-iti43-request.xml', 'repository'],
    ['td33a-mask-request.xml', 'registry'],
    ['td33c-delete-request.xml', 'registry'],
    ['td33d-archive-request.xml', 'registry'],
  ])('%s has its envelope, its patient and its VIHF', (name, path) => {
    const inputs = dmpEchanges(plain(name, path));
    const findings = [
      ...enveloppe.check(inputs, {}),
      ...patient.check(inputs, ins),
      ...vihfPatient.check(inputs, ins),
      ...auteur.check(inputs, { auteur: '899900012345' }),
      ...attributs.check(inputs, { mode: 'DIRECTE' }),
    ];
    expect(blocking(findings)).toEqual([]);
  });

  it('the indirect and the bris de glace VIHF are right too', () => {
    const check = (vihf: string, parameters: Parameters<typeof attributs.check>[1]): Finding[] =>
      attributs.check(
        dmpEchanges({ ...plain('td02-request.xml', 'patients'), body: withVihf('td02-request.xml', vihf) }),
        parameters,
      );
    expect(check('vihf-indirecte-unsigned.xml', { mode: 'INDIRECTE' })).toEqual([]);
    // It gives no reason, whose attribute has no published name.
    expect(blocking(check('vihf-bris-de-glace-unsigned.xml', { acces: 'bris_de_glace' }))).toEqual([]);
  });

  it('the deposit passes every rule', async () => {
    const inputs = dmpEchanges(deposit());
    const findings = [
      ...enveloppe.check(inputs, {}),
      ...patient.check(inputs, ins),
      ...(await mtom.check(inputs, {})),
      ...(await lot.check(inputs, {})),
      ...(await fiche.check(inputs, {})),
      ...(await codes.check(inputs, { type: '11490-0' })),
      ...(await confidentialite.check(inputs, { visibilite: [] })),
      ...(await xdsPatient.check(inputs, ins)),
      ...(await empreinte.check(inputs, {})),
      ...(await coherenceCda.check(inputs, {})),
      ...(await coherenceVihf.check(inputs, {})),
      ...(await associations.check(inputs, {})),
    ];
    expect(findings).toEqual([]);
  });

  it('the archive passes every rule of its metadata', async () => {
    const inputs = { document: read('IHE_XDM.ZIP') };
    const findings = [
      ...(await lot.check(inputs, {})),
      ...(await fiche.check(inputs, {})),
      ...(await codes.check(inputs, {})),
      ...(await confidentialite.check(inputs, { visibilite: [] })),
      ...(await xdsPatient.check(inputs, ins)),
      ...(await empreinte.check(inputs, {})),
      ...(await coherenceCda.check(inputs, {})),
      ...(await associations.check(inputs, {})),
    ];
    expect(findings).toEqual([]);
  });

  it.each([
    ['td02-request.xml', 'td02-response-active-authorised.xml', []],
    ['td02-request.xml', 'td02-response-not-found-INFERRED.xml', ['refus']],
    ['td03-request.xml', 'td03-response.xml', []],
    ['td31-iti18-finddocuments-request.xml', 'td31-iti18-finddocuments-response.xml', []],
    ['td32-iti43-request.xml', 'td32-iti43-response.mime', []],
    ['td33c-delete-request.xml', 'td33-response-success.xml', []],
    ['td33c-delete-request.xml', 'td21-response-failure.xml', ['refus']],
    ['td02-request.xml', 'fault-invalid-certificate.xml', ['refus']],
  ])('%s answered by %s', (request, response, expected) => {
    const findings = reponse.check(dmpEchanges(plain(request, 'patients', response)), {});
    expect(findings.map(({ code }) => code)).toEqual(expected);
  });

  it('the search, the retrieval, then the deletion of the document found', async () => {
    const inputs = dmpEchanges(
      plain('td31-iti18-finddocuments-request.xml', 'registry', 'td31-iti18-finddocuments-response.xml'),
      plain('td32-iti43-request.xml', 'repository', 'td32-iti43-response.mime'),
      plain('td33c-delete-request.xml', 'registry', 'td33-response-success.xml'),
    );
    expect(consultation.check(inputs, { uniqueId: '2.25.123456789012345678901234567890123' })).toEqual([]);
    expect(await suppression.check(inputs, { uniqueId: '2.25.123456789012345678901234567890123' })).toEqual([]);
  });
});
