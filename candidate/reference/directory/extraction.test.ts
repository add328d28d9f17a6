import { expect, it } from 'vitest';
import { readExtractions } from './extraction.ts';

// Titles of the public files, some of them, in another order: they are read by name.
const activities = [
  "Identifiant PP|Type d'identifiant PP|Nom d'exercice|Prénom d'exercice|Libellé profession|Libellé commune (coord. structure)|",
  '89990000001|8|TESTBACO|INES|Médecin|RIOM|',
  '89990000001|8|TESTBACO|INES|Médecin|THIERS|',
  '630000001|0|TESTADELI|HUGO|Psychologue|RIOM|',
  '',
].join('\n');
const mailboxes = [
  'Type de BAL|Adresse BAL|Identifiant PP',
  'PER|ines.testbaco@test.mssante.fr|89990000001',
  'ORG|secretariat@test.mssante.fr|',
].join('\r\n');

it('gives each professional of the RPPS once, with his own address', () => {
  expect([...readExtractions(activities, mailboxes).values()]).toEqual([
    {
      rpps: '89990000001',
      nom: 'TESTBACO',
      prenom: 'INES',
      profession: 'Médecin',
      commune: 'RIOM',
      mssante: 'ines.testbaco@test.mssante.fr',
    },
  ]);
});

it('finds nobody in a page that is no extraction', () => {
  expect(readExtractions('<html>Maintenance</html>', '').size).toBe(0);
});
