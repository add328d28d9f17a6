import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const box = z.object({ cip: z.string(), lot: z.string(), peremption: z.string() });
type Box = z.infer<typeof box>;

export const vaccination = defineRule({
  id: 'ergo.vaccination',
  version: '1',
  title: 'La vaccination porte le CIP, le lot et la péremption du datamatrix',
  source:
    'ERGO/va1.07 (étapes déduites) ; GS1 General Specifications : (01) GTIN, (10) lot, (17) péremption, jour 00 = fin du mois',
  appliesTo: 'lecture',
  parameters: box,
  check(inputs, expected) {
    const { lignes } = observed(inputs, 'lecture', z.object({ lignes: z.array(box) }));
    // The line of the box is the one that holds most of it: what is wrong with it is then told.
    const [closest] = lignes.map((line) => differences(line, expected)).sort((one, other) => one.length - other.length);
    return closest ?? differences({ cip: '', lot: '', peremption: '' }, expected);
  },
});

function differences(line: Box, expected: Box): Finding[] {
  return (['cip', 'lot', 'peremption'] as const).flatMap((name) =>
    bare(name, line[name]) === expected[name]
      ? []
      : [
          discrepancy({
            code: 'vaccination-differente',
            where: `lignes.${name}`,
            expected: expected[name],
            got: line[name],
            message: 'La vaccination ne porte pas ce que dit le datamatrix de la boîte.',
            remedy:
              'Lisez le datamatrix par ses identifiants GS1, dans n’importe quel ordre : (01) le CIP, (10) le lot jusqu’au séparateur FNC1, (17) la péremption AAMMJJ, dont le jour 00 est la fin du mois.',
          }),
        ],
  );
}

/** The CIP of 13 digits may be shown as the GTIN of 14, which has a 0 before; dates as people write them. */
function bare(name: keyof Box, text: string): string {
  if (name === 'cip') return text.replaceAll(/\s/g, '').replace(/^0(?=\d{13}$)/, '');
  if (name === 'lot') return text.trim();
  return text.trim().replace(/^(\d{2})\D(\d{2})\D(\d{4})$/, '$3-$2-$1');
}
