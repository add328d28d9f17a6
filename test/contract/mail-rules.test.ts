import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange, Json } from '../../core/index.ts';
import { ruleById } from '../../rules/index.ts';
import { archiveFile, pdfFile } from '../../rules/pieces/testing.ts';
import { mail, openMss, type TestMss } from '../support/mss.ts';

let bench: TestMss;
beforeEach(async () => {
  bench = await openMss();
});
afterEach(async () => await bench[Symbol.asyncDispose]());

/** The slice of the journal that a rule looks at, every exchange being the person's. */
async function sliceOf(exchanges: Exchange[]): Promise<Record<string, Buffer>> {
  const inputs: Record<string, Buffer> = {};
  const value = exchanges.map(({ request, response, ...exchange }, i) => ({
    ...exchange,
    attribution: 'personne',
    request: request && { ...request, input: `requete-${i + 1}` },
    response: response && { ...response, input: `reponse-${i + 1}` },
  }));
  for (const [i, { request }] of exchanges.entries()) {
    inputs[`requete-${i + 1}`] = await bench.blob(request?.body.sha256);
  }
  inputs['echanges'] = Buffer.from(JSON.stringify({ value: { service: 'mss-smtp', exchanges: value } }));
  return inputs;
}

async function judged(rules: Record<string, Json>): Promise<string[]> {
  const inputs = await sliceOf(await bench.exchanges());
  const found: string[] = [];
  for (const [id, parameters] of Object.entries(rules)) {
    const findings = await ruleById(id).check(inputs, parameters);
    found.push(...findings.map(({ code, severity }) => `${id} ${code} ${severity}`));
  }
  return found;
}

/** A mail that another library composes: its MIME is none of ours. */
async function letter(): Promise<SMTPTransport.MailOptions> {
  const files = [await archiveFile(), pdfFile()];
  return {
    from: { name: 'Dr_Alix_TÉMOIN_Cabinet', address: mail.doctor },
    to: mail.colleague,
    subject: 'XDM/1.0/DDM+Lettre de liaison à la sortie PAT-TROIS DOMINIQUE 28/03/1979',
    text: 'Cher confrère, voici le compte rendu.\n',
    html: '<p>Cher confrère, voici le compte&nbsp;rendu.</p>',
    headers: {
      'X-MSS-NIL': '123456',
      'X-MSS-CODECDA': '11490-0',
      'X-MSS-INS': 'O',
      'Return-Receipt-To': `<${mail.doctor}>`,
      'Disposition-Notification-To': `<${mail.doctor}>`,
    },
    attachments: files.map(({ name, type, bytes }) => ({ filename: name, contentType: type, content: bytes })),
  };
}

const rules: Record<string, Json> = {
  'mss.nombre-envois': { nombre: 1 },
  'mss.destinataires': { destinataires: [mail.colleague] },
  'mss.authentification': { mecanisme: 'XOAUTH2', adresse: mail.doctor },
  'mss.expediteur': { bal: 'PER', nom: 'TÉMOIN', prenom: 'Alix' },
  'mss.objet': {},
  'mss.message-id': {},
  'mss.corps': {},
  'mss.x-mss-nil': { nil: '123456' },
  'mss.x-mss-codecda': {},
  'mss.x-mss-ins': { qualifiee: true },
  'mss.x-mss-mes': { fin: false },
  'mss.pieces': {},
  'mss.accuse-reception': { adresse: mail.doctor },
  'mss.accuse-lecture': { adresse: mail.doctor },
  'xdm.archive': {},
  'xdm.metadonnees': {},
  'xdm.un-usager': {},
  'cda.entete': {},
  'cda.corps': {},
  'cda.auteur': {},
  'pdf.pdfa': {},
  'pdf.nom': { nom: 'PAT-TROIS', prenom: 'DOMINIQUE' },
};

describe('the rules on what the operator recorded', () => {
  it('find nothing wrong in a right mail', async () => {
    await bench.send(await letter());
    expect(await judged(rules)).toEqual([]);
  });

  it('find what is wrong, each by its own', async () => {
    const right = await letter();
    const headers = { ...(right.headers as Record<string, string>), 'X-MSS-NIL': 'X', 'X-MSS-INS': 'N' };
    await bench.send({ ...right, headers, subject: 'Courrier', html: '<p>Autre chose</p>', bcc: mail.patient });
    expect(await judged(rules)).toEqual([
      'mss.destinataires enveloppe bloquant',
      'mss.destinataires destinataires bloquant',
      'mss.objet prefixe bloquant',
      'mss.corps textes-differents bloquant',
      'mss.x-mss-nil x-mss-nil bloquant',
      'mss.x-mss-ins x-mss-ins bloquant',
    ]);
  });

  it('find that a refused recipient was written to', async () => {
    await expect(bench.send({ to: 'inconnu@test.mssante.fr', text: 'x' })).rejects.toThrow('550');
    expect(await judged({ 'mss.aucun-envoi': {} })).toEqual(['mss.aucun-envoi envoi-parti bloquant']);
  });
});
