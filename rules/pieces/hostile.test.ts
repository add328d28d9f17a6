import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/index.ts';
import { allRules } from '../index.ts';
import type { RuleInputs } from '../rule.ts';
import { entityBomb } from '../testing.ts';
import {
  archiveFile,
  deposit,
  documentMail,
  mails,
  patient,
  pdfFile,
  plainMail,
  replaced,
  rightCda,
  wire,
} from './testing.ts';

/** Parameters of the rules that have some without a default. */
const parameters: Readonly<Record<string, Json>> = {
  'cda.biologie': { etat: 'completed', resultats: [{ code: '14749-6', valeur: '5.1', unite: 'mmol/L' }] },
  'cda.demandeur': { nom: 'CONFRERE', adresse: 'confrere@test.mssante.fr' },
  'cda.destinataires': { destinataires: [] },
  'cda.mentions': { textes: ['Accréditation'] },
  'cda.sous-traites': { examens: [{ code: '14749-6', laboratoire: 'AUTRE' }] },
  'cda.type': { type: '34133-9' },
  'cda.patient': {
    qualifiee: true,
    matricule: patient.matricule,
    oid: patient.oid,
    nomNaissance: 'PAT-TROIS',
    prenom: 'DOMINIQUE',
    prenoms: 'DOMINIQUE ROSE',
    sexe: 'F',
    dateNaissance: '1979-03-28',
    lieuNaissance: '51215',
  },
  'pdf.texte': { textes: ['Mention'] },
  'mss.adresse-usager': { matricule: patient.matricule },
  'mss.authentification': { mecanisme: 'XOAUTH2' },
  'mss.texte': { textes: ['Bonjour'] },
  'mss.destinataires': { destinataires: ['confrere@test.mssante.fr'] },
  'mss.expediteur': { bal: 'PER' },
  'mss.objet': { nom: 'PAT-TROIS', prenom: 'DOMINIQUE' },
  'mss.reponse': { messageId: '<a@b>' },
  'mss.x-mss-mes': { fin: false },
};

/** Rules that count exchanges, or look at connections, whatever mails hold. */
const aside = new Set([
  'mss.nombre-envois',
  'mss.aucun-envoi',
  'mss.starttls',
  'mss.autoconfiguration',
  'mss.crl-gardee',
]);
const judging = allRules().filter(({ id }) => /^(?:mss|xdm|cda|pdf)\./.test(id) && !aside.has(id));
const reading = judging.filter(({ id }) => /^(?:xdm|cda|pdf\.pdfa)/.test(id));

async function codes(inputs: RuleInputs, rules = judging): Promise<Array<[string, string[]]>> {
  return Promise.all(
    rules.map(async ({ id, check }) => {
      const findings = await check(inputs, parameters[id] ?? {});
      return [id, findings.filter(({ severity }) => severity === 'bloquant').map(({ code }) => code)] as [
        string,
        string[],
      ];
    }),
  );
}

const passing = (found: Array<[string, string[]]>): string[] =>
  found.filter(([, list]) => list.length === 0).map(([id]) => id);

const opened = (i: number): string => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`;

describe('a mail made to exhaust the bench: every rule tells it, none fails', () => {
  it.each([
    ['nested without end', Array.from({ length: 20_000 }, (_, i) => opened(i)).join('')],
    ['of a hundred thousand parts', `${opened(0)}${'\r\n--b0\r\n'.repeat(100_000)}`],
    ['of giant headers', `Subject: ${'a'.repeat(5_000_000)}\r\n\r\n`],
    ['of a million headers', 'A: b\r\n'.repeat(1_000_000)],
  ])('%s', async (_, body) => {
    expect(passing(await codes(mails(body)))).toEqual([]);
  });
});

describe('what a mail holds is told by the rules that read it', () => {
  const attached = async (bytes: Buffer): Promise<RuleInputs> =>
    mails(await documentMail([{ name: 'IHE_XDM.ZIP', type: 'application/zip', bytes }, pdfFile()]));

  it('a ZIP bomb', async () => {
    const { bytes } = await archiveFile({ 'IHE_XDM/SUBSET01/DOC0001.XML': Buffer.alloc(100 * 1024 ** 2) });
    expect(passing(await codes(await attached(bytes), reading))).toEqual([]);
  });

  it('an archive of a thousand files', async () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`F${i}.TXT`, '']));
    expect(passing(await codes(await attached((await archiveFile(many)).bytes), reading))).toEqual([]);
  });

  it.each(['../../aaa', '/etc/aaaa', 'C:\\aaaaaa', 'a\\aaaaaaa'])('an archive whose file is %s', async (name) => {
    const { bytes } = await archiveFile({ xxxxxxxxx: 'x' });
    const hostile = Buffer.from(bytes.toString('latin1').replaceAll('xxxxxxxxx', name), 'latin1');
    expect(passing(await codes(await attached(hostile), reading))).toEqual([]);
  });

  it('entities in a CDA', async () => {
    const bomb = entityBomb();
    const { bytes } = await archiveFile({ 'IHE_XDM/SUBSET01/DOC0001.XML': bomb });
    const cda = reading.filter(({ id }) => id.startsWith('cda.'));
    expect(passing(await codes(await attached(bytes), cda))).toEqual([]);
  });

  it('a CDA of wrong elements without end', async () => {
    const text = replaced(rightCda, '<telecom nullFlavor="NASK"/>', '<telecom value="tel: 1"/>'.repeat(50_000));
    const [found] = await codes(
      wire(deposit(text)),
      judging.filter(({ id }) => id === 'cda.entete'),
    );
    expect(found?.[1]).toHaveLength(20);
  });
});

describe('a message cut anywhere', () => {
  it.each([0.1, 0.3, 0.5, 0.7, 0.9, 0.99])('at %d of a mail', async (share) => {
    const body = await documentMail();
    const found = await codes(
      mails(body.slice(0, Math.floor(body.length * share))),
      judging.filter(({ id }) => id === 'mss.corps'),
    );
    expect(passing(found)).toEqual([]);
  });

  it.each([0.1, 0.3, 0.5, 0.7, 0.9])('at %d of a deposit', async (share) => {
    const { body, ...rest } = deposit(rightCda);
    const cut = wire({ ...rest, body: body.slice(0, Math.floor(body.length * share)) });
    const documents = judging.filter(({ id }) => id.startsWith('cda.'));
    expect(passing(await codes(cut, documents))).toEqual([]);
  });
});

it('binary bytes are no message', async () => {
  const noise = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256));
  await expect(codes(mails(noise))).resolves.toHaveLength(judging.length);
});

it('HTML without end is read once', async () => {
  const body = `${plainMail.replace('text/plain', 'text/html')}${'<style '.repeat(200_000)}${'<'.repeat(1_000_000)}`;
  const found = await codes(
    mails(body),
    judging.filter(({ id }) => /corps|bal-app|annule/.test(id) && id.startsWith('mss')),
  );
  expect(passing(found)).toEqual([]);
});
