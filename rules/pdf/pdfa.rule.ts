import { z } from 'zod';
import { discrepancy } from '../findings.ts';
import { eachPdf } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { pdfaFaults } from './pdfa.ts';

export const pdfa = defineRule({
  id: 'pdf.pdfa',
  version: '1',
  title: 'Chaque PDF se déclare PDF/A-1 et n’en a aucun défaut visible',
  source:
    'ECO.2.1.1, SC.MSS/CONF.23 et MSS/va1.01 : PDF/A-1 ; ISO 19005-1:2005, clauses citées par constat. Lecture des octets sans décoder les flux : déclaration XMP et défauts visibles seulement, veraPDF reste nécessaire pour un vrai verdict',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachPdf(inputs, ({ bytes, at }) =>
      pdfaFaults(bytes).map(({ offset, ...fault }) => discrepancy({ ...fault, where: at(`octet ${offset}`) })),
    ),
});
