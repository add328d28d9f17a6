import 'reflect-metadata';
import { Extension, KeyUsageFlags, KeyUsagesExtension } from '@peculiar/x509';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, type DmpAnswer, DmpDesk, dmpPatient } from '../../test/support/dmp-desk.ts';
import {
  authorizationBody,
  envelope,
  existenceBody,
  type Pem,
  physician,
  purpose,
  purposeName,
  signedVihf,
  structure,
  type VihfParts,
  vihf,
} from '../../test/support/dmp-request.ts';
import { type Card, TestPki } from '../pki/index.ts';

const holder = { id: physician, nom: 'TÉMOIN', prenom: 'Alix' };
const issuer = `CN=${physician}+SN=TÉMOIN+GN=Alix,T=Médecin,O=TEST PROBANT,C=FR`;
/** « RPPS-rang » of the physician. */
const practice = `4${physician.slice(1)}001`;
let pki: TestPki;
let card: Card;
let seal: Pem;
let desk: DmpDesk;

beforeAll(async () => {
  pki = await TestPki.create();
  [card, seal] = await Promise.all([pki.card(holder), pki.signature({ commonName: 'CACHET', structure })]);
});
beforeEach(async () => {
  desk = new DmpDesk({ signatures: true, authorities: [pki.chain, await pki.personsChain()] });
});

const direct = (parts: VihfParts = {}): VihfParts => ({
  mode: 'DIRECTE',
  issuer,
  ...parts,
  attributes: { Identifiant_Structure: practice, ...parts.attributes },
});
const ask = (signer: Pem, parts: VihfParts, body = existenceBody()): Promise<DmpAnswer> =>
  desk.send(body.startsWith('<set') ? 'habilitations' : 'patients', envelope(body, signedVihf(signer, parts)));

describe('direct authentication', () => {
  it('takes a card in direct authentication', async () => {
    const { text } = await ask(card.signature, direct());
    expect(/queryResponseCode code="(\w+)"/.exec(text)?.[1]).toBe('OK');
  });

  it('names the professional as his card does', async () => {
    desk.directory.declare({ ...dmpPatient, autorisation: 'NON_EXISTE' });
    await ask(card.signature, direct(), authorizationBody('AJOUT'));
    expect(desk.directory.authorisations.get(dmpPatient.matricule, physician)).toMatchObject({
      nom: 'TÉMOIN',
      prenom: 'Alix',
    });
  });

  it.each([
    [
      'the authentication certificate of the card signs',
      () => ask(card.authentication, direct()),
      'DMPInvalidCertificate',
    ],
    [
      'the seal of a structure signs',
      () => ask(seal, direct({ issuer: `CN=CACHET,OU=${structure},O=TEST PROBANT,C=FR` })),
      'probant_vihf_porteur',
    ],
    ['the card is another’s', () => ask(card.signature, direct({ nameId: '899900000025' })), 'probant_vihf_porteur'],
    [
      'the structure is another’s practice',
      () => ask(card.signature, direct({ attributes: { Identifiant_Structure: '499900000025001' } })),
      'probant_ps_structure',
    ],
  ])('is refused when %s', async (_, asked, code) => {
    expect(codeOf(await asked())).toBe(code);
  });

  const own = '1630000018';
  const declare = (structures: ReadonlyArray<{ id: string; active?: boolean }>): void => {
    desk.directory.declareProfessional({ id: physician, nom: 'TÉMOIN', prenom: 'Alix', structures });
    desk.directory.declareProfessional({
      id: '899900000025',
      nom: 'A',
      prenom: 'B',
      structures: [{ id: '1750000001' }],
    });
  };
  const from = async (id: string): Promise<string[]> => {
    const answer = await ask(card.signature, direct({ attributes: { Identifiant_Structure: id } }));
    return [codeOf(answer), /<soap:Text[^>]*>([^<]*)/.exec(answer.text)?.[1] ?? ''];
  };
  const unknown = "Impossible d'effectuer un test d'existence : Structure introuvable ou Inactive";

  it.each([
    ['is taken from a structure of the card', own, true, ['', '']],
    ['is refused from a structure that is not active', own, false, ['probant_structure_inactive', unknown]],
    ['is refused from a structure that nobody knows', '1990000009', true, ['probant_structure_inactive', unknown]],
    [
      'is refused from the structure of another',
      '1750000001',
      true,
      ['probant_ps_structure', 'PS et Structure non liés'],
    ],
  ] as const)('%s, in the observed words', async (...[, id, active, expected]) => {
    declare([{ id: own, active }]);
    const [code, text] = await from(id);
    expect([code, (text ?? '').replaceAll('&apos;', "'").replaceAll('&#39;', "'")]).toEqual(expected);
  });

  it('gives the employee’s column to the card of an employee', async () => {
    const persons = await pki.authority('aci_fo_pp');
    const employee = await persons.issue({
      subject: [{ C: ['FR'] }, { O: ['TEST PROBANT'] }, { CN: [physician] }],
      extensions: [
        new Extension('1.2.250.1.71.1.2.2', false, Uint8Array.of(0x02, 0x01, 0x02)),
        new KeyUsagesExtension(KeyUsageFlags.nonRepudiation, true),
      ],
    });
    const parts = direct({ issuer: `CN=${physician},O=TEST PROBANT,C=FR` });
    const answer = await ask(employee, parts, authorizationBody('SUPPRESSION'));
    expect(answer.text).toContain('profil cpe');
  });
});

