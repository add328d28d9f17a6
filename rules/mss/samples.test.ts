import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/index.ts';
import { ruleById } from '../index.ts';

const samples = resolve(import.meta.dirname, '../../../shared/data/mss/eml');
const present = existsSync(samples);

/** What a mail with a document is judged by, and the patient of the samples. */
const rules: Readonly<Record<string, Json>> = {
  'mss.message-id': {},
  'mss.corps': {},
  'mss.objet': { nom: 'PAT-TROIS', prenom: 'DOMINIQUE', dateNaissance: '1979-03-28' },
  'mss.x-mss-nil': {},
  'mss.x-mss-codecda': {},
  'mss.x-mss-ins': {},
  'mss.pieces': {},
  'xdm.archive': {},
  'xdm.metadonnees': {},
  'xdm.un-usager': {},
  'xds.empreinte': {},
  'cda.entete': {},
  'cda.corps': {},
  'cda.auteur': {},
  'pdf.pdfa': {},
  'pdf.nom': { nom: 'PAT-TROIS', prenom: 'DOMINIQUE' },
};

/** The PDF of the samples claim PDF/A-1 but have no `/ID` in their trailer, which ISO 19005-1 §6.1.3 asks for. */
const known = 'pdf.pdfa identifiant';

async function judged(file: string): Promise<string[]> {
  const document = readFileSync(join(samples, file));
  const found = await Promise.all(
    Object.entries(rules).map(async ([id, parameters]) => {
      const findings = await ruleById(id).check({ document }, parameters);
      return findings.filter(({ severity }) => severity === 'bloquant').map(({ code }) => `${id} ${code}`);
    }),
  );
  return [...new Set(found.flat())].filter((finding) => finding !== known);
}

const unreadable = Object.keys(rules).filter((id) => /^(?:xdm|xds|cda|pdf\.pdfa)/.test(id));

describe.skipIf(!present)('mails built from the facts (skipped: ../shared is absent)', () => {
  it.each(['01-initial-ok', '02-two-documents', '05-no-ins-unqualified', '06-to-patient-FIN', '08-from-per-bal'])(
    'finds nothing wrong in %s',
    async (name) => {
      expect(await judged(`${name}.eml`)).toEqual([]);
    },
  );

  it.each([
    ['neg-01-hash-mismatch', ['xds.empreinte hash', 'xds.empreinte size']],
    ['neg-02-ins-mismatch-metadata-vs-cda', ['xdm.un-usager autre-usager']],
    [
      'neg-03-no-xmss-headers',
      ['mss.x-mss-nil x-mss-nil-absent', 'mss.x-mss-codecda x-mss-codecda', 'mss.x-mss-ins x-mss-ins'],
    ],
    ['neg-04-no-pdf', ['mss.pieces pdf-absent', 'pdf.nom aucun-pdf']],
    ['neg-05-bad-subject', ['mss.objet prefixe']],
    [
      'neg-06-corrupt-zip',
      ['mss.x-mss-codecda', 'mss.x-mss-ins', 'mss.pieces', ...unreadable].map((id) => `${id} zip-illisible`),
    ],
  ])('finds what is wrong in %s', async (name, expected) => {
    expect((await judged(`${name}.eml`)).sort()).toEqual([...expected].sort());
  });

  it.each(present ? readdirSync(samples) : [])('reads %s to its end', async (file) => {
    await expect(judged(file)).resolves.toBeInstanceOf(Array);
  });
});
