import { expect, test } from 'vitest';
import type { Json } from '../../core/index.ts';
import { mails, plainMail, replaced } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { expediteur } from './expediteur.rule.ts';

const check = async (from: string, parameters: Json) =>
  places(await expediteur.check(mails(replaced(plainMail, /From: .*(?=\r\n)/, `From: ${from}`)), parameters));
const person = { bal: 'PER', nom: 'TEMOIN', prenom: 'Alix' };

test.each([
  ['Dr_Alix_TEMOIN_Cabinet <medecin@test.mssante.fr>', person],
  ['Alix_TEMOIN <medecin@test.mssante.fr>', person],
  ['=?UTF-8?Q?Dr_Ad=C3=A8le_TEMOIN?= <medecin@test.mssante.fr>', { bal: 'PER', nom: 'TEMOIN', prenom: 'Adele' }],
  ['Dr_Alix_TEMOIN <medecin@test.mssante.fr>', { bal: 'PER' }],
  ['Laboratoire des charmes <medecin@test.mssante.fr>', { bal: 'APP', entite: 'Laboratoire des charmes' }],
])('accepts « %s »', async (from, parameters) => {
  // An encoded word holds its underscores as spaces: that label is quoted whole.
  expect(await check(from.replace('Q?Dr_Ad=C3=A8le_TEMOIN', 'Q?Dr=5FAd=C3=A8le=5FTEMOIN'), parameters)).toEqual([]);
});

test.each([
  ['Alix TEMOIN <medecin@test.mssante.fr>', person, 'libelle'],
  ['Dr_TEMOIN_Alix <medecin@test.mssante.fr>', person, 'libelle'],
  ['<medecin@test.mssante.fr>', person, 'libelle'],
  ['<medecin@test.mssante.fr>', { bal: 'ORG' }, 'libelle'],
  ['Dr_TEMOIN_Cabinet <medecin@test.mssante.fr>', { bal: 'PER' }, 'libelle'],
  ['Dr_Alix_Cabinet <medecin@test.mssante.fr>', { bal: 'PER' }, 'libelle'],
  ['Dr_Alix_TEMOIN_Cabinet <medecin@test.mssante.fr>', { bal: 'APP' }, 'libelle'],
  ['Cabinet <medecin@test.mssante.fr>', { bal: 'ORG', entite: 'Laboratoire' }, 'libelle'],
  ['Dr_Alix_TEMOIN <autre@test.mssante.fr>', person, 'adresse'],
  ['Dr_Alix_TEMOIN', person, 'expediteur'],
])('refuses « %s »', async (from, parameters, code) => {
  expect(await check(from, parameters)).toEqual([`${code} @ échange 1 · From`]);
});