describe('the words of the observed refusals', () => {
  const reason = async (signer: Pem, parts: VihfParts): Promise<string> =>
    (/<soap:Text[^>]*>([^<]*)/.exec((await ask(signer, parts)).text)?.[1] ?? '').replaceAll(/&(apos|#39);/g, "'");
  const role = '<Role xmlns="urn:hl7-org:v3" code="10" codeSystem="1.2.250.1.71.1.2.7" displayName="Médecin"></Role>';

  it.each([
    [
      'the structure is not that of the certificate',
      { attributes: { Identifiant_Structure: '1750000001' } },
      "Erreur d'authentification de la personne morale",
    ],
    [
      'a physician has no speciality',
      { attributes: { 'urn:oasis:names:tc:xacml:2.0:subject:role': role } },
      'Aucune spécialité dans le vihf. Spécialité obligatoire pour les Médecins...',
    ],
  ])('when %s', async (_, parts, expected) => {
    expect(await reason(seal, parts)).toBe(expected);
  });
});

describe('what a VIHF is only warned of', () => {
  const open = new DmpDesk();
  const warned = async (assertion: string): Promise<[string, string]> => {
    const answer = await open.send('patients', envelope(existenceBody(), assertion));
    return [codeOf(answer), answer.warnings];
  };
  const old = new Date(Date.now() - 31 * 60_000).toISOString();

  it.each([
    ['its age, out of AIR', () => vihf({ issueInstant: old, id: '_a' }), 'probant_vihf_ancien'],
    [
      'its audience',
      () => vihf({ id: '_b', conditions: '<saml2:Conditions><saml2:AudienceRestriction/></saml2:Conditions>' }),
      'probant_vihf_audience',
    ],
    ['a declaration out of AIR', () => vihf({ id: '_c', declaration: 'CONF_EXI_PGSSIS' }), 'probant_vihf_declaration'],
  ])('%s', async (_, assertion, warning) => {
    expect(await warned(assertion())).toEqual(['', warning]);
  });

  it('having served, out of AIR', async () => {
    const assertion = vihf({ id: '_deux' });
    expect([await warned(assertion), await warned(assertion)]).toEqual([
      ['', ''],
      ['', 'probant_vihf_rejoue'],
    ]);
  });
});

describe('the ways of access', () => {
  const open = new DmpDesk();
  const send = async (attributes: Record<string, string | null>): Promise<string> =>
    codeOf(await open.send('patients', envelope(existenceBody(), vihf({ mode: 'DIRECTE', attributes }))));
  const secret = 'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code';
  const hidden = 'INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13';

  it('wants a reason to break the glass', async () => {
    expect(await send({ [purposeName]: purpose('bris_de_glace'), Mode_Acces_Raison: null })).toBe(
      'probant_bris_de_glace_sans_raison',
    );
  });

  it.each([
    ['of a minor', true, hidden, ''],
    ['of an adult', false, hidden, 'probant_connexion_secrete'],
    ['of another value', true, 'MASQUE_PS^1.2.250.1.213.1.1.4.13', 'probant_vihf_attribut'],
  ] as const)('a secret connection %s', async (...[, mineur, value, code]) => {
    open.directory.declare({ ...dmpPatient, mineur });
    expect(await send({ [secret]: value })).toBe(code);
  });
});
