import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { justificatif } from './justificatif.rule.ts';

const parameters = { nature: 'CN', libelle: 'carte nationale d’identité' };

test.each(['CN', 'cn', 'Carte nationale d’identité (CN)'])('accepts the nature shown as « %s »', (shown) => {
  expect(justificatif.check(lecture({ justificatif: shown }), parameters)).toEqual([]);
});

test.each([null, '', 'Passeport', 'CNX'])('refuses the nature shown as %j', (shown) => {
  const findings = justificatif.check(lecture({ justificatif: shown }), parameters);
  expect(places(findings)).toEqual(['justificatif-absent @ justificatif']);
});
